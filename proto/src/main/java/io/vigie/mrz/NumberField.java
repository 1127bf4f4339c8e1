package io.vigie.mrz;

/**
 * The document number of a zone and its check digit.
 *
 * <p>Cards have room for nine characters. A longer number leaves a filler in the place of its check digit and goes on
 * in the optional field, where its own digit ends it (Doc 9303-5 and 9303-6, 4.2.2, note j). ICAO computes that digit
 * without the filler; older Belgian and Portuguese cards compute it with the filler.
 */
final class NumberField {

    /** How a number agrees with its digit. */
    enum Agreement {
        /** Neither number nor digit. */
        EMPTY,
        HOLDS,
        HOLDS_WITH_FILLER,
        FAILS
    }

    private NumberField() {}

    static Agreement agreement(char[] text, Layout layout) {
        char digit = text[layout.numberDigit()];
        if (isBlank(text, layout.number(), layout.numberDigit())) {
            return digit == MrzChars.FILLER || digit == '0' ? Agreement.EMPTY : Agreement.FAILS;
        }
        int end = longEnd(text, layout);
        if (end < 0) {
            return digit - '0' == CheckDigits.of(text, layout.number(), layout.numberDigit())
                    ? Agreement.HOLDS
                    : Agreement.FAILS;
        }
        return longAgreement(text, layout, end);
    }

    private static Agreement longAgreement(char[] text, Layout layout, int end) {
        int digit = text[end - 1] - '0';
        int base = CheckDigits.sum(text, layout.number(), layout.numberDigit(), 0);
        int rest = CheckDigits.sum(text, layout.optional(), end - 1, Layout.NUMBER_SIZE);
        if (base + rest >= 0 && (base + rest) % 10 == digit) {
            return Agreement.HOLDS;
        }
        int shifted = CheckDigits.sum(text, layout.optional(), end - 1, Layout.NUMBER_SIZE + 1);
        return base + shifted >= 0 && (base + shifted) % 10 == digit ? Agreement.HOLDS_WITH_FILLER : Agreement.FAILS;
    }

    /** Where a long number and its digit end in the optional field; -1 when the number is not long. */
    static int longEnd(char[] text, Layout layout) {
        if (text[layout.numberDigit()] != MrzChars.FILLER
                || !layout.allowsLongNumbers()
                || isBlank(text, layout.number(), layout.numberDigit())) {
            return -1;
        }
        int end = layout.optional();
        while (end < layout.optionalEnd() && text[end] != MrzChars.FILLER) {
            end++;
        }
        return end - layout.optional() >= 2 ? end : -1;
    }

    /** The number without its digit and without outer fillers, inner ones as blanks; null when there is none. */
    static String read(char[] text, Layout layout) {
        int end = longEnd(text, layout);
        if (end < 0) {
            return trimmed(text, layout.number(), layout.numberDigit());
        }
        int rest = end - 1 - layout.optional();
        char[] joined = new char[Layout.NUMBER_SIZE + rest];
        System.arraycopy(text, layout.number(), joined, 0, Layout.NUMBER_SIZE);
        System.arraycopy(text, layout.optional(), joined, Layout.NUMBER_SIZE, rest);
        return trimmed(joined, 0, joined.length);
    }

    /** The places of the number's characters, those in the optional field included. */
    static int[] places(char[] text, Layout layout) {
        int end = longEnd(text, layout);
        int rest = end < 0 ? 0 : end - 1 - layout.optional();
        int[] places = new int[Layout.NUMBER_SIZE + rest];
        for (int i = 0; i < places.length; i++) {
            places[i] = i < Layout.NUMBER_SIZE ? layout.number() + i : layout.optional() + i - Layout.NUMBER_SIZE;
        }
        return places;
    }

    static boolean isBlank(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != MrzChars.FILLER) {
                return false;
            }
        }
        return true;
    }

    static String trimmed(char[] text, int from, int to) {
        int start = from;
        int end = to;
        while (end > start && text[end - 1] == MrzChars.FILLER) {
            end--;
        }
        while (start < end && text[start] == MrzChars.FILLER) {
            start++;
        }
        return start == end ? null : new String(text, start, end - start).replace(MrzChars.FILLER, ' ');
    }
}
