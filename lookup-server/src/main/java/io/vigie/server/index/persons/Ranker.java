package io.vigie.server.index.persons;

import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.NameReader;
import io.vigie.server.match.OneSlip;
import io.vigie.server.match.Role;
import java.util.Arrays;

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

    private static final float NEARLY_WHOLE = weight(MatchFeature.NEARLY_WHOLE);

    private static final float[] SHARES = shares();

    /** Two words that are one word of the other side, written apart. */
    private static final float PIECES_MAX = 0.95f;

    private final Fits fits = new Fits();
    private final float[] met = new float[Long.SIZE];
    private final float[] pieces = new float[Long.SIZE];
    private final byte[] letters = new byte[NameReader.TOKENS_MAX * NameReader.TOKEN_LENGTH_MAX];

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
            float alike = name(segment, at, words, name, expansion);
            boolean isNearlyWhole = byDate == DateCloseness.BEST
                    && alike < NEARLY_WHOLE
                    && isNearlyWhole(segment, at, words, name);
            best = Math.max(best, isNearlyWhole ? NEARLY_WHOLE : alike);
            at += words;
        }
        return Math.max(0, best + byDate);
    }

    private float name(Segment segment, long start, int words, NameQuery name, Expansion expansion) {
        Arrays.fill(met, 0, name.units(), 0);
        Arrays.fill(pieces, 0, name.units(), 0);
        fits.clear();
        long end = start + words;
        for (long at = start; at < end; ) {
            fits.beginWord(SHARES[RecordCode.role(segment.recordInt(at)).ordinal()]);
            do {
                look(RecordCode.token(segment.recordInt(at++)), expansion);
            } while (at < end && RecordCode.isOtherSpelling(segment.recordInt(at)));
        }
        boolean isByBeginning = fits.tie(met);
        if (fits.isFull()) {
            return 1;
        }
        return agreement(name, isByBeginning ? LEFT_BY_CUT * fits.left() : fits.left());
    }

    /** Notes what a spelling of a word of the record may mean. */
    private void look(int token, Expansion expansion) {
        for (int entry = expansion.first(token); entry != Expansion.NONE; entry = expansion.next[entry]) {
            if (expansion.piece[entry]) {
                pieces[Long.numberOfTrailingZeros(expansion.units[entry])] += expansion.similarity[entry];
                fits.isPiece();
            } else {
                fits.add(expansion.units[entry], expansion.similarity[entry], false);
            }
        }
        for (int i = 0; i < expansion.stretches(); i++) {
            if (token >= expansion.stretchFrom[i] && token < expansion.stretchTo[i]) {
                fits.add(1L << expansion.stretchUnit[i], expansion.stretchSimilarity[i], true);
            }
        }
    }

    /** Whether all words but particles, written as one, are the asked ones but for one letter; as {@code ReadName} has both. */
    private boolean isNearlyWhole(Segment segment, long start, int words, NameQuery name) {
        byte[] whole = name.whole();
        int size = 0;
        int surname = 0;
        boolean isInSurname = true;
        for (long at = start; at < start + words; at++) {
            int word = segment.recordInt(at);
            if (!RecordCode.isOtherSpelling(word) && RecordCode.role(word) != Role.PARTICLE) {
                int token = RecordCode.token(word);
                if (size + segment.textLength(token) > whole.length + 1) {
                    return false;
                }
                size += segment.copyText(token, letters, size);
                isInSurname &= RecordCode.role(word) == Role.SURNAME;
                surname = isInSurname ? size : surname;
            }
        }
        return OneSlip.separates(whole, whole.length, name.surnameLength(), letters, size, surname);
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
