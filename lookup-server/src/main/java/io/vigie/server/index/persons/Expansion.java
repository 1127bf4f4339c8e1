package io.vigie.server.index.persons;

import java.util.Arrays;

/**
 * The words of a segment that may mean words of a question. An entry ties a token to units; a token may have several. A
 * stretch ties all tokens between two to a unit. Reused for one segment after the other; one thread.
 */
final class Expansion {
    /** Entries beyond are left out, and the search is cut. */
    static final int ENTRIES_MAX = 2048;

    static final int NONE = -1;

    private static final int STRETCHES_MAX = 64;
    private static final int SLOTS = 4 * ENTRIES_MAX;

    final int[] token = new int[ENTRIES_MAX];
    final long[] units = new long[ENTRIES_MAX];
    final float[] similarity = new float[ENTRIES_MAX];
    final boolean[] piece = new boolean[ENTRIES_MAX];
    final boolean[] drives = new boolean[ENTRIES_MAX];
    final int[] next = new int[ENTRIES_MAX];
    final int[] stretchFrom = new int[STRETCHES_MAX];
    final int[] stretchTo = new int[STRETCHES_MAX];
    final int[] stretchUnit = new int[STRETCHES_MAX];
    final float[] stretchSimilarity = new float[STRETCHES_MAX];

    private final int[] slots = new int[SLOTS];
    private final int[] used = new int[ENTRIES_MAX];
    private int usedCount;
    private int size;
    private int stretches;
    private boolean cut;
    private long open;

    Expansion() {
        Arrays.fill(slots, NONE);
    }

    void clear() {
        for (int i = 0; i < usedCount; i++) {
            slots[used[i]] = NONE;
        }
        usedCount = 0;
        size = 0;
        stretches = 0;
        cut = false;
        open = 0;
    }

    /** Units that more words may mean than drive the search: those that begin so, or with which the unit begins. */
    long open() {
        return open;
    }

    void leaveOpen(int unit) {
        open |= 1L << unit;
    }

    int size() {
        return size;
    }

    int stretches() {
        return stretches;
    }

    boolean isCut() {
        return cut;
    }

    /** The first entry of a token, or NONE; {@link #next} leads to the others. */
    int first(int wanted) {
        return slots[slotOf(wanted)];
    }

    /** Whether an entry of exactly these units is there already, as good or better. */
    boolean holds(int wanted, long forUnits) {
        for (int entry = first(wanted); entry != NONE; entry = next[entry]) {
            if (units[entry] == forUnits && !piece[entry]) {
                return true;
            }
        }
        return false;
    }

    /** Ties a token to units; of two that tie the same the better one stays. */
    void add(int added, long forUnits, float howSimilar, boolean isPiece, boolean isDriving) {
        int slot = slotOf(added);
        for (int entry = slots[slot]; entry != NONE; entry = next[entry]) {
            if (units[entry] == forUnits && piece[entry] == isPiece) {
                similarity[entry] = Math.max(similarity[entry], howSimilar);
                drives[entry] |= isDriving;
                return;
            }
        }
        if (size == ENTRIES_MAX) {
            cut = true;
            return;
        }
        if (slots[slot] == NONE) {
            used[usedCount++] = slot;
        }
        token[size] = added;
        units[size] = forUnits;
        similarity[size] = howSimilar;
        piece[size] = isPiece;
        drives[size] = isDriving;
        next[size] = slots[slot];
        slots[slot] = size++;
    }

    void addStretch(int from, int to, int unit, float howSimilar) {
        if (stretches == STRETCHES_MAX) {
            cut = true;
            return;
        }
        stretchFrom[stretches] = from;
        stretchTo[stretches] = to;
        stretchUnit[stretches] = unit;
        stretchSimilarity[stretches++] = howSimilar;
    }

    private int slotOf(int wanted) {
        int slot = wanted * 0x9E3779B9 >>> 19;
        while (slots[slot] != NONE && token[slots[slot]] != wanted) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }
}
