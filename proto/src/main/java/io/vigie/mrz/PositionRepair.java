package io.vigie.mrz;

import java.util.Arrays;

/**
 * Repairs that need no check digit because the position says what kind of character must stand there: digits in
 * dates and check digits, letters in codes and names, fillers in the empty rest of a field.
 */
final class PositionRepair {

    private static final int NOISE_RUN_MIN = 4;

    private PositionRepair() {}

    /** The text itself when there is nothing to repair, else a repaired copy. */
    static char[] apply(char[] text, Layout layout, boolean damaged) {
        if (!damaged && !isSuspect(text, layout)) {
            return text;
        }
        char[] copy = text.clone();
        lettersAt(copy, Layout.CODE, Layout.CODE_END);
        if (copy[0] == 'P' && copy[1] == 'K') {
            copy[1] = MrzChars.FILLER;
        }
        StateField.repair(copy, Layout.STATE);
        StateField.repair(copy, layout.nationality());
        if (!Names.holdDigits(copy)) {
            lettersAt(copy, layout.name(), layout.nameEnd());
        }
        fillersAtEnd(copy, layout.name(), layout.nameEnd());
        digitsAt(copy, layout.birth(), layout.birthDigit() + 1);
        digitsAt(copy, layout.expiry(), layout.expiryDigit() + 1);
        digitAt(copy, layout.numberDigit());
        digitAt(copy, NumberField.longEnd(copy, layout) - 1);
        digitAt(copy, layout.optionalDigit());
        digitAt(copy, layout.composite());
        fillersInRuns(copy, layout.optional(), layout.optionalEnd());
        fillersInRuns(copy, layout.optional2(), layout.optional2End());
        return copy;
    }

    private static boolean isSuspect(char[] text, Layout layout) {
        return hasDigit(text, Layout.CODE, Layout.STATE + Layout.STATE_SIZE)
                || text[1] == 'K'
                || hasDigit(text, layout.nationality(), layout.nationality() + Layout.STATE_SIZE)
                || hasDigit(text, layout.name(), layout.nameEnd())
                || endsInNoise(text, layout.name(), layout.nameEnd())
                || hasLetter(text, layout.birth(), layout.birthDigit() + 1)
                || hasLetter(text, layout.expiry(), layout.expiryDigit() + 1);
    }

    static void digitsAt(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            digitAt(text, i);
        }
    }

    static void digitAt(char[] text, int place) {
        if (place >= 0) {
            char digit = MrzChars.digitFor(text[place]);
            text[place] = digit == 0 ? text[place] : digit;
        }
    }

    static void lettersAt(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char letter = MrzChars.letterFor(text[i]);
            text[i] = letter == 0 ? text[i] : letter;
        }
    }

    /**
     * Clears letters that OCR read in the fillers after a name: a run of four or more, or single ones after three
     * fillers. A last initial, which follows one filler, stays.
     */
    static void fillersAtEnd(char[] text, int from, int to) {
        int start = to;
        while (start > from && (text[start - 1] == MrzChars.FILLER || MrzChars.isFillerNoise(text[start - 1]))) {
            start--;
        }
        while (start < to && text[start] != MrzChars.FILLER) {
            start++;
        }
        int first = longestNoise(text, start, to) >= NOISE_RUN_MIN ? start : afterThreeFillers(text, start, to);
        for (int i = first; i < to; i++) {
            text[i] = MrzChars.FILLER;
        }
    }

    private static int afterThreeFillers(char[] text, int from, int to) {
        int fillers = 0;
        int i = from;
        while (i < to && fillers < 3) {
            fillers = text[i] == MrzChars.FILLER ? fillers + 1 : 0;
            i++;
        }
        return i;
    }

    private static int longestNoise(char[] text, int from, int to) {
        int longest = 0;
        int run = 0;
        for (int i = from; i < to; i++) {
            run = text[i] == MrzChars.FILLER ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** Clears runs of four or more such letters between fillers. */
    private static void fillersInRuns(char[] text, int from, int to) {
        int i = Math.max(from, 0);
        while (i < to) {
            int end = i;
            while (end < to && MrzChars.isFillerNoise(text[end])) {
                end++;
            }
            boolean between = i > from && text[i - 1] == MrzChars.FILLER && (end == to || text[end] == MrzChars.FILLER);
            if (between && end - i >= NOISE_RUN_MIN) {
                Arrays.fill(text, i, end, MrzChars.FILLER);
            }
            i = Math.max(end, i + 1);
        }
    }

    private static boolean endsInNoise(char[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] == MrzChars.FILLER) {
            end--;
        }
        return end - 2 > from && MrzChars.isFillerNoise(text[end - 1])
                && (MrzChars.isFillerNoise(text[end - 2]) || text[end - 2] == MrzChars.FILLER);
    }

    /** Digits stand below all other characters of a cleaned zone, so the sign tells; branches would cost more. */
    private static boolean hasDigit(char[] text, int from, int to) {
        int sign = 0;
        for (int i = from; i < to; i++) {
            sign |= text[i] - '9' - 1;
        }
        return sign < 0;
    }

    /** Letters stand above all other characters of a cleaned zone. */
    static boolean hasLetter(char[] text, int from, int to) {
        int sign = 0;
        for (int i = from; i < to; i++) {
            sign |= 'A' - 1 - text[i];
        }
        return sign < 0;
    }
}
