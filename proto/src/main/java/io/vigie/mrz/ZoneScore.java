package io.vigie.mrz;

/** How much in a zone agrees: tells the likelier of two ways to lay its characters out. */
final class ZoneScore {

    private static final int DIGIT = 2;

    private ZoneScore() {}

    static int of(char[] text) {
        MrzFormat format = ZoneShape.format(text);
        return format == MrzFormat.IDFRA ? FrenchCard.score(text) : of(text, Layout.of(format));
    }

    static int of(char[] text, Layout layout) {
        char[] repaired = PositionRepair.apply(text, layout, true);
        MrzChecks checks = ZoneDigits.checkPart(repaired, layout);
        int score = of(checks);
        score += layout.optionalDigit() >= 0 && ZoneDigits.optional(repaired, layout) ? 1 : 0;
        score += layout.composite() >= 0 && ZoneDigits.composite(repaired, layout) ? DIGIT : 0;
        score += isKnown(repaired, Layout.STATE) + isKnown(repaired, layout.nationality());
        score += MrzChars.isLetter(repaired[0]) && !MrzChars.isDigit(repaired[1]) ? 1 : 0;
        score += "MF<".indexOf(repaired[layout.sex()]) >= 0 ? 1 : 0;
        return score;
    }

    static int of(MrzChecks checks) {
        return digit(checks.documentNumber()) + digit(checks.birthDate()) + digit(checks.expiryDate())
                + digit(checks.optionalData()) + digit(checks.composite());
    }

    private static int digit(Boolean check) {
        return check != null && check ? DIGIT : 0;
    }

    private static int isKnown(char[] text, int from) {
        String code = StateRepair.read(text, from);
        return code != null && States.isKnown(code) ? 1 : 0;
    }
}
