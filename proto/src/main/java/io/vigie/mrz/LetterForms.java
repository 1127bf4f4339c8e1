package io.vigie.mrz;

import java.text.Normalizer;

/** The forms that one character may take in a zone, the first being the one to write. */
final class LetterForms {

    private static final String[] NONE = {""};
    private static final int TABLE_SIZE = 0x0700;
    private static final String[][] TABLE = table();

    private LetterForms() {}

    /** Never empty; a character that cannot be written has the one form "". */
    static String[] of(char c) {
        char upper = Character.toUpperCase(c);
        return upper < TABLE_SIZE ? TABLE[upper] : computed(upper);
    }

    private static String[] computed(char upper) {
        if (upper == 'ẞ') {
            return TABLE['ß'];
        }
        StringBuilder base = new StringBuilder(2);
        String decomposed = Normalizer.normalize(String.valueOf(upper), Normalizer.Form.NFKD);
        for (int i = 0; i < decomposed.length(); i++) {
            char letter = Character.toUpperCase(decomposed.charAt(i));
            if (MrzChars.isLetter(letter)) {
                base.append(letter);
            } else if (letter < TABLE_SIZE && letter >= 128 && TABLE[letter] != null && letter != upper) {
                base.append(TABLE[letter][0]);
            }
        }
        return base.isEmpty() ? NONE : new String[] {base.toString()};
    }

    private static String[][] table() {
        String[][] table = new String[TABLE_SIZE][];
        for (String[] rows : new String[][] {LatinLetters.ROWS, CyrillicLetters.ROWS}) {
            for (String row : rows) {
                if (row.charAt(0) < TABLE_SIZE) {
                    table[row.charAt(0)] = row.substring(2).split("/", -1);
                }
            }
        }
        for (String row : ArabicLetters.ROWS) {
            table[Integer.parseInt(row.substring(0, 4), 16)] = row.substring(5).split("/", -1);
        }
        for (char c = 0; c < TABLE_SIZE; c++) {
            table[c] = table[c] == null ? decomposed(c) : table[c];
        }
        return table;
    }

    private static String[] decomposed(char c) {
        char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
        base = Character.toUpperCase(base);
        return MrzChars.isLetter(base) ? new String[] {String.valueOf(base)} : NONE;
    }
}
