package io.vigie.server.match;

import java.util.Arrays;

/**
 * What the slips cost that lead from one word to another: letters inserted, deleted, replaced or swapped (optimal string
 * alignment), each by how readily spellings of one name differ so.
 *
 * <p>In hundredths of a slip. Not thread-safe: it holds the rows it works in.
 */
final class Slips {
    static final int ONE = 100;
    static final int NEVER = 1_000_000;

    private static final int DOUBLED = 30;
    private static final int UNWRITTEN_VOWEL = 8;
    private static final int VOWEL = 60;
    private static final int BREATH = 50;
    /** The least that a letter costs which the other word lacks, but one that is doubled or unwritten. */
    static final int ALIKE = 50;

    private static final int SIZE = NameReader.TOKEN_LENGTH_MAX * 2 + 2;

    /** Replacement costs by pair of letters. */
    private static final byte[] REPLACED = replaced();

    private int[] beforeLast = new int[SIZE];
    private int[] last = new int[SIZE];
    private int[] row = new int[SIZE];
    private final int[] inserted = new int[SIZE];

    static boolean isVowel(int letter) {
        return letter == 'A' || letter == 'E' || letter == 'I' || letter == 'O' || letter == 'U' || letter == 'Y';
    }

    /**
     * The cost, or {@link #NEVER} when it is above {@code max}. Words are of at most 80 letters.
     *
     * @param freeA whether vowels of the first word may be unwritten in the second
     * @param freeB whether vowels of the second word may be unwritten in the first
     */
    int cost(byte[] a, byte[] b, boolean freeA, boolean freeB, int max) {
        int width = b.length;
        row[0] = 0;
        for (int j = 1; j <= width; j++) {
            inserted[j] = indel(b, j - 1, freeB);
            row[j] = row[j - 1] + inserted[j];
        }
        for (int i = 1; i <= a.length; i++) {
            shift();
            int letter = a[i - 1];
            int deleted = indel(a, i - 1, freeA);
            row[0] = last[0] + deleted;
            int least = row[0];
            int left = row[0];
            int replaced = (letter & 31) << 5;
            for (int j = 1; j <= width; j++) {
                int other = b[j - 1];
                int best = last[j - 1];
                if (letter != other) {
                    best += REPLACED[replaced | other & 31];
                    best = Math.min(best, Math.min(last[j] + deleted, left + inserted[j]));
                    if (i > 1 && j > 1 && letter == b[j - 2] && a[i - 2] == other) {
                        best = Math.min(best, beforeLast[j - 2] + ONE);
                    }
                }
                row[j] = best;
                left = best;
                least = Math.min(least, best);
            }
            if (least > max) {
                return NEVER;
            }
        }
        int cost = row[width];
        if (cost > ONE && a.length == width && areTwoSwapped(a, b)) {
            cost = ONE;
        }
        return cost <= max ? cost : NEVER;
    }

    /** Whether the words differ in two letters that have changed places, near or far. */
    static boolean areTwoSwapped(byte[] a, byte[] b) {
        int first = -1;
        int second = -1;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                if (second >= 0) {
                    return false;
                }
                if (first < 0) {
                    first = i;
                } else {
                    second = i;
                }
            }
        }
        return second >= 0 && a[first] == b[second] && a[second] == b[first];
    }

    private void shift() {
        int[] spare = beforeLast;
        beforeLast = last;
        last = row;
        row = spare;
    }

    private static int indel(byte[] word, int index, boolean free) {
        int letter = word[index];
        if (index > 0 && word[index - 1] == letter) {
            return DOUBLED;
        }
        if (isVowel(letter)) {
            return free && index > 0 ? UNWRITTEN_VOWEL : VOWEL;
        }
        return letter == 'H' && index > 0 ? BREATH : ONE;
    }

    private static byte[] replaced() {
        byte[] costs = new byte[32 * 32];
        Arrays.fill(costs, (byte) ONE);
        for (String alike : "AEIOUY IYJ CKQ SZ GJ DT BP FV VW KG VB PF CS XK XH KH HG ZJ UW OU".split(" ")) {
            for (int i = 0; i < alike.length(); i++) {
                for (int j = 0; j < alike.length(); j++) {
                    costs[(alike.charAt(i) & 31) << 5 | alike.charAt(j) & 31] = (byte) ALIKE;
                }
            }
        }
        return costs;
    }
}
