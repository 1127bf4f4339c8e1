package io.vigie.server.match;

/**
 * How alike two words of names are: 1 for equal, 0 for unrelated, symmetrical.
 *
 * <p>Slips are counted by how readily spellings of one name differ ({@link Slips}), in the letters and in how they
 * sound, and budgeted by length. Pure, but for the rows it is given to work in.
 */
final class TokenSimilarity {
    /** How much less than letters that agree sounds count that agree. */
    private static final double BY_SOUND = 0.98;

    /** Slips that a word may have, in hundredths, by the mean length of the two. */
    private static final int[] BUDGETS = {0, 0, 50, 100, 110, 150, 180, 210, 240, 260, 280, 300, 320, 340};

    private TokenSimilarity() {}

    /**
     * The similarity.
     *
     * @param slips to work in
     */
    static double of(Word a, Word b, Slips slips) {
        boolean freeA = b.isUnvowelled && !a.isUnvowelled;
        boolean freeB = a.isUnvowelled && !b.isUnvowelled;
        boolean free = freeA || freeB;
        double best = 0;
        if (mayMeet(a.consonants, b.consonants, a.vowels, b.vowels, free, budget(a.letters, b.letters))) {
            best = similarity(a.letters, b.letters, freeA, freeB, slips);
        }
        if (best < BY_SOUND && (a.hasOwnSound || b.hasOwnSound)
                && mayMeet(a.soundConsonants, b.soundConsonants, a.soundVowels, b.soundVowels, free,
                        budget(a.sound, b.sound))) {
            best = Math.max(best, BY_SOUND * similarity(a.sound, b.sound, freeA, freeB, slips));
        }
        return best;
    }

    /** Whether letters that are on one side alone leave a chance; most words are told apart here. */
    private static boolean mayMeet(long one, long other, long vowels, long otherVowels, boolean free, int budget) {
        int slips = Word.slipsAtLeast(one, other);
        if (slips * Slips.ONE > budget || free) {
            return slips * Slips.ONE <= budget;
        }
        int vowelSlips = Math.max(0, Word.slipsAtLeast(vowels, otherVowels) - slips);
        return slips * Slips.ONE + vowelSlips * Slips.ALIKE <= budget;
    }

    private static int budget(byte[] a, byte[] b) {
        return BUDGETS[Math.min((a.length + b.length) / 2, BUDGETS.length - 1)];
    }

    private static double similarity(byte[] a, byte[] b, boolean freeA, boolean freeB, Slips slips) {
        int cost = slips.cost(a, b, freeA, freeB, budget(a, b));
        return cost == Slips.NEVER ? 0 : 1 - cost * 2.0 / (Slips.ONE * (a.length + b.length));
    }
}
