package io.vigie.mrz;

/**
 * How much in a zone agrees: tells the likelier of two ways to lay its characters out. Check digits count most, then
 * dates and codes that make sense; each letter in the place of a digit, and the reverse, counts against.
 */
final class ZoneScore {

    private static final int DIGIT = 3;
    private static final int DATE = 2;

    private ZoneScore() {}

    static int of(char[] text) {
        MrzFormat format = ZoneShape.format(text);
        return format == MrzFormat.IDFRA ? FrenchCard.score(text) : of(text, Layout.of(format));
    }

    static int of(char[] text, Layout layout) {
        char[] repaired = PositionRepair.apply(text, layout, true);
        int score = digits(repaired, layout) - changes(text, repaired);
        score += layout.optionalDigit() >= 0 && ZoneDigits.optional(repaired, layout) ? 1 : 0;
        score += date(repaired, layout.birth()) + date(repaired, layout.expiry());
        score += isKnown(repaired, Layout.STATE) + isKnown(repaired, layout.nationality());
        return score + code(repaired) + sex(repaired[layout.sex()]);
    }

    /** The part of the score that check digits make. */
    static int digits(char[] text, Layout layout) {
        int composite = layout.composite() >= 0 && ZoneDigits.composite(text, layout) ? DIGIT : 0;
        return digits(ZoneDigits.checkPart(text, layout)) + composite;
    }

    static int digits(MrzChecks checks) {
        return digit(checks.documentNumber()) + digit(checks.birthDate()) + digit(checks.expiryDate())
                + digit(checks.optionalData()) + digit(checks.composite());
    }

    static int changes(char[] text, char[] repaired) {
        int changes = 0;
        for (int i = 0; i < text.length; i++) {
            changes += MrzChars.isDigit(text[i]) == MrzChars.isDigit(repaired[i]) ? 0 : 1;
        }
        return changes;
    }

    /** For six digits whose month and day are not too high. */
    static int date(char[] text, int from) {
        return Dates.isNumeric(text, from) && text[from + 2] <= '1' && text[from + 4] <= '3' ? DATE : 0;
    }

    static int code(char[] text) {
        return MrzChars.isLetter(text[0]) && !MrzChars.isDigit(text[1]) ? 1 : 0;
    }

    static int sex(char c) {
        return c == 'M' || c == 'F' || c == MrzChars.FILLER ? 1 : 0;
    }

    private static int digit(Boolean check) {
        return check != null && check ? DIGIT : 0;
    }

    private static int isKnown(char[] text, int from) {
        return StateField.isKnown(text, from) ? 1 : 0;
    }
}
