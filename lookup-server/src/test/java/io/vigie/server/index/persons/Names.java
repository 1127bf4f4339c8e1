package io.vigie.server.index.persons;

import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Small segments and questions for tests. */
final class Names {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private Names() {}

    static Person person(String given, String surname, String... dates) {
        return Person.newBuilder()
                .addIdentities(Identity.newBuilder()
                        .addNames(name(given, surname))
                        .addAllBirthDates(List.of(dates)))
                .build();
    }

    static Name name(String given, String surname) {
        return Name.newBuilder().setGiven(given).setSurname(surname).build();
    }

    static PersonQuestion question(String given, String surname, String date) {
        return PersonQuestion.newBuilder()
                .addNames(name(given, surname))
                .setBirthDate(date)
                .build();
    }

    /** Persons 1, 2 … in this order. */
    static Segment segment(Person... persons) throws IOException {
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.OPEN, null)) {
            for (int i = 0; i < persons.length; i++) {
                builder.add(i + 1, persons[i]);
            }
            return builder.toMemory();
        }
    }

    /** Numbers of the candidates, best first. */
    static List<Integer> found(SearchScratch scratch) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < scratch.size(); i++) {
            numbers.add(scratch.number(i));
        }
        return numbers;
    }

    static List<Integer> search(SearchScratch scratch, PersonQuestion question, Segment... segments) {
        return search(scratch, question, 0, segments);
    }

    static List<Integer> search(SearchScratch scratch, PersonQuestion question, int yearTolerance, Segment... segments) {
        PersonQuery query = PersonQuery.of(question, yearTolerance, PersonQuery.OtherWords.NONE);
        SegmentSearch.search(List.of(segments), query, Sight.ALL, Doubts.NONE, scratch, System.nanoTime() + MINUTE_NANOS);
        return found(scratch);
    }
}
