package io.vigie.server.query;

import io.vigie.mrz.DocumentNumberState;
import io.vigie.mrz.MrzReading;
import io.vigie.mrz.States;
import io.vigie.server.index.NumberPattern;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import org.jspecify.annotations.Nullable;

/**
 * The person that a question is about: what it says, with what its zone says where it is silent, and the names and
 * numbers of both.
 *
 * @param zoneNameTruncated the last of the names is that of the zone, which cut it
 */
record AskedPerson(PersonQuestion question, boolean zoneNameTruncated) {
    static AskedPerson of(Question question, @Nullable MrzReading zone) {
        PersonQuestion.Builder person = question.getPerson().toBuilder();
        if (question.hasDocument()) {
            number(question.getDocument(), person);
        }
        if (zone == null) {
            return new AskedPerson(person.build(), false);
        }
        int names = person.getNamesCount();
        zone(zone, person);
        return new AskedPerson(person.build(), zone.truncated() && person.getNamesCount() > names);
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
        if (zone.documentNumberState() == DocumentNumberState.CONFIRMED
                || zone.documentNumberState() == DocumentNumberState.REPAIRED) {
            String state = text(zone.issuingState());
            for (String number : zone.documentNumberCandidates()) {
                person.addNationalIds(NationalId.newBuilder()
                        .setState(States.isKnown(state) ? state : "")
                        .setNumber(number));
            }
        }
    }

    private static Sex.Code sexOf(@Nullable Character printed) {
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
