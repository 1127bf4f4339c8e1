package io.vigie.mrz;

/** Whether the check digits of a zone of Doc 9303 hold. */
final class ZoneDigits {

    private ZoneDigits() {}

    static MrzChecks check(char[] text, Layout layout, NumberField.Agreement number) {
        return new MrzChecks(
                number != NumberField.Agreement.FAILS,
                birth(text, layout),
                expiry(text, layout),
                layout.optionalDigit() < 0 ? null : (Boolean) optional(text, layout),
                layout.composite() < 0 ? null : (Boolean) composite(text, layout));
    }

    /** As {@link #check}, for the fields that are not empty; without the composite, which covers what is missing. */
    static MrzChecks checkPart(char[] text, Layout layout) {
        NumberField.Agreement number = NumberField.agreement(text, layout);
        return new MrzChecks(
                number == NumberField.Agreement.EMPTY ? null : (Boolean) (number != NumberField.Agreement.FAILS),
                NumberField.isBlank(text, layout.birth(), layout.birthDigit()) ? null : (Boolean) birth(text, layout),
                NumberField.isBlank(text, layout.expiry(), layout.expiryDigit()) ? null : (Boolean) expiry(text, layout),
                null,
                null);
    }

    static boolean birth(char[] text, Layout layout) {
        return field(text, layout.birth(), layout.birthDigit());
    }

    static boolean expiry(char[] text, Layout layout) {
        return field(text, layout.expiry(), layout.expiryDigit());
    }

    static boolean optional(char[] text, Layout layout) {
        return field(text, layout.optional(), layout.optionalDigit());
    }

    static boolean composite(char[] text, Layout layout) {
        int digit = compositeDigit(text, layout);
        return digit >= 0 && digit == text[layout.composite()] - '0';
    }

    /** The composite digit of what the zone holds; negative when it holds a foreign character. */
    static int compositeDigit(char[] text, Layout layout) {
        int[] covered = layout.covered();
        int sum = 0;
        int phase = 0;
        for (int i = 0; i < covered.length; i += 2) {
            sum += CheckDigits.sum(text, covered[i], covered[i + 1], phase);
            phase += covered[i + 1] - covered[i];
        }
        return sum % 10 - (sum < 0 ? 10 : 0);
    }

    /** True when every digit but the composite and that of the number holds, so that the composite can decide. */
    static boolean othersHold(char[] text, Layout layout) {
        return birth(text, layout) && expiry(text, layout) && (layout.optionalDigit() < 0 || optional(text, layout));
    }

    private static boolean field(char[] text, int from, int digit) {
        int sum = CheckDigits.of(text, from, digit);
        char given = text[digit];
        return sum == given - '0' || given == MrzChars.FILLER && NumberField.isBlank(text, from, digit);
    }
}
