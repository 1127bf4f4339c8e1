package io.vigie.server.index.persons;

import java.util.Arrays;

/**
 * Which postings of a segment a search reads: those of the entries that drive, within the asked years; the units with the
 * fewest first, and of a unit its exact words first; before all of them those that mean several units. One thread.
 */
final class Drive {
    /** Shorter lists are read whole rather than searched for a year. */
    private static final int SEARCHED_MIN = 16;

    private static final float EXACT = 0.94f;

    /** Group of the entries that mean several words. */
    static final int JOINED = Long.SIZE;

    final long[] from = new long[Expansion.ENTRIES_MAX];
    final long[] to = new long[Expansion.ENTRIES_MAX];
    /** Postings without a year, which lie before the others. */
    final long[] unknownFrom = new long[Expansion.ENTRIES_MAX];
    final long[] unknownTo = new long[Expansion.ENTRIES_MAX];
    /** Entries that drive, by unit, then exact, then few postings. */
    final int[] order = new int[Expansion.ENTRIES_MAX];

    private final long[] counts = new long[Expansion.ENTRIES_MAX];
    private final long[] keys = new long[Expansion.ENTRIES_MAX];
    private final long[] unitCost = new long[Long.SIZE + 1];
    private int size;
    private final int[] group = new int[Expansion.ENTRIES_MAX];

    /** Takes stock of the postings that are seen. */
    void plan(Expansion expansion, Segment segment, Seen seen, PersonQuery query, boolean allYears) {
        Arrays.fill(unitCost, 0);
        size = 0;
        boolean byYear = query.date().isSearchable() && !allYears;
        for (int entry = 0; entry < expansion.size(); entry++) {
            if (expansion.drives[entry] && (!allYears || isExact(expansion, entry))) {
                window(segment, seen, expansion.token[entry], entry, query, byYear);
                counts[entry] = seen.count(from[entry], to[entry]) + seen.count(unknownFrom[entry], unknownTo[entry]);
                group[entry] = groupOf(expansion, entry);
                unitCost[group[entry]] += count(entry);
                order[size++] = entry;
            }
        }
        sort(expansion);
    }

    /** Entries in {@link #order}. */
    int size() {
        return size;
    }

    long unitCost(int unit) {
        return unitCost[unit];
    }

    long count(int entry) {
        return counts[entry];
    }

    static boolean isExact(Expansion expansion, int entry) {
        return expansion.similarity[entry] >= EXACT && !expansion.piece[entry];
    }

    /** The unit that an entry of the last plan means, or {@link #JOINED}. */
    int group(int entry) {
        return group[entry];
    }

    private static int groupOf(Expansion expansion, int entry) {
        long units = expansion.units[entry];
        return Long.bitCount(units) > 1 ? JOINED : Long.numberOfTrailingZeros(units);
    }

    private void window(
            Segment segment, Seen seen, int token, int entry, PersonQuery query, boolean byYear) {
        long start = segment.postingStart(token);
        long end = segment.postingStart(token + 1);
        unknownFrom[entry] = start;
        unknownTo[entry] = start;
        from[entry] = start;
        to[entry] = end;
        if (byYear && seen.count(start, end, SEARCHED_MIN) > SEARCHED_MIN) {
            unknownTo[entry] = segment.firstOfDate(start, end, PostedDate.KNOWN);
            from[entry] = segment.firstOfDate(
                    unknownTo[entry], end, PostedDate.ofYear(query.date().firstBucket()));
            to[entry] = segment.firstOfDate(
                    from[entry], end, PostedDate.ofYear(query.date().lastBucket() + 1));
        }
    }

    private void sort(Expansion expansion) {
        for (int i = 0; i < size; i++) {
            int entry = order[i];
            long cheap = group[entry] == JOINED ? 0 : Math.min(unitCost[group[entry]] + 1, 0xFFFFFF);
            long unit = cheap << 38 | (long) group[entry] << 30;
            long within = isExact(expansion, entry) ? 0 : 1L << 29 | Math.min(count(entry), 0x1FFFF) << 12;
            keys[i] = unit | within | entry;
        }
        Arrays.sort(keys, 0, size);
        for (int i = 0; i < size; i++) {
            order[i] = (int) keys[i] & 0xFFF;
        }
    }
}
