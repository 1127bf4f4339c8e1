package io.vigie.server.match;

/**
 * How alike two words of names are: 1 for equal, 0 for unrelated, symmetrical.
 *
 * <p>Slips are counted by how readily spellings of one name differ ({@link Slips}), in the letters and in how they
 * sound, and budgeted by length. Thread-safe.
 */
public final class TokenSimilarity {
    /** How much less than letters that agree sounds count that agree. */
    private static final double BY_SOUND = 0.98;

    /** Slips that a word may have, in hundredths, by the mean length of the two. */
    private static final int[] BUDGETS = {0, 0, 50, 100, 100, 110, 150, 160, 200, 200, 220, 250, 280, 300};

    private static final ThreadLocal<Slips> SLIPS = ThreadLocal.withInitial(Slips::new);

    private TokenSimilarity() {}

    /**
     * The similarity.
     *
     * @param query A to Z, at most {@link NameReader#TOKEN_LENGTH_MAX} letters
     * @param record as the query
     */
    public static double of(String query, String record) {
        return query.equals(record) ? 1 : of(new Word(query), new Word(record), SLIPS.get());
    }

    static double of(Word a, Word b, Slips slips) {
        boolean vowelless = a.isVowelless != b.isVowelless;
        double best = similarity(a.letters, b.letters, a.letterSet ^ b.letterSet, vowelless, slips);
        if (best < BY_SOUND) {
            best = Math.max(best, BY_SOUND * similarity(a.sound, b.sound, a.soundSet ^ b.soundSet, vowelless, slips));
        }
        return best;
    }

    private static double similarity(byte[] a, byte[] b, int differing, boolean vowelless, Slips slips) {
        int lengths = a.length + b.length;
        int budget = BUDGETS[Math.min(lengths / 2, BUDGETS.length - 1)];
        // Each slip changes at most two letters of the sets, and none costs less than half but vowels and doublings.
        if (!vowelless && Integer.bitCount(differing) > budget / 25) {
            return 0;
        }
        int cost = slips.cost(a, b, vowelless, budget);
        return cost == Slips.NEVER ? 0 : 1 - cost * 2.0 / (Slips.ONE * lengths);
    }
}
