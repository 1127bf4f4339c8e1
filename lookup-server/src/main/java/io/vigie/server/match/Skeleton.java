package io.vigie.server.match;

/**
 * The consonants of a word, those that sound alike merged: a key under which spellings of one name meet.
 *
 * <p>Vowels, W, Y and H are dropped; C, K and Q are one, as are S and Z, G and J, D and T, and B, F, P and V; a letter
 * written twice counts once. Of a word of four letters or more without any such consonant the H's are the skeleton, for
 * YAHYA and YAHIA must meet somewhere. Pure.
 */
public final class Skeleton {
    /** By letter; a blank is dropped. */
    private static final String CLASSES = " PKT PG  GKLMN PKRST P S S";

    /** Shorter words without a consonant are too many that are alike. */
    private static final int BREATHS_LENGTH_MIN = 4;

    private Skeleton() {}

    /**
     * The skeleton.
     *
     * @param text A to Z
     * @return empty when the word has no consonant that counts: such words meet under no key
     */
    public static String of(String text) {
        return of(text, true);
    }

    /** As {@link #of(String)} of a word without its vowels: one may stand between two letters that are alike. */
    public static String ofUnvowelled(String text) {
        return of(text, false);
    }

    private static String of(String text, boolean merged) {
        char[] found = new char[text.length() * 2];
        int size = 0;
        char last = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char letterClass = classOf(c);
            if (isSilent(text, i)) {
                continue;
            }
            if (c == 'X') {
                found[size++] = 'K';
                found[size++] = 'S';
            } else if (letterClass != ' ' && (letterClass != last || !merged)) {
                found[size++] = letterClass;
            }
            last = letterClass;
        }
        return size == 0 && text.length() >= BREATHS_LENGTH_MIN ? breaths(text) : new String(found, 0, size);
    }

    private static String breaths(String text) {
        return "H".repeat((int) text.chars().filter(c -> c == 'H').count());
    }

    /** In DJ and SCH the first two sound as one. */
    private static boolean isSilent(String text, int index) {
        char c = text.charAt(index);
        if (index + 1 == text.length()) {
            return false;
        }
        char next = text.charAt(index + 1);
        return next == 'J' && (c == 'D' || c == 'T')
                || c == 'C' && next == 'H' && index > 0 && text.charAt(index - 1) == 'S';
    }

    private static char classOf(char c) {
        int letter = c - 'A';
        return letter < 0 || letter >= CLASSES.length() ? ' ' : CLASSES.charAt(letter);
    }
}
