package io.vigie.server.index.persons;

/**
 * Ranks a person from their compact record: how well the words of a name are met one to one, what is left over on either
 * side, and the dates. Only an order for the few that are read and scored exactly. One thread.
 */
final class Ranker {
    private static final float LEFT_OVER = 0.12f;

    private final float[] met = new float[Long.SIZE];
    private final float[] pieces = new float[Long.SIZE];

    /**
     * About 0 to 1.1; the best of the person's names, and their dates.
     *
     * @param head of the person's record
     * @param rest where the record goes on
     */
    float score(
            Segment segment, int head, long rest, NameQuery name, Expansion expansion, PersonQuery query) {
        long at = rest;
        int dates = RecordCode.dates(head);
        float byDate = DateCloseness.NOT_KNOWN;
        if (query.birthDate() != PackedDate.NONE && dates > 0) {
            byDate = DateCloseness.WORST;
            for (int i = 0; i < dates; i++) {
                byDate = Math.max(
                        byDate,
                        DateCloseness.of(query.birthDate(), segment.recordInt(at + i), query.tolerance()));
            }
        }
        at += dates;
        float best = 0;
        for (int names = RecordCode.names(head); names > 0; names--) {
            int words = segment.recordInt(at++);
            best = Math.max(best, name(segment, at, words, name, expansion));
            at += words;
        }
        return Math.max(0, best + byDate);
    }

    private float name(Segment segment, long start, int words, NameQuery name, Expansion expansion) {
        for (int unit = 0; unit < name.units(); unit++) {
            met[unit] = 0;
            pieces[unit] = 0;
        }
        float leftOver = 0;
        long end = start + words;
        for (long at = start; at < end; ) {
            int word = segment.recordInt(at);
            long next = at + 1;
            while (next < end && RecordCode.isOtherSpelling(segment.recordInt(next))) {
                next++;
            }
            if (!take(segment, at, next, expansion)) {
                leftOver += NameQuery.share(RecordCode.role(word));
            }
            at = next;
        }
        float sum = 0;
        for (int unit = 0; unit < name.units(); unit++) {
            sum += name.weight(unit) * Math.max(met[unit], Math.min(pieces[unit], 0.95f));
        }
        return sum / (name.totalWeight() + LEFT_OVER * leftOver);
    }

    /** Ties one word of the record, in whatever spelling, to the free units that it fits best. */
    private boolean take(Segment segment, long from, long to, Expansion expansion) {
        long units = 0;
        float similarity = 0;
        boolean piece = false;
        for (long at = from; at < to; at++) {
            int token = RecordCode.token(segment.recordInt(at));
            for (int entry = expansion.first(token); entry != Expansion.NONE; entry = expansion.next[entry]) {
                if (expansion.piece[entry]) {
                    pieces[Long.numberOfTrailingZeros(expansion.units[entry])] += expansion.similarity[entry];
                    piece = true;
                } else if (expansion.similarity[entry] > similarity && isFree(expansion.units[entry])) {
                    units = expansion.units[entry];
                    similarity = expansion.similarity[entry];
                }
            }
            for (int i = 0; i < expansion.stretches(); i++) {
                long unit = 1L << expansion.stretchUnit[i];
                if (token >= expansion.stretchFrom[i]
                        && token < expansion.stretchTo[i]
                        && expansion.stretchSimilarity[i] > similarity
                        && isFree(unit)) {
                    units = unit;
                    similarity = expansion.stretchSimilarity[i];
                }
            }
        }
        for (long left = units; left != 0; left &= left - 1) {
            met[Long.numberOfTrailingZeros(left)] = similarity;
        }
        return units != 0 || piece;
    }

    private boolean isFree(long units) {
        for (long left = units; left != 0; left &= left - 1) {
            if (met[Long.numberOfTrailingZeros(left)] > 0) {
                return false;
            }
        }
        return true;
    }
}
