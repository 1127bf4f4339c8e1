package io.vigie.server.match;

import io.vigie.server.match.PersonScorer.Best;
import io.vigie.server.match.PreparedPerson.Candidate;
import io.vigie.v1.Explanation;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says how a record agreed, for an officer: first the names, then the other facts. */
final class PersonExplanation {
    private static final String TOO_COMMON = "; too little beside names so common";
    private static final String NEARLY_WHOLE =
            "written as one word the names differ in one letter at the most (e, f, g): of dates of birth the same day alone adds";
    private static final double AGREES = 1;
    private static final double CONTRADICTS = 0;

    private PersonExplanation() {}

    static List<Explanation> of(
            PreparedQuery query, Best best, Person person, NameScore names, Weights weights, IdNumbers.@Nullable Agreeing id) {
        List<Explanation> rows = new ArrayList<>();
        Candidate candidate = best.candidate;
        if (candidate != null) {
            if (best.byWhole) {
                rows.add(row("name", text(query, best), text(candidate.name()), weights.of(MatchFeature.NEARLY_WHOLE), NEARLY_WHOLE));
            } else {
                PreparedName asked = query.names[best.asked];
                double score = names.of(asked, candidate.prepared());
                rows.addAll(NameExplanation.of(names, score, asked, candidate.prepared(), text(query, best), text(candidate.name())));
            }
            facts(query, best.tooCommon, candidate, person, weights, rows);
        }
        if (id != null) {
            rows.add(row(id.feature(), id.asked(), id.recorded(), AGREES, MatchFeature.ID_AGREES.meaning()));
        }
        return List.copyOf(rows);
    }

    private static void facts(
            PreparedQuery query, boolean tooCommon, Candidate candidate, Person person, Weights weights, List<Explanation> rows) {
        MatchFeature birth = BirthDates.compare(query.birth, candidate.births(), query.birthYearTolerance);
        if (birth != MatchFeature.BIRTH_UNKNOWN) {
            String recorded = String.join(", ", candidate.births().stream().map(PersonExplanation::text).toList());
            rows.add(row("birthDate", query.birthText(), recorded, agreement(birth, weights), birth.meaning() + (tooCommon ? TOO_COMMON : "")));
        }
        if (query.sex() != Sex.Code.UNSPECIFIED && candidate.sex() != Sex.Code.UNSPECIFIED) {
            boolean contrary = PersonScorer.areContrary(query.sex(), candidate.sex());
            rows.add(row("sex", query.sex().name(), candidate.sex().name(), contrary ? CONTRADICTS : AGREES,
                    contrary ? MatchFeature.SEX_CONTRADICTED.meaning() : "no contradiction"));
        }
        if (!query.nationalities().isEmpty() && person.getNationalitiesCount() > 0) {
            boolean disjoint = PersonScorer.areDisjoint(query.nationalities(), person.getNationalitiesList());
            rows.add(row("nationality", String.join(", ", query.nationalities()),
                    String.join(", ", person.getNationalitiesList()), disjoint ? CONTRADICTS : AGREES,
                    disjoint ? MatchFeature.NATIONALITY_CONTRADICTED.meaning() : "one in common"));
        }
        MatchFeature quality = PersonScorer.qualityOf(candidate.identity().getCategory());
        if (quality != null) {
            rows.add(row("identity", "", candidate.identity().getCategory().name(),
                    AGREES + weights.of(quality), quality.meaning()));
        }
    }

    /** Where a date lies between contradiction and the same day, by what they weigh. */
    private static double agreement(MatchFeature birth, Weights weights) {
        double least = weights.of(MatchFeature.BIRTH_CONTRADICTED);
        return (weights.of(birth) - least) / (weights.of(MatchFeature.BIRTH_EQUAL) - least);
    }

    static Explanation row(String feature, String query, String record, double score, String detail) {
        return Explanation.newBuilder()
                .setFeature(feature)
                .setQuery(query)
                .setRecord(record)
                .setScore(Math.round(score * 1000) / 1000.0)
                .setDetail(detail)
                .build();
    }

    private static String text(PreparedQuery query, Best best) {
        return text(query.nameAsked(best.asked));
    }

    private static String text(Name name) {
        if (!name.getFull().isBlank()) {
            return name.getFull();
        }
        String parts = String.join(" ", name.getGiven(), name.getPatronymic(), name.getSurname()).strip();
        return parts.isEmpty() ? name.getMrz() : parts.replaceAll("\\s+", " ");
    }

    private static String text(PartialDate date) {
        return date.earliest().equals(date.latest())
                ? date.earliest().toString()
                : String.format(Locale.ROOT, "%s/%s", date.earliest(), date.latest());
    }
}
