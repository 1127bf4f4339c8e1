package io.vigie.server.ingest.synthetic;

/**
 * How the documents of a state are numbered: {@code 9} stands for a digit, {@code A} for a letter, {@code N} for a
 * letter or digit as Germany uses them (no vowels), a lower-case letter for itself. Every shape ends in three digits:
 * the thousand numbers that share the rest are a <em>cell</em>.
 */
record NumberShape(String pattern) {
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NO_VOWELS = "CFGHJKLMNPRTVWXYZ0123456789";
    private static final int CELL_DIGITS = 3;

    NumberShape {
        if (!pattern.endsWith("999")) {
            throw new IllegalArgumentException("pattern: " + pattern + " (expected: three digits at the end)");
        }
    }

    int length() {
        return pattern.length();
    }

    /** Cells that the shape has room for. */
    long cells() {
        long cells = 1;
        for (int i = 0; i < length() - CELL_DIGITS; i++) {
            cells *= alphabet(i).length();
        }
        return cells;
    }

    /** Writes a cell's characters and leaves the last three free. */
    void writeCell(long cell, char[] number) {
        long rest = cell;
        for (int i = length() - CELL_DIGITS - 1; i >= 0; i--) {
            String alphabet = alphabet(i);
            number[i] = alphabet.charAt((int) (rest % alphabet.length()));
            rest /= alphabet.length();
        }
    }

    /** True when the number could have this shape. */
    boolean accepts(String number) {
        if (number.length() != length()) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            if (alphabet(i).indexOf(number.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private String alphabet(int position) {
        char c = pattern.charAt(position);
        return switch (c) {
            case '9' -> DIGITS;
            case 'A' -> LETTERS;
            case 'N' -> NO_VOWELS;
            default -> LETTERS.substring(c - 'a', c - 'a' + 1);
        };
    }
}
