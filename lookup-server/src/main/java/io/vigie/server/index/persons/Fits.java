package io.vigie.server.index.persons;

/**
 * What each word of a record's name may mean of the question, tied one to one, what fits best first, as the exact scorer
 * does: of {@code Hosseini Hossein} asked for as {@code Hosesini Hossein}, the first word is liker to the second asked one
 * than to its own. Reused; one thread.
 */
final class Fits {
    private static final int MAX = 512;

    private final int[] word = new int[MAX];
    private final long[] units = new long[MAX];
    private final float[] similarity = new float[MAX];
    private final boolean[] byBeginning = new boolean[MAX];

    /** What each word counts while nothing is tied to it. */
    private final float[] left = new float[Long.SIZE];

    private int size;
    private int words;
    private boolean full;

    void clear() {
        size = 0;
        words = 0;
        full = false;
    }

    /** @param share what the word counts when it is left over */
    void beginWord(float share) {
        left[words++] = share;
    }

    /** The word begun last is a piece of an asked one, and not left over. */
    void isPiece() {
        left[words - 1] = 0;
    }

    /** Whether the words may mean more than there is room for, so that what was tied is not all. */
    boolean isFull() {
        return full;
    }

    /** What the word begun last may mean. */
    void add(long asked, float howSimilar, boolean isByBeginning) {
        full |= size == MAX;
        if (!full) {
            word[size] = words - 1;
            units[size] = asked;
            similarity[size] = howSimilar;
            byBeginning[size++] = isByBeginning;
        }
    }

    /**
     * Ties words to units.
     *
     * @param met receives of each unit how well it is met
     * @return whether a word is tied for its beginning
     */
    boolean tie(float[] met) {
        boolean isByBeginning = false;
        for (int best = best(); best >= 0; best = best()) {
            long tied = units[best];
            for (long some = tied; some != 0; some &= some - 1) {
                met[Long.numberOfTrailingZeros(some)] = similarity[best];
            }
            isByBeginning |= byBeginning[best];
            left[word[best]] = 0;
            drop(word[best], tied);
        }
        return isByBeginning;
    }

    /** What the words count together that are tied to nothing. */
    float left() {
        float sum = 0;
        for (int i = 0; i < words; i++) {
            sum += left[i];
        }
        return sum;
    }

    private int best() {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (best < 0 || similarity[i] > similarity[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Drops all fits of a word and of units that are tied. */
    private void drop(int tiedWord, long tiedUnits) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (word[i] != tiedWord && (units[i] & tiedUnits) == 0) {
                word[kept] = word[i];
                units[kept] = units[i];
                similarity[kept] = similarity[i];
                byBeginning[kept++] = byBeginning[i];
            }
        }
        size = kept;
    }
}
