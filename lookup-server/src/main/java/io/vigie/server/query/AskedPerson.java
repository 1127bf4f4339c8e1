package io.vigie.server.query;

import io.vigie.mrz.MrzReading;
import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.index.NumberPattern;
import io.vigie.server.match.IdNumbers;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person that a question is about: what it says, with what its zone says where it is silent, and the names and
 * numbers of both.
 *
 * @param zoneNameTruncated the last of the names is that of the zone, which cut it
 * @param numberUnsettled the number of the zone may be another than those of the person
 */
record AskedPerson(PersonQuestion question, boolean zoneNameTruncated, boolean numberUnsettled) {
    /** One, or two where the zone and what stands beside it disagree on birth, sex or nationality: each with its own. */
    static List<AskedPerson> all(Question question, @Nullable MrzReading zone) {
        AskedPerson asked = of(question, zone);
        if (zone == null || Contradictions.facts(zone, question.getPerson()).isEmpty()) {
            return List.of(asked);
        }
        Question.Builder ofZone = question.toBuilder();
        ofZone.getPersonBuilder().clearBirthDate().clearSex().clearNationalities();
        return List.of(asked, of(ofZone.build(), zone));
    }

    private static AskedPerson of(Question question, @Nullable MrzReading zone) {
        PersonQuestion.Builder person = question.getPerson().toBuilder();
        Answering.documentsOf(question).forEach(document -> number(document, person));
        if (zone == null) {
            return new AskedPerson(person.build(), false, false);
        }
        int names = person.getNamesCount();
        zone(zone, person);
        return new AskedPerson(
                person.build(),
                zone.truncated() && person.getNamesCount() > names,
                !DocumentSearch.isSettled(zone));
    }

    private static void number(DocumentQuestion document, PersonQuestion.Builder person) {
        if (!NumberPattern.isPrefix(document.getNumber())) {
            person.addNationalIds(NationalId.newBuilder()
                    .setState(document.getIssuingState())
                    .setNumber(document.getNumber()));
        }
    }

    private static void zone(MrzReading zone, PersonQuestion.Builder person) {
        String surname = text(zone.surname());
        String given = text(zone.givenNames());
        if (!surname.isEmpty() || !given.isEmpty()) {
            person.addNames(Name.newBuilder().setSurname(surname).setGiven(given));
        }
        if (person.getBirthDate().isEmpty() && zone.birthDate() != null) {
            person.setBirthDate(zone.birthDate().toString());
        }
        if (person.getSex() == Sex.Code.UNSPECIFIED) {
            person.setSex(sexOf(zone.sex()));
        }
        if (person.getNationalitiesCount() == 0 && States.isKnown(text(zone.nationality()))) {
            person.addNationalities(text(zone.nationality()));
        }
        for (String number : numbers(zone)) {
            String state = text(zone.issuingState());
            person.addNationalIds(NationalId.newBuilder()
                    .setState(States.isKnown(state) ? state : "")
                    .setNumber(number));
        }
    }

    /**
     * The document's as {@link DocumentSearch} searches it, what may be meant and what was printed; and what a state put into
     * the optional fields, where many print the holder's national id.
     */
    private static Set<String> numbers(MrzReading zone) {
        Set<String> numbers = new LinkedHashSet<>(zone.documentNumberCandidates());
        zone.repairs().stream()
                .filter(repair -> repair.field().equals(DocumentSearch.NUMBER_FIELD))
                .forEach(repair -> numbers.add(repair.from()));
        numbers.removeIf(number -> NumberKey.of(number).length == 0);
        if (zone.checks().allHold()) {
            Stream.of(zone.optionalData(), zone.optionalData2())
                    .map(AskedPerson::text)
                    .filter(number -> IdNumbers.isTelling(NumberKey.of(number)))
                    .forEach(numbers::add);
        }
        return numbers;
    }

    static Sex.Code sexOf(@Nullable Character printed) {
        return switch (printed) {
            case 'M' -> Sex.Code.MALE;
            case 'F' -> Sex.Code.FEMALE;
            case null, default -> Sex.Code.UNSPECIFIED;
        };
    }

    private static String text(@Nullable String read) {
        return read == null ? "" : read;
    }
}
