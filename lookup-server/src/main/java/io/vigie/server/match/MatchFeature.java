package io.vigie.server.match;

/**
 * Everything that is compared, and what it weighs: the one table of the scorer.
 *
 * <p>Read it by groups: how alike two words are, what a word of a name counts, what words without a partner cost, what
 * bounds a name's score, and what the facts of a person add to it or take away. Letters (a) to (h) are those of
 * Delegated Regulation (EU) 2023/333, Annex II. docs/matching.md shows it; DocsTest compares the two.
 */
public enum MatchFeature {
    // How alike two words are, 0 to 1; equal words are 1, slips are counted by TokenSimilarity.
    SPELLING(0.98, "another spelling of the same letters, such as ICAO's (a)"),
    NAME_GROUP(0.95, "variants of one name in the dictionary (a)"),
    NICKNAME(0.90, "a short form of the other, such as Bill for William"),
    INITIAL(0.80, "one letter, with which the other begins"),
    ZONE_PREFIX(0.97, "cut by the end of a zone's name field (h)"),
    PREFIX(0.82, "the beginning of the other, four letters or more, at the end of a part; of a longer asked one half of it, too (h)"),
    SHORT_PREFIX(0.80, "two or three letters with which the record's word begins, behind another word of a surname or given name, or a particle: an initial (h)"),
    JOINED(0.98, "two or three words written as one (c, g): times the similarity of the joined words"),
    WORD_ALIKE_MIN(0.66, "words less alike than this are no pair"),
    SLIPS(1.0, "a pair loses its unlikeness times this"),
    FAR_SLIPS(5, "and what is below 0.9, squared, times this"),
    ROLE_SWAPPED(-0.03, "a surname that agrees with a given name (b)"),

    // What a word counts, times its rarity (NameRarity, 0.5 to 1.6).
    SURNAME_WORD(1.2, "a word of the surname"),
    OTHER_WORD(1.0, "a given name, or a word of which the part is not known"),
    PATRONYMIC_WORD(0.8, "a patronymic"),
    PARTICLE_WORD(0.2, "an article, preposition or title"),
    INITIAL_WORD(0.5, "a word of one letter"),

    // What words without a partner cost, times what they count.
    CONTRADICTED(2.2, "words left over on both sides: each contradicts another"),
    LEFT_IN_QUERY(0.25, "words of the question that the record lacks"),
    LEFT_IN_RECORD(0.3, "words of the record that the question lacks"),
    LEFT_BY_CUT(0.2, "of words that the record has, in their part, behind one that is cut, as much counts (h)"),
    LEFT_PATRONYMIC(0.3, "of a patronymic that is missing, as much counts"),

    // Bounds of a name's score.
    SUPPORT(2.2, "with less agreeing, by weight, what is wrong counts (this / what agrees)^1.5 times, what is missing ^0.5"),
    ONE_COMMON_WORD_MAX(0.55, "one word agrees, it is common or short, and either name has more words"),
    ONE_RARE_WORD_MAX(0.65, "one rare word agrees, and the question has more words"),
    WHOLE_NAME(0.95, "all words written as one (c, g): times the similarity of the joined names, which must be 0.93"),
    NEARLY_WHOLE(0.65, "one word agrees, and all written as one, six letters or more, differ in one at the most (e, f, g), the surname first or last: of dates of birth the same day alone adds"),

    // What the person's facts add to the name's score, and to the evidence; where only one word agrees, to that alone.
    BIRTH_EQUAL(0.25, 9, "the same day"),
    BIRTH_SWAPPED(0.18, 7, "day and month exchanged"),
    BIRTH_CALENDAR(0.18, 7, "the same day by the Hijri or Jalali calendar, give or take one"),
    BIRTH_ONE_DIGIT(0.12, 5, "one digit differs"),
    BIRTH_WITHIN(0.03, 3, "one date is a year, a month or 1 January, and they agree, day and month exchanged or not"),
    BIRTH_INTERVAL(0.03, 1.5, "one date is an interval of years, and they agree, day and month exchanged or not"),
    BIRTH_TOLERATED(-0.08, 1, "years apart by no more than the tolerance that the question names"),
    BIRTH_UNKNOWN(0.0, 0, "not known on a side"),
    BIRTH_NEAR(-0.24, -3, "the same year or the next, and the question tolerates none: below the threshold, whatever the name"),
    BIRTH_CONTRADICTED(-0.28, -6, "no date of the record agrees in any of these ways"),
    WITHIN_EVIDENCE_MIN(6.5, "asked with a day, BIRTH_WITHIN and BIRTH_INTERVAL need so much evidence of names and facts; with less the bound below holds"),
    ONE_DIGIT_EVIDENCE_MIN(7.7, "as above, of BIRTH_ONE_DIGIT"),
    PARTIAL_WITHIN_EVIDENCE(0.5, "so much more of the first where the name agrees only in part, too: below 0.95, which exchanged parts reach"),
    PARTIAL_ONE_DIGIT_EVIDENCE(1.3, "as above, of the second"),
    COMMON_NAME_MAX(0.76, "the bound, just below the threshold: many people have names so common and a date so near"),
    SEX_CONTRADICTED(-0.12, -3, "male against female"),
    NATIONALITY_CONTRADICTED(-0.03, -1, "known on both sides, and none in common"),

    // What the kind of the identity takes away.
    LOW_QUALITY_ALIAS(-0.04, -1, "an identity that is not confirmed"),
    MISUSED_IDENTITY(-0.02, -1, "an identity that belongs to a victim"),

    // Certainty.
    ID_AGREES(1.0, 20, "a national id or document number that agrees: the score is at least this, whatever the name");

    /** What a word of a role counts, times its rarity. */
    public static MatchFeature ofWord(Role role, int letters) {
        return switch (role) {
            case PARTICLE -> PARTICLE_WORD;
            case PATRONYMIC -> letters == 1 ? INITIAL_WORD : PATRONYMIC_WORD;
            case SURNAME -> letters == 1 ? INITIAL_WORD : SURNAME_WORD;
            case GIVEN, UNKNOWN -> letters == 1 ? INITIAL_WORD : OTHER_WORD;
        };
    }

    private final double weight;
    private final double evidence;
    private final String meaning;

    MatchFeature(double weight, String meaning) {
        this(weight, 0, meaning);
    }

    MatchFeature(double weight, double evidence, String meaning) {
        this.weight = weight;
        this.evidence = evidence;
        this.meaning = meaning;
    }

    /** What it weighs unless {@link Weights} say otherwise. */
    public double weight() {
        return weight;
    }

    /** What it adds to the evidence, roughly in bits; of a name that is for {@link NameScore} to sum. */
    public double evidence() {
        return evidence;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
