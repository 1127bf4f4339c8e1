package io.vigie.server.index.persons;

import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.Role;

/**
 * Ranks a person from their compact record as the exact scorer would score them, but for what only it knows: rather too
 * high than too low. One thread.
 */
final class Ranker {
    private static final float CONTRADICTED = weight(MatchFeature.CONTRADICTED);
    private static final float LEFT_IN_QUERY = weight(MatchFeature.LEFT_IN_QUERY);
    private static final float LEFT_IN_RECORD = weight(MatchFeature.LEFT_IN_RECORD);
    private static final float LEFT_BY_CUT = weight(MatchFeature.LEFT_BY_CUT);

    /** What a word of the record counts at the least: how rare it is, the record does not tell. */
    private static final float RARITY_MIN = 0.5f;

    private static final float[] SHARES = shares();

    /** Two words that are one word of the other side, written apart. */
    private static final float PIECES_MAX = 0.95f;

    private boolean byPrefix;
    private final float[] met = new float[Long.SIZE];
    private final float[] pieces = new float[Long.SIZE];

    /**
     * The best of the person's names and their dates; 0 when the dates alone keep a person from being shown.
     *
     * @param head of the person's record
     * @param rest where the record goes on
     */
    float score(
            Segment segment,
            int head,
            long rest,
            NameQuery name,
            Expansion expansion,
            PersonQuery query) {
        long at = rest;
        int dates = RecordCode.dates(head);
        float byDate = DateCloseness.NOT_KNOWN;
        if (!query.date().isNone() && dates > 0) {
            int asked = query.date().packed();
            byDate = DateCloseness.WORST;
            for (int i = 0; i < dates; i++) {
                byDate = Math.max(
                        byDate,
                        DateCloseness.of(asked, segment.recordInt(at + i), query.date().tolerance()));
            }
        }
        if (1 + byDate < query.least()) {
            return 0;
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
        byPrefix = false;
        float leftOver = 0;
        long end = start + words;
        for (long at = start; at < end; ) {
            int word = segment.recordInt(at);
            long next = at + 1;
            while (next < end && RecordCode.isOtherSpelling(segment.recordInt(next))) {
                next++;
            }
            if (!take(segment, at, next, expansion)) {
                leftOver += SHARES[RecordCode.role(word).ordinal()];
            }
            at = next;
        }
        return agreement(name, byPrefix ? LEFT_BY_CUT * leftOver : leftOver);
    }

    /** The exact scorer's sum, without what scarcity takes away. */
    private float agreement(NameQuery name, float leftInRecord) {
        float agreed = 0;
        float wrong = 0;
        float leftInQuery = 0;
        for (int unit = 0; unit < name.units(); unit++) {
            float alike = Math.max(met[unit], Math.min(pieces[unit], PIECES_MAX));
            if (alike > 0) {
                agreed += name.weight(unit) * alike;
                wrong += name.weight(unit) * (1 - alike);
            } else {
                leftInQuery += name.weight(unit);
            }
        }
        if (agreed == 0) {
            return 0;
        }
        float contradicted = Math.min(leftInQuery, leftInRecord);
        float missing = LEFT_IN_QUERY * (leftInQuery - contradicted) + LEFT_IN_RECORD * (leftInRecord - contradicted);
        return agreed / (agreed + wrong + CONTRADICTED * contradicted + missing);
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
                    byPrefix = true;
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

    private static float[] shares() {
        float[] shares = new float[Role.values().length];
        for (Role role : Role.values()) {
            shares[role.ordinal()] = RARITY_MIN * weight(MatchFeature.ofWord(role, 2));
        }
        return shares;
    }

    private static float weight(MatchFeature feature) {
        return (float) feature.weight();
    }
}
