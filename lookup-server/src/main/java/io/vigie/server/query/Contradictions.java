package io.vigie.server.query;

import io.vigie.mrz.MrzReading;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.index.NumberPattern;
import io.vigie.server.match.BirthDates;
import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.NameMatcher;
import io.vigie.server.match.PartialDate;
import io.vigie.server.match.Weights;
import io.vigie.v1.Contradiction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a zone and the fields given beside it disagree. Both are searched; the officer is told. Pure. */
final class Contradictions {
    /** Names less alike than this are of two persons; the scorer of names gives two that share nothing 0. */
    private static final double NAMES_ALIKE_MIN = 0.4;

    private Contradictions() {}

    static List<Contradiction> between(MrzReading zone, Question question) {
        List<Contradiction> found = new ArrayList<>();
        if (question.hasDocument()) {
            document(zone, question.getDocument(), found);
        }
        names(zone, question.getPerson(), found);
        found.addAll(facts(zone, question.getPerson()));
        return found;
    }

    private static void document(MrzReading zone, DocumentQuestion document, List<Contradiction> found) {
        String number = zone.documentNumber();
        if (number != null && !agrees(NumberKey.of(number), document.getNumber())) {
            found.add(contradiction("document.number", number, document.getNumber()));
        }
        String state = zone.issuingState();
        String given = document.getIssuingState();
        if (state != null && !given.isEmpty() && !States.canonical(state).equals(States.canonical(given))) {
            found.add(contradiction("document.issuingState", state, given));
        }
    }

    private static void names(MrzReading zone, PersonQuestion person, List<Contradiction> found) {
        String read = (text(zone.givenNames()) + ' ' + text(zone.surname())).strip();
        if (read.isEmpty() || person.getNamesCount() == 0) {
            return;
        }
        NameMatcher matcher = new NameMatcher(Weights.STANDARD, NameGroups.none());
        boolean alike = person.getNamesList().stream()
                .anyMatch(name -> matcher.score(read, PersonSearch.written(name)) >= NAMES_ALIKE_MIN);
        if (!alike) {
            found.add(contradiction("person.names", read, PersonSearch.written(person.getNames(0))));
        }
    }

    /** Where birth, sex and nationality disagree; each side is then searched with its own. */
    static List<Contradiction> facts(MrzReading zone, PersonQuestion person) {
        List<Contradiction> found = new ArrayList<>();
        if (zone.birthDate() != null && !person.getBirthDate().isEmpty()) {
            String read = zone.birthDate().toString();
            if (!areSame(read, person.getBirthDate())) {
                found.add(contradiction("person.birthDate", read, person.getBirthDate()));
            }
        }
        Sex.Code sex = AskedPerson.sexOf(zone.sex());
        if (sex != Sex.Code.UNSPECIFIED && person.getSex() != Sex.Code.UNSPECIFIED && sex != person.getSex()) {
            found.add(contradiction("person.sex", sex.name(), person.getSex().name()));
        }
        String nationality = text(zone.nationality());
        boolean named = person.getNationalitiesList().stream()
                .anyMatch(given -> States.canonical(given).equals(States.canonical(nationality)));
        if (States.isKnown(nationality) && person.getNationalitiesCount() > 0 && !named) {
            found.add(contradiction("person.nationalities", nationality, String.join(", ", person.getNationalitiesList())));
        }
        return found;
    }

    /** The same day, or one of the days that the less exact date may be, in whatever calendar. */
    private static boolean areSame(String read, String given) {
        PartialDate one = PartialDate.parse(read);
        PartialDate other = PartialDate.parse(given);
        if (one == null || other == null) {
            return true;
        }
        MatchFeature agreement = BirthDates.compare(one, List.of(other), 0);
        return agreement == MatchFeature.BIRTH_EQUAL
                || agreement == MatchFeature.BIRTH_WITHIN
                || agreement == MatchFeature.BIRTH_INTERVAL
                || agreement == MatchFeature.BIRTH_CALENDAR;
    }

    private static String text(@Nullable String read) {
        return read == null ? "" : read;
    }

    /** Whether a number is the one given, or begins as its pattern says. */
    private static boolean agrees(byte[] read, String given) {
        byte[] key = NumberKey.of(given);
        return NumberPattern.isPrefix(given)
                ? Arrays.mismatch(read, key) == key.length || Arrays.equals(read, key)
                : Arrays.equals(read, key);
    }

    private static Contradiction contradiction(String field, String zone, String given) {
        return Contradiction.newBuilder()
                .setField(field)
                .setZone(zone)
                .setGiven(given)
                .build();
    }
}
