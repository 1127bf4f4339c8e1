package io.vigie.server.match;

import io.vigie.server.match.PreparedPerson.Candidate;
import io.vigie.v1.Explanation;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Sex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact scorer: a question against one record. Immutable, thread-safe.
 *
 * <p>The best pair of a name asked and a name recorded counts; aliases do not add up. The score is that of the names,
 * moved by what the other facts say ({@link MatchFeature}); a person without a name that agrees scores nothing, whatever
 * else agrees, unless a number does.
 */
public final class PersonScorer {
    /** More than any facts add to a name's score. */
    private static final double MOST_ADDED = 0.4;

    /** Score of a name all of whose words agree, in whatever part. */
    private static final double WHOLE = 0.95;

    private final Weights weights;
    private final NameGroups groups;
    private final ThreadLocal<NameScore> nameScores;

    public PersonScorer(Weights weights, NameGroups groups) {
        this.weights = weights;
        this.groups = groups;
        nameScores = ThreadLocal.withInitial(() -> new NameScore(weights));
    }

    /**
     * Reads a question once for many records.
     *
     * @param birthYearTolerance years either side that a date of birth may be wrong
     * @param lastNameTruncated whether the last of the names was cut by the name field of a zone
     */
    public PreparedQuery prepare(PersonQuestion question, int birthYearTolerance, boolean lastNameTruncated) {
        return new PreparedQuery(question, birthYearTolerance, lastNameTruncated, weights, groups);
    }

    /** Reads a record once for many questions. */
    public PreparedPerson prepare(Person person) {
        return new PreparedPerson(person, weights, groups);
    }

    public PersonScore score(PreparedQuery query, Person person, boolean explain) {
        return score(query, prepare(person), explain);
    }

    /** As {@link #score(PreparedQuery, Person, boolean)}. */
    public PersonScore score(PreparedQuery query, PreparedPerson person, boolean explain) {
        NameScore names = nameScores.get();
        Best best = new Best();
        for (int asked = 0; asked < query.names.length; asked++) {
            for (Candidate candidate : person.candidates) {
                consider(query, asked, person, candidate, names, best);
            }
        }
        IdNumbers.Agreeing id = IdNumbers.agreeing(query.nationalIds(), person.person);
        double evidence = best.evidence + (id == null ? 0 : MatchFeature.ID_AGREES.evidence());
        double score = id == null ? best.score : Math.max(best.score, weights.of(MatchFeature.ID_AGREES));
        List<Explanation> explanation =
                explain ? PersonExplanation.of(query, best, person.person, names, weights, id) : List.of();
        Candidate candidate = best.candidate;
        return new PersonScore(
                score,
                best.score,
                evidence,
                candidate == null ? firstIdentity(person.person) : candidate.identity(),
                candidate == null ? Name.getDefaultInstance() : candidate.name(),
                id != null,
                explanation);
    }

    /** The best candidate so far, and what it was compared with. */
    static final class Best {
        double score;
        double evidence;
        @Nullable Candidate candidate;
        int asked;

        /** Whether names and date together say too little, and the score was bounded for it. */
        boolean tooCommon;

        /** Whether the names count for they differ in one letter of all. */
        boolean byWhole;
    }

    private void consider(
            PreparedQuery query, int asked, PreparedPerson person, Candidate candidate, NameScore names, Best best) {
        double name = names.of(query.names[asked], candidate.prepared());
        double whole = names.nearlyWhole ? weights.of(MatchFeature.NEARLY_WHOLE) : 0;
        double most = Math.max(name, whole);
        if (best.candidate != null && (most == 0 || most + MOST_ADDED < best.score)) {
            return;
        }
        double evidence = names.evidence;
        MatchFeature birth = BirthDates.compare(query.birth, candidate.births(), query.birthYearTolerance);
        boolean isSameDay = birth == MatchFeature.BIRTH_EQUAL;
        double byDate = weights.of(birth);
        double atMostWorse = Math.min(0, byDate);
        double byWords = name + (names.bounded && !(names.byInitial && isSameDay) ? atMostWorse : byDate);
        double byWhole = whole + (isSameDay ? byDate : atMostWorse);
        double score = names.nearlyWhole ? Math.max(byWords, byWhole) : byWords;
        evidence += birth.evidence();
        if (areContrary(query.sex(), candidate.sex())) {
            score += weights.of(MatchFeature.SEX_CONTRADICTED);
            evidence += MatchFeature.SEX_CONTRADICTED.evidence();
        }
        if (areDisjoint(query.nationalities(), person.person.getNationalitiesList())) {
            score += weights.of(MatchFeature.NATIONALITY_CONTRADICTED);
            evidence += MatchFeature.NATIONALITY_CONTRADICTED.evidence();
        }
        MatchFeature quality = qualityOf(candidate.identity().getCategory());
        if (quality != null) {
            score += weights.of(quality);
            evidence += quality.evidence();
        }
        score = most == 0 ? 0 : Math.clamp(score, 0, 1);
        boolean tooCommon = evidence < evidenceNeeded(query, birth, name);
        if (tooCommon) {
            score = Math.min(score, weights.of(MatchFeature.COMMON_NAME_MAX));
        }
        if (best.candidate == null || score > best.score || score == best.score && evidence > best.evidence) {
            best.score = score;
            best.evidence = evidence;
            best.candidate = candidate;
            best.asked = asked;
            best.tooCommon = tooCommon;
            best.byWhole = names.nearlyWhole && byWhole > byWords;
        }
    }

    /** With a date that agrees only in part, a name that many bear is somebody else's far more often than not. */
    private double evidenceNeeded(PreparedQuery query, MatchFeature birth, double name) {
        if (query.birth == null || !BirthDates.isDay(query.birth)) {
            return Double.NEGATIVE_INFINITY; // who asks for a year wants all of it
        }
        boolean partly = name < WHOLE;
        return switch (birth) {
            case BIRTH_WITHIN, BIRTH_INTERVAL -> weights.of(MatchFeature.WITHIN_EVIDENCE_MIN)
                    + (partly ? weights.of(MatchFeature.PARTIAL_WITHIN_EVIDENCE) : 0);
            case BIRTH_ONE_DIGIT -> weights.of(MatchFeature.ONE_DIGIT_EVIDENCE_MIN)
                    + (partly ? weights.of(MatchFeature.PARTIAL_ONE_DIGIT_EVIDENCE) : 0);
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    static boolean areContrary(Sex.Code one, Sex.Code other) {
        return one == Sex.Code.MALE && other == Sex.Code.FEMALE || one == Sex.Code.FEMALE && other == Sex.Code.MALE;
    }

    static boolean areDisjoint(List<String> asked, List<String> recorded) {
        for (String one : asked) {
            for (String other : recorded) {
                if (IdNumbers.areSameState(one, other)) {
                    return false;
                }
            }
        }
        return !asked.isEmpty() && !recorded.isEmpty();
    }

    static @Nullable MatchFeature qualityOf(IdentityCategory.Code category) {
        return switch (category) {
            case NOT_CONFIRMED -> MatchFeature.LOW_QUALITY_ALIAS;
            case MISUSED -> MatchFeature.MISUSED_IDENTITY;
            case UNSPECIFIED, CONFIRMED, ALIAS, AT_BIRTH, PREVIOUS, UNRECOGNIZED -> null;
        };
    }

    private static Identity firstIdentity(Person person) {
        return person.getIdentitiesCount() > 0 ? person.getIdentities(0) : Identity.getDefaultInstance();
    }
}
