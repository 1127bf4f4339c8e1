package io.vigie.mrz;

import java.util.Arrays;

/** The characters of zones: their check values (Doc 9303-3, 4.9) and those that OCR takes for one another. */
final class MrzChars {

    static final char FILLER = '<';

    /** Stands in a cleaned zone for any character that no zone may hold. */
    static final char FOREIGN = '?';

    /** So low that one such character makes the weighted sum of a zone negative. */
    private static final int ILLEGAL = -100_000;

    private static final int[] VALUES = values();
    private static final char[] DIGITS = table("O0", "Q0", "D0", "U0", "I1", "L1", "J1", "Z2", "A4", "S5", "G6", "T7", "B8");
    private static final char[] LETTERS = table("0O", "1I", "2Z", "4A", "5S", "6G", "7T", "8B");

    /*
     * Only pairs that the check digit can tell apart serve to find the repair of a number. G and 6, L and 1, K and
     * the filler, U and 0 have the same value modulo 10: such a misreading confirms itself.
     */
    private static final String[] LOOKALIKES = lookalikes();

    private MrzChars() {}

    static int value(char c) {
        return c < 128 ? VALUES[c] : ILLEGAL;
    }

    static boolean isLegal(char c) {
        return c < 128 && VALUES[c] >= 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** The digit that a letter is a misreading of, or 0. */
    static char digitFor(char letter) {
        return letter < 128 ? DIGITS[letter] : 0;
    }

    /** The letter that a digit is a misreading of, or 0. */
    static char letterFor(char digit) {
        return digit < 128 ? LETTERS[digit] : 0;
    }

    /** The characters that may have been meant where this one was read in a number. */
    static String lookalikes(char c) {
        return c < 128 ? LOOKALIKES[c] : "";
    }

    /** Letters that OCR reads where a run of fillers stands. */
    static boolean isFillerNoise(char c) {
        return c == 'K' || c == 'L' || c == 'C';
    }

    private static int[] values() {
        int[] values = new int[128];
        Arrays.fill(values, ILLEGAL);
        values[FILLER] = 0;
        for (int i = 0; i < 10; i++) {
            values['0' + i] = i;
        }
        for (int i = 0; i < 26; i++) {
            values['A' + i] = 10 + i;
        }
        return values;
    }

    private static char[] table(String... pairs) {
        char[] table = new char[128];
        for (String pair : pairs) {
            table[pair.charAt(0)] = pair.charAt(1);
        }
        return table;
    }

    private static String[] lookalikes() {
        String[] table = new String[128];
        Arrays.fill(table, "");
        for (String row : new String[] {
            "0OQD", "O0QD", "Q0O", "D0O", "1I", "I1", "2Z", "Z2", "5S", "S5", "8B", "B8"
        }) {
            table[row.charAt(0)] = row.substring(1);
        }
        table[FOREIGN] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        return table;
    }
}
