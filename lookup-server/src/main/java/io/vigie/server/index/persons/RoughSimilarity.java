package io.vigie.server.index.persons;

import io.vigie.server.match.Skeleton;

/**
 * How alike a word of a question and a word of the vocabulary are, roughly: letters inserted, deleted, replaced or swapped
 * with a neighbour, less for vowels and for letters that sound alike. Allocates nothing, so that hundreds of words can be
 * compared for every question; who is found is compared exactly by {@code match} later. One thread.
 */
final class RoughSimilarity {
    private static final int ONE = 100;
    private static final int VOWEL = 55;
    private static final int UNWRITTEN_VOWEL = 8;
    private static final int ALIKE = 50;
    private static final int DOUBLED = 30;
    private static final int LENGTH_MAX = 64;

    /** Slips that two words may have together, in hundredths a letter of both. */
    private static final int BUDGET = 13;

    /** Words of so many letters together may differ in one, as two of three letters may. */
    private static final int ONE_SLIP_LETTERS = 6;

    private static final int BUDGET_MIN = 50;
    private static final int BUDGET_MAX = 300;

    /** What letters sound alike, by their skeletons; vowels and breaths are 0. */
    private static final byte[] SOUNDS = sounds();

    private static final boolean[] VOWELS = new boolean[32];

    static {
        for (char vowel : "AEIOUY".toCharArray()) {
            VOWELS[vowel & 31] = true;
        }
    }

    private int[] beforeLast = new int[LENGTH_MAX + 1];
    private int[] last = new int[LENGTH_MAX + 1];
    private int[] row = new int[LENGTH_MAX + 1];
    private final int[] inserted = new int[LENGTH_MAX + 1];

    /**
     * 1 for equal, 0 for unrelated; bytes 0 to size − 1 of each, A to Z.
     *
     * @param freeA whether vowels of the first word may be unwritten in the second
     * @param freeB whether vowels of the second word may be unwritten in the first
     */
    float of(byte[] a, int aSize, byte[] b, int bSize, boolean freeA, boolean freeB) {
        if (aSize > LENGTH_MAX || bSize > LENGTH_MAX) {
            return 0;
        }
        int letters = aSize + bSize;
        int max = Math.clamp((long) BUDGET * letters, letters >= ONE_SLIP_LETTERS ? ONE : BUDGET_MIN, BUDGET_MAX);
        int cost = cost(a, aSize, b, bSize, freeA, freeB, max);
        return cost > max ? 0 : 1 - 2f * cost / (ONE * letters);
    }

    private int cost(byte[] a, int aSize, byte[] b, int bSize, boolean freeA, boolean freeB, int max) {
        row[0] = 0;
        for (int j = 1; j <= bSize; j++) {
            inserted[j] = left(b, bSize, j - 1, freeB);
            row[j] = row[j - 1] + inserted[j];
        }
        for (int i = 1; i <= aSize; i++) {
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            byte letter = a[i - 1];
            int deleted = left(a, aSize, i - 1, freeA);
            row[0] = last[0] + deleted;
            int least = row[0];
            for (int j = 1; j <= bSize; j++) {
                byte other = b[j - 1];
                int best = last[j - 1];
                if (letter != other) {
                    best += SOUNDS[letter & 31] == SOUNDS[other & 31] ? ALIKE : ONE;
                    best = Math.min(best, Math.min(last[j] + deleted, row[j - 1] + inserted[j]));
                    if (i > 1 && j > 1 && letter == b[j - 2] && a[i - 2] == other) {
                        best = Math.min(best, beforeLast[j - 2] + ONE);
                    }
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > max) {
                return least;
            }
        }
        return row[bSize];
    }

    /** Cost of a letter that only one word has. */
    private static int left(byte[] word, int size, int index, boolean free) {
        if (index > 0 && word[index - 1] == word[index] || isSilent(word, size, index)) {
            return DOUBLED;
        }
        if (SOUNDS[word[index] & 31] != 0) {
            return ONE;
        }
        return free && index > 0 && isVowel(word[index]) ? UNWRITTEN_VOWEL : VOWEL;
    }

    /** In DJ and TJ the first is hardly heard, as in {@link Skeleton}. */
    private static boolean isSilent(byte[] word, int size, int index) {
        return (word[index] == 'D' || word[index] == 'T') && index + 1 < size && word[index + 1] == 'J';
    }

    /** Vowels among bytes 0 to size − 1. */
    static int vowels(byte[] word, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += isVowel(word[i]) ? 1 : 0;
        }
        return count;
    }

    private static boolean isVowel(byte letter) {
        return VOWELS[letter & 31];
    }

    private static byte[] sounds() {
        byte[] sounds = new byte[32];
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            String skeleton = Skeleton.of(String.valueOf(letter));
            sounds[letter & 31] = (byte) (skeleton.isEmpty() ? 0 : skeleton.length() == 1 ? skeleton.charAt(0) : letter);
        }
        return sounds;
    }
}
