package io.vigie.server.index.persons;

import io.vigie.server.index.persons.PersonQuery.OtherWords;
import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.NameBound;
import io.vigie.server.match.NameRarity;
import io.vigie.server.match.NameToken;
import io.vigie.server.match.ReadName;
import io.vigie.server.match.Role;
import io.vigie.server.match.Skeleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One name of a question: its words as units with their weights, and the looks into a vocabulary that find what may be
 * meant by them. Immutable.
 */
final class NameQuery {
    private static final double OTHER_WORD = 0.92;
    private static final double JOINED = 0.95;
    private static final double EXCHANGED = 0.88;
    private static final double SHORTENED = MatchFeature.PREFIX.weight();
    private static final double INITIAL = MatchFeature.INITIAL.weight();

    /** Longer words are not looked up with every two letters exchanged, which costs the square of their length. */
    private static final int EXCHANGE_LENGTH_MAX = 14;

    private static final int EXCHANGE_LENGTH_MIN = 4;
    private static final int PIECE_LENGTH_MIN = 2;
    private static final float MISSING_PATRONYMIC = (float) MatchFeature.LEFT_PATRONYMIC.weight();
    private static final int PREFIX_LENGTH_MIN = 4;

    /** Joined words of a shorter skeleton are like too many words that are none. */
    private static final int JOINED_SKELETON_MIN = 4;

    private static final int UNVOWELLED_SKELETON_MIN = 3;
    private static final Pattern SOFT_S = Pattern.compile("[SZ](?=[EIY])");
    private static final Pattern SOFT_C = Pattern.compile("C(?=[EIY])");

    private final float[] weights;
    /** What each word counts when it is missing. */
    private final float[] missed;

    /** How alike each word is to one that begins with it. */
    private final float[] asBeginning;

    /** Words of two or three letters that may be the beginning of others. */
    private final long shorts;

    /** {@link ReadName#whole}. */
    private final byte[] whole;

    private final int surnameLength;

    /** Words that are names; initials and particles are none. */
    private final long names;

    private final float totalWeight;
    private final List<Lookup> lookups;
    private final int[] formHashes;
    private final int[] skeletonHashes;

    private NameQuery(
            float[] weights,
            float[] missed,
            float[] asBeginning,
            long shorts,
            long names,
            byte[] whole,
            int surnameLength,
            List<Lookup> lookups) {
        this.weights = weights;
        this.missed = missed;
        this.asBeginning = asBeginning;
        this.shorts = shorts;
        this.names = names;
        this.whole = whole;
        this.surnameLength = surnameLength;
        this.lookups = lookups;
        this.formHashes = lookups.stream().flatMapToInt(NameQuery::formHashes).toArray();
        this.skeletonHashes =
                lookups.stream().flatMapToInt(NameQuery::skeletonHash).toArray();
        float total = 0;
        for (float weight : weights) {
            total += weight;
        }
        this.totalWeight = total;
    }

    static NameQuery of(ReadName name, OtherWords others) {
        List<NameToken> tokens = name.tokens();
        float[] weights = new float[tokens.size()];
        float[] missed = new float[weights.length];
        float[] asBeginning = new float[weights.length];
        long shorts = 0;
        long names = 0;
        List<Lookup> lookups = new ArrayList<>();
        for (int unit = 0; unit < weights.length; unit++) {
            NameToken token = tokens.get(unit);
            int letters = token.text().length();
            weights[unit] = (float) (NameRarity.of(token.text())
                    * MatchFeature.ofWord(token.role(), letters).weight());
            missed[unit] = token.role() == Role.PATRONYMIC ? MISSING_PATRONYMIC * weights[unit] : weights[unit];
            names |= token.role() == Role.PARTICLE || letters == 1 ? 0 : 1L << unit;
            MatchFeature beginning = name.asBeginning(unit);
            asBeginning[unit] = (float) (beginning == MatchFeature.ZONE_PREFIX ? beginning.weight() : SHORTENED);
            shorts |= beginning == MatchFeature.SHORT_PREFIX ? 1L << unit : 0;
            addWord(token, unit, beginning, name.unvowelled(), others, lookups);
            if (unit < weights.length - 1) {
                addJoined(token.text(), tokens.get(unit + 1).text(), unit, name.unvowelled(), lookups);
            }
        }
        return new NameQuery(
                weights,
                missed,
                asBeginning,
                shorts,
                names,
                Lookup.bytes(name.whole()),
                name.surnameLength(),
                List.copyOf(lookups));
    }

    /**
     * The most that the name of a person scores who shares words of these units with the question, and no others. One name
     * that agrees is not enough where more are asked ({@link MatchFeature#ONE_RARE_WORD_MAX}), whatever the dates; but for the
     * same day, where the others are initials.
     *
     * @param cutUnits of which a word may be the beginning of the record's, or the other way round, besides those of two or
     *     three letters: of these it is never known
     * @param byDate the most that the dates add
     */
    float most(long units, long cutUnits, float byDate) {
        long cut = cutUnits | shorts;
        float agreed = 0;
        float missing = 0;
        for (int unit = 0; unit < weights.length; unit++) {
            if ((units & 1L << unit) != 0) {
                agreed += weights[unit];
            } else if ((cut & 1L << unit) != 0) {
                agreed += asBeginning[unit] * weights[unit];
            } else {
                missing += missed[unit];
            }
        }
        float most = (float) NameBound.of(agreed, missing);
        int agreeing = Long.bitCount((units | cut & ~shorts) & names);
        if (agreeing >= Math.min(2, Long.bitCount(names))) {
            return most + byDate;
        }
        boolean isWithInitial = agreeing == 1 && (shorts & ~units) != 0 && byDate == DateCloseness.BEST;
        return Math.min(most, (float) MatchFeature.ONE_RARE_WORD_MAX.weight()) + (isWithInitial ? byDate : 0);
    }

    /** A bit for each unit. */
    long all() {
        return weights.length == Long.SIZE ? -1 : (1L << weights.length) - 1;
    }

    int units() {
        return weights.length;
    }

    /** {@link ReadName#whole}. */
    byte[] whole() {
        return whole;
    }

    /** {@link ReadName#surnameLength}. */
    int surnameLength() {
        return surnameLength;
    }

    float weight(int unit) {
        return weights[unit];
    }

    float totalWeight() {
        return totalWeight;
    }

    List<Lookup> lookups() {
        return lookups;
    }

    /** The most places that a table of the vocabulary is looked at. */
    int lookupsMax() {
        return Math.max(formHashes.length, skeletonHashes.length);
    }

    /** Under which the lookups look among the forms of words. */
    int[] formHashes() {
        return formHashes;
    }

    /** Under which they look among skeletons. */
    int[] skeletonHashes() {
        return skeletonHashes;
    }

    private static IntStream formHashes(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Exact exact -> IntStream.of(exact.hash());
            case Lookup.Form form -> IntStream.of(form.hash());
            case Lookup.Shortened shortened -> IntStream.of(shortened.hash());
            case Lookup.Pieces pieces -> IntStream.of(pieces.firstHash(), pieces.secondHash());
            case Lookup.Skeletal _, Lookup.Prefix _ -> IntStream.empty();
        };
    }

    private static IntStream skeletonHash(Lookup lookup) {
        return lookup instanceof Lookup.Skeletal same ? IntStream.of(same.hash()) : IntStream.empty();
    }

    private static void addWord(
            NameToken token,
            int unit,
            @Nullable MatchFeature beginning,
            boolean unvowelled,
            OtherWords others,
            List<Lookup> lookups) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(token.text());
        spellings.addAll(token.otherSpellings());
        if (token.text().length() == 1) {
            lookups.add(Lookup.Exact.of(token.text(), 1L << unit, 1, false));
            lookups.add(new Lookup.Prefix(Lookup.bytes(token.text()), unit, (float) INITIAL, false));
            return;
        }
        for (String spelling : spellings) {
            lookups.add(Lookup.Exact.of(spelling, 1L << unit, 1, true));
            addSimilar(spelling, unit, unvowelled, lookups);
        }
        for (String other : others.of(token.text())) {
            if (!spellings.contains(other)) {
                lookups.add(Lookup.Exact.of(other, 1L << unit, OTHER_WORD, true));
            }
        }
        addParts(token.text(), unit, beginning, lookups);
    }

    private static void addSimilar(String word, int unit, boolean unvowelled, List<Lookup> lookups) {
        byte[] letters = Lookup.bytes(word);
        int size = letters.length;
        lookups.add(new Lookup.Form(WordHash.of(letters, 0, size), letters, 1L << unit));
        for (int i = 0; size >= SegmentWriter.FORM_LENGTH_MIN && i < size; i++) {
            if (i == 0 || letters[i] != letters[i - 1]) {
                lookups.add(new Lookup.Form(WordHash.without(letters, 0, size, i), letters, 1L << unit));
            }
        }
        for (String skeleton : skeletons(word, unvowelled)) {
            lookups.add(new Lookup.Skeletal(WordHash.ofSkeleton(skeleton), letters, 1L << unit, unvowelled));
        }
        if (size >= EXCHANGE_LENGTH_MIN && size <= EXCHANGE_LENGTH_MAX) {
            addExchanged(word, unit, lookups);
        }
    }

    /**
     * What sounds alike and is not one in a skeleton. W stands for nothing there, as Arabic writes it; as Germans and Poles
     * do, it is a V. SH is CH in French, S before E, I and Y may be C, and Q is a G in the west of Arabia and of Africa.
     */
    private static Set<String> skeletons(String word, boolean unvowelled) {
        Set<String> skeletons = new LinkedHashSet<>();
        for (String spelling : List.of(
                word,
                word.replace('V', 'W'),
                word.replace('W', 'V'),
                word.replace("SH", "CH"),
                word.replace("CH", "SH"),
                SOFT_S.matcher(word).replaceAll("C"),
                SOFT_C.matcher(word).replaceAll("S"),
                word.replace('Q', 'G'),
                unvowelled ? word.replace('Z', 'D') : word)) {
            addSkeleton(Skeleton.of(spelling), 1, skeletons);
        }
        if (unvowelled) {
            addSkeleton(Skeleton.ofUnvowelled(word), 1, skeletons);
        }
        return skeletons;
    }

    private static void addSkeleton(String skeleton, int lengthMin, Set<String> skeletons) {
        if (skeleton.length() >= lengthMin) {
            skeletons.add(skeleton);
        }
    }

    /** Neighbours are left out: they share a form. */
    private static void addExchanged(String word, int unit, List<Lookup> lookups) {
        char[] letters = word.toCharArray();
        for (int a = 0; a < letters.length; a++) {
            for (int b = a + 2; b < letters.length; b++) {
                if (letters[a] != letters[b]) {
                    char kept = letters[a];
                    letters[a] = letters[b];
                    letters[b] = kept;
                    lookups.add(Lookup.Exact.of(new String(letters), 1L << unit, EXCHANGED, true));
                    letters[b] = letters[a];
                    letters[a] = kept;
                }
            }
        }
    }

    /** What the word begins with, what it may be the beginning of, and words written as one. */
    private static void addParts(
            String word, int unit, @Nullable MatchFeature beginning, List<Lookup> lookups) {
        int size = word.length();
        lookups.add(Lookup.Exact.of(word.substring(0, 1), 1L << unit, INITIAL, false));
        for (int length = Math.max(PREFIX_LENGTH_MIN, size / 2); length < size - 1; length++) {
            lookups.add(Lookup.Shortened.of(word.substring(0, length), unit, SHORTENED));
        }
        if (beginning != null) {
            boolean drives = beginning != MatchFeature.SHORT_PREFIX;
            lookups.add(new Lookup.Prefix(Lookup.bytes(word), unit, (float) beginning.weight(), drives));
        }
        for (int length = PIECE_LENGTH_MIN; length <= size - PIECE_LENGTH_MIN; length++) {
            String first = word.substring(0, length);
            String second = word.substring(length);
            lookups.add(new Lookup.Pieces(
                    WordHash.of(first), Lookup.bytes(first), WordHash.of(second), Lookup.bytes(second), unit));
        }
    }

    private static void addJoined(
            String first, String second, int unit, boolean unvowelled, List<Lookup> lookups) {
        long both = 3L << unit;
        String joined = first + second;
        lookups.add(Lookup.Exact.of(joined, both, JOINED, true));
        lookups.add(Lookup.Exact.of(second + first, both, JOINED, true));
        byte[] letters = Lookup.bytes(joined);
        for (int i = 0; i < letters.length; i++) {
            if (i == 0 || letters[i] != letters[i - 1]) {
                lookups.add(new Lookup.Form(WordHash.without(letters, 0, letters.length, i), letters, both));
            }
        }
        int lengthMin = unvowelled ? UNVOWELLED_SKELETON_MIN : JOINED_SKELETON_MIN;
        Set<String> skeletons = new LinkedHashSet<>();
        addSkeleton(Skeleton.of(joined), lengthMin, skeletons);
        if (unvowelled) {
            addSkeleton(Skeleton.ofUnvowelled(joined), lengthMin, skeletons);
        }
        for (String skeleton : skeletons) {
            lookups.add(new Lookup.Skeletal(WordHash.ofSkeleton(skeleton), letters, both, unvowelled));
        }
    }
}
