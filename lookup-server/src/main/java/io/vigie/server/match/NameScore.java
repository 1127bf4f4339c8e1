package io.vigie.server.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores one name against another, and keeps how until the next: which words agreed, and in what way.
 *
 * <p>Not thread-safe; reused, so that a comparison allocates nothing.
 */
final class NameScore {
    /*
     * Words are paired one to one, the most alike first; words joined on one side are paired with the one they make on
     * the other. What is left over on both sides contradicts and costs as much as it counts; what is left over on one
     * side is missing on the other and costs less. The score is what the pairs agree, by weight, over all that was
     * compared.
     */
    private static final int SIZE = NameReader.TOKENS_MAX;
    static final int NO_PARTNER = -1;
    private static final double RARE = 1.2;
    private static final double NEARLY_EQUAL = 0.9;
    private static final double FAR = 0.9;
    private static final double JOINED_ALIKE_MIN = 0.9;
    private static final double WHOLE_ALIKE_MIN = 0.93;
    private static final int WHOLE_LENGTH_MIN = 8;
    private static final int NEARLY_WHOLE_LENGTH_MIN = 6;

    private final Weights table;
    private final Slips slips = new Slips();
    private final double[] alike = new double[SIZE * SIZE];
    private final PairKind[] kinds = new PairKind[SIZE * SIZE];

    /** Of each word of the question and of the record: its partner's index, or {@link #NO_PARTNER}. */
    final int[] queryPartner = new int[SIZE];

    final int[] recordPartner = new int[SIZE];
    final double[] queryAlike = new double[SIZE];
    final PairKind[] queryKind = new PairKind[SIZE];

    /** Log-odds, roughly: what agrees by rarity, less what does not. */
    double evidence;

    boolean byWholeName;
    /** Whether only one word agrees of names that have more. */
    boolean bounded;
    /** Whether besides that word initials agree, and the question has no other name. */
    boolean byInitial;
    /** Whether {@link MatchFeature#NEARLY_WHOLE} holds, and the score is below its weight. */
    boolean nearlyWhole;

    private double agreed;
    private double compared;
    private int paired;
    private double rarestPaired;
    private double pairEvidence;

    NameScore(Weights table) {
        this.table = table;
        Arrays.fill(kinds, PairKind.EQUAL);
        Arrays.fill(queryKind, PairKind.EQUAL);
    }

    /** From 0 to 1. */
    double of(PreparedName query, PreparedName record) {
        byWholeName = false;
        bounded = false;
        byInitial = false;
        nearlyWhole = false;
        evidence = 0;
        if (query.size == 0 || record.size == 0) {
            return 0;
        }
        agreed = 0;
        compared = 0;
        paired = 0;
        rarestPaired = 0;
        pairEvidence = 0;
        Arrays.fill(queryPartner, 0, query.size, NO_PARTNER);
        Arrays.fill(recordPartner, 0, record.size, NO_PARTNER);
        boolean any = compareWords(query, record);
        if (any) {
            pair(query, record, NEARLY_EQUAL);
        }
        joinWords(query, record, true);
        joinWords(query, record, false);
        if (any) {
            pair(query, record, 0);
        }
        return finished(query, record);
    }

    private boolean compareWords(PreparedName query, PreparedName record) {
        double least = table.of(MatchFeature.WORD_ALIKE_MIN);
        boolean any = false;
        for (int i = 0; i < query.size; i++) {
            for (int j = 0; j < record.size; j++) {
                double likeness = compareWord(query, i, record, j);
                alike[i * SIZE + j] = likeness >= least ? likeness : 0;
                any |= likeness >= least;
            }
        }
        return any;
    }

    private double compareWord(PreparedName query, int i, PreparedName record, int j) {
        Word one = query.words[i];
        Word other = record.words[j];
        if (one.text.equals(other.text)) {
            kinds[i * SIZE + j] = PairKind.EQUAL;
            return 1;
        }
        if (one.letters.length == 1 || other.letters.length == 1) {
            boolean initial = one.letters[0] == other.letters[0] && query.roles[i] != Role.PARTICLE
                    && record.roles[j] != Role.PARTICLE;
            return initial ? as(PairKind.INITIAL, i, j, table.of(MatchFeature.INITIAL)) : 0;
        }
        double best = as(PairKind.SLIPS, i, j, TokenSimilarity.of(one, other, slips));
        if (query.spellings[i].length + record.spellings[j].length > 0) {
            double spelling = table.of(MatchFeature.SPELLING) * bestSpelling(query, i, record, j);
            best = spelling > best ? as(PairKind.SPELLING, i, j, spelling) : best;
        }
        double group = table.of(MatchFeature.NAME_GROUP);
        if (best < group && Nicknames.haveCommon(query.groups[i], record.groups[j])) {
            best = as(PairKind.GROUP, i, j, group);
        }
        double nickname = table.of(MatchFeature.NICKNAME);
        if (best < nickname && Nicknames.haveCommon(query.nicknames[i], record.nicknames[j])) {
            best = as(PairKind.NICKNAME, i, j, nickname);
        }
        MatchFeature beginning = beginning(query, i, record, j);
        if (beginning == null) {
            return best;
        }
        double prefix = table.of(beginning);
        if (beginning == MatchFeature.SHORT_PREFIX) {
            return prefix > best ? as(PairKind.SHORT_PREFIX, i, j, prefix) : best;
        }
        return as(PairKind.PREFIX, i, j, Math.max(prefix, best));
    }

    private double as(PairKind kind, int i, int j, double likeness) {
        kinds[i * SIZE + j] = kind;
        return likeness;
    }

    private double bestSpelling(PreparedName query, int i, PreparedName record, int j) {
        double best = 0;
        for (Word one : query.spellings[i]) {
            best = Math.max(best, spelled(one, record.words[j]));
            for (Word other : record.spellings[j]) {
                best = Math.max(best, spelled(one, other));
            }
        }
        for (Word other : record.spellings[j]) {
            best = Math.max(best, spelled(query.words[i], other));
        }
        return best;
    }

    private double spelled(Word one, Word other) {
        return one.text.equals(other.text) ? 1 : TokenSimilarity.of(one, other, slips);
    }

    /**
     * Of words one of which is the beginning of the other; null when that is not so, or says nothing. A record's word counts
     * so as far as the index looks for shorter ones, and where its zone was cut.
     */
    private static @Nullable MatchFeature beginning(PreparedName query, int i, PreparedName record, int j) {
        byte[] one = query.words[i].letters;
        byte[] other = record.words[j].letters;
        int length = Math.min(one.length, other.length);
        if (one.length == other.length || !Arrays.equals(one, 0, length, other, 0, length)) {
            return null;
        }
        if (one.length < other.length) {
            return query.beginnings[i];
        }
        MatchFeature recorded = record.beginnings[j];
        boolean isSought = recorded == MatchFeature.ZONE_PREFIX || length >= one.length / 2;
        return isSought && recorded != MatchFeature.SHORT_PREFIX ? recorded : null;
    }

    /** Pairs the most alike of those that have no partner yet, while they are more alike than {@code least}. */
    private void pair(PreparedName query, PreparedName record, double least) {
        while (true) {
            int bestI = -1;
            int bestJ = -1;
            double best = least;
            for (int i = 0; i < query.size; i++) {
                for (int j = 0; queryPartner[i] == NO_PARTNER && j < record.size; j++) {
                    double likeness = alike[i * SIZE + j];
                    if (likeness > 0 && recordPartner[j] == NO_PARTNER) {
                        double rank = likeness + preference(query, i, record, j);
                        if (rank > best) {
                            best = rank;
                            bestI = i;
                            bestJ = j;
                        }
                    }
                }
            }
            if (bestI < 0) {
                return;
            }
            join(query, bestI, record, bestJ);
        }
    }

    /** Between pairs that are as alike: the heavier word, the same role, the same place. */
    private static double preference(PreparedName query, int i, PreparedName record, int j) {
        return 0.01 * Math.min(query.weights[i], record.weights[j]) + (query.roles[i] == record.roles[j] ? 0.01 : 0)
                - 0.0001 * Math.abs(i - j);
    }

    private void join(PreparedName query, int i, PreparedName record, int j) {
        double likeness = alike[i * SIZE + j];
        queryPartner[i] = j;
        recordPartner[j] = i;
        queryAlike[i] = likeness;
        queryKind[i] = kinds[i * SIZE + j];
        double loss = loss(likeness);
        if (areSwapped(query.roles[i], record.roles[j])) {
            loss -= table.of(MatchFeature.ROLE_SWAPPED);
        }
        double weight = Math.min(query.weights[i], record.weights[j]); // a common name with a slip is not rare
        count(weight, loss, Math.min(query.rarities[i], record.rarities[j]),
                query.roles[i] == Role.PARTICLE || record.roles[j] == Role.PARTICLE
                        || isInitial(queryKind[i]));
    }

    /** Two or three letters say little more than one. */
    private static boolean isInitial(PairKind kind) {
        return kind == PairKind.INITIAL || kind == PairKind.SHORT_PREFIX;
    }

    /** Grows faster than unlikeness: words far from each other are rather two names than one. */
    private double loss(double likeness) {
        double far = Math.max(0, FAR - likeness);
        return (1 - likeness) * table.of(MatchFeature.SLIPS) + far * far * table.of(MatchFeature.FAR_SLIPS);
    }

    private void count(double weight, double loss, double rarity, boolean minor) {
        double kept = Math.max(0, 1 - loss);
        agreed += weight * kept;
        compared += weight;
        pairEvidence += weight * (kept - 0.5) * 4;
        if (!minor) {
            paired++;
            rarestPaired = Math.max(rarestPaired, rarity);
        }
    }

    static boolean areSwapped(Role one, Role other) {
        return one == Role.SURNAME && other == Role.GIVEN || one == Role.GIVEN && other == Role.SURNAME;
    }

    /** Two or three words of one side that are one word of the other. */
    private void joinWords(PreparedName query, PreparedName record, boolean ofQuery) {
        PreparedName parts = ofQuery ? query : record;
        PreparedName wholes = ofQuery ? record : query;
        int[] partPartners = ofQuery ? queryPartner : recordPartner;
        int[] wholePartners = ofQuery ? recordPartner : queryPartner;
        for (int j = 0; parts.size >= 2 && j < wholes.size; j++) {
            if (wholePartners[j] != NO_PARTNER || wholes.words[j].letters.length < 4) {
                continue;
            }
            for (int count = 3; count >= 2 && wholePartners[j] == NO_PARTNER; count--) {
                for (int i = 0; i + count <= parts.size; i++) {
                    double likeness = partPartners[i] == NO_PARTNER && areFree(partPartners, i, count)
                            ? joinedLikeness(parts, i, count, wholes.words[j])
                            : 0;
                    if (likeness > 0) {
                        pairJoined(parts, i, count, wholes, j, likeness, ofQuery);
                        break;
                    }
                }
            }
        }
    }

    private static boolean areFree(int[] partners, int from, int count) {
        for (int k = from; k < from + count; k++) {
            if (partners[k] != NO_PARTNER) {
                return false;
            }
        }
        return true;
    }

    private double joinedLikeness(PreparedName parts, int from, int count, Word whole) {
        int difference = -whole.letters.length;
        for (int k = from; k < from + count; k++) {
            difference += parts.words[k].letters.length;
        }
        Word joined = Math.abs(difference) > 2 ? null : parts.joined(from, count);
        if (joined == null) {
            return 0;
        }
        double likeness = spelled(joined, whole);
        return likeness >= JOINED_ALIKE_MIN ? likeness * table.of(MatchFeature.JOINED) : 0;
    }

    private void pairJoined(
            PreparedName parts, int from, int count, PreparedName wholes, int j, double likeness, boolean ofQuery) {
        double weight = 0;
        double rarity = 0;
        int names = 0;
        for (int k = from; k < from + count; k++) {
            if (ofQuery) {
                queryPartner[k] = j;
                queryAlike[k] = likeness;
                queryKind[k] = PairKind.JOINED;
            } else {
                recordPartner[k] = j;
            }
            weight += parts.weights[k];
            rarity = Math.max(rarity, parts.rarities[k]);
            names += parts.roles[k] == Role.PARTICLE ? 0 : 1;
        }
        if (ofQuery) {
            recordPartner[j] = from;
        } else {
            queryPartner[j] = from;
            queryAlike[j] = likeness;
            queryKind[j] = PairKind.JOINED;
        }
        count((weight + wholes.weights[j]) / 2, loss(likeness), rarity, false);
        paired += Math.max(0, names - 1);
    }

    private double finished(PreparedName query, PreparedName record) {
        double left = leftOver(query, queryPartner, 1);
        double right = leftOver(record, recordPartner, 1);
        double contradicted = Math.min(left, right);
        evidence = pairEvidence - 3 * contradicted - 0.5 * (left + right - 2 * contradicted);
        double score = agreed == 0 ? 0 : boundedScore(summed(query, record, contradicted), query, record);
        score = Math.max(score, wholeName(score, query, record));
        nearlyWhole = score < table.of(MatchFeature.NEARLY_WHOLE) && areNearlyWhole(query, record);
        return score;
    }

    /** What is wrong, and less so what is missing, counts more the less agrees. */
    private double summed(PreparedName query, PreparedName record, double contradicted) {
        double patronymic = table.of(MatchFeature.LEFT_PATRONYMIC);
        double cut = table.of(MatchFeature.LEFT_BY_CUT);
        double left = Math.max(0, leftOver(query, queryPartner, patronymic) - contradicted);
        double right = Math.max(0, leftOver(record, recordPartner, patronymic) - contradicted
                - (1 - cut) * cutOff(query, record));
        double wrong = compared - agreed + contradicted * table.of(MatchFeature.CONTRADICTED);
        double missing =
                left * table.of(MatchFeature.LEFT_IN_QUERY) + right * table.of(MatchFeature.LEFT_IN_RECORD);
        double scarcity = Math.max(1, table.of(MatchFeature.SUPPORT) / agreed);
        double root = Math.sqrt(scarcity);
        return Math.max(0, 1 - (wrong * scarcity * root + missing * root) / (agreed + wrong + missing));
    }

    /** Words of the record that stand, in their part, behind one of which the question has the beginning. */
    private double cutOff(PreparedName query, PreparedName record) {
        double sum = 0;
        boolean behind = false;
        for (int j = 0; j < record.size; j++) {
            int i = recordPartner[j];
            behind = i == NO_PARTNER ? behind && record.mayFollowInPart(j) : isCut(query, i, record, j);
            sum += behind && i == NO_PARTNER ? record.weights[j] : 0;
        }
        return sum;
    }

    private boolean isCut(PreparedName query, int i, PreparedName record, int j) {
        boolean isBeginning = queryKind[i] == PairKind.PREFIX || queryKind[i] == PairKind.SHORT_PREFIX;
        return isBeginning && query.words[i].letters.length < record.words[j].letters.length;
    }

    private static double leftOver(PreparedName name, int[] partners, double patronymic) {
        double sum = 0;
        for (int i = 0; i < name.size; i++) {
            if (partners[i] == NO_PARTNER) {
                sum += name.roles[i] == Role.PATRONYMIC ? patronymic * name.weights[i] : name.weights[i];
            }
        }
        return sum;
    }

    private double boundedScore(double score, PreparedName query, PreparedName record) {
        boolean rare = rarestPaired >= RARE;
        if (paired >= 2 || paired >= query.nameCount && (rare || record.nameCount <= 1)) {
            return score;
        }
        double max = table.of(rare ? MatchFeature.ONE_RARE_WORD_MAX : MatchFeature.ONE_COMMON_WORD_MAX);
        bounded = true;
        byInitial = isOneNameAndInitials(query);
        return Math.min(score, max);
    }

    /** Whether all of the question but particles has a partner, one of them a name: NameQuery.most reckons with the same day then. */
    private boolean isOneNameAndInitials(PreparedName query) {
        int names = 0;
        int initials = 0;
        for (int i = 0; i < query.size; i++) {
            boolean counts = query.roles[i] != Role.PARTICLE;
            if (counts && queryPartner[i] == NO_PARTNER) {
                return false;
            }
            boolean initial = query.words[i].letters.length == 1 || queryKind[i] == PairKind.SHORT_PREFIX;
            initials += counts && initial ? 1 : 0;
            names += counts && !initial ? 1 : 0;
        }
        return names == 1 && initials > 0;
    }

    private double wholeName(double score, PreparedName query, PreparedName record) {
        double weight = table.of(MatchFeature.WHOLE_NAME);
        int length = query.wholeLength();
        int other = record.wholeLength();
        if (score >= weight || query.nameCount < 2 && record.nameCount < 2
                || Math.min(length, other) < WHOLE_LENGTH_MIN || Math.abs(length - other) > 2) {
            return 0;
        }
        double likeness = spelled(query.whole(), record.whole());
        if (likeness < WHOLE_ALIKE_MIN || likeness * weight <= score) {
            return 0;
        }
        byWholeName = true;
        bounded = false;
        return likeness * weight;
    }

    /**
     * Whether the names share a word and differ in at most one letter of all: of a word too short to be compared ({@code Pak Mun-l}), or
     * one that has changed places with one of the next word ({@code MiC nhol}).
     */
    private boolean areNearlyWhole(PreparedName query, PreparedName record) {
        byte[] one = query.wholeLetters;
        byte[] other = record.wholeLetters;
        return Math.min(one.length, other.length) >= NEARLY_WHOLE_LENGTH_MIN
                && OneSlip.separates(one, one.length, query.surnameLength, other, other.length, record.surnameLength)
                && shareWord(query);
    }

    private boolean shareWord(PreparedName query) {
        for (int i = 0; i < query.size; i++) {
            boolean isEqual = queryPartner[i] != NO_PARTNER && queryKind[i] == PairKind.EQUAL;
            if (isEqual && query.roles[i] != Role.PARTICLE && query.words[i].letters.length > 1) {
                return true;
            }
        }
        return false;
    }
}
