package io.vigie.server.index.persons;

import static io.vigie.server.index.persons.Names.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Identity;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A search among restricted persons is, to the last bit, the search of a segment that never held those who are hidden. */
class RestrictedSearchTest {
    private static final long SEED = 7_201_126;
    private static final List<String> OWNERS = List.of("FRA", "DEU", "KEN", "BRA");
    private static final String[] GIVEN = {"Mohammed", "Mohamad", "Anna", "Ana", "Annalena", "Ali", "Fatima", "Ivan"};
    private static final String[] SURNAMES = {"Hassan", "Hasan", "Hassani", "Kowalska", "Kowalski", "Novak", "Novakova"};

    private final Random random = new Random(SEED);
    private final TreeMap<Integer, Person> persons = new TreeMap<>();

    @Test
    void findsWhatIsFoundWhereHiddenPersonsNeverWere() throws IOException {
        assertAsIfHiddenWereNotThere(400, new SearchLimits(64, 10_000, 1_000_000, 400_000, 0.12f), 200);
    }

    @Test
    void findsItAlsoWhenBoundsCut() throws IOException {
        int cut = assertAsIfHiddenWereNotThere(600, new SearchLimits(6, 15, 80, 20, 0.12f), 300);
        assertThat(cut).as("seed %d: truncated searches", SEED).isBetween(100, 1_100);
    }

    /** So many that those found cannot all be ranked, and that words of one beginning are more than drive a search. */
    @Test
    void findsItAmongThousands() throws IOException {
        assertAsIfHiddenWereNotThere(9_000, SearchLimits.DEFAULT, 40);
    }

    /** Returns how many searches were cut. */
    private int assertAsIfHiddenWereNotThere(int size, SearchLimits limits, int questions) throws IOException {
        for (int number = 1; number <= size; number++) {
            persons.put(number, person());
        }
        Segment all = segment(_ -> true);
        int cut = 0;
        for (List<String> seen : List.of(OWNERS.subList(0, 1), OWNERS.subList(0, 2), List.<String>of(), OWNERS)) {
            Sight sight = audience -> seen.contains(audience.getOwner());
            Segment without = segment(person -> seen.contains(person.getOwner()));
            SearchScratch hidden = new SearchScratch(limits);
            SearchScratch absent = new SearchScratch(limits);
            for (int i = 0; i < questions; i++) {
                PersonQuestion question = question();
                search(all, question, sight, hidden);
                search(without, question, Sight.ALL, absent);
                assertThat(told(hidden)).as("seed %d, %s sees %s", SEED, question, seen).isEqualTo(told(absent));
                cut += hidden.truncated() ? 1 : 0;
            }
        }
        return cut;
    }

    private static void search(Segment segment, PersonQuestion question, Sight sight, SearchScratch scratch) {
        PersonQuery query = PersonQuery.of(question, 0, PersonQuery.OtherWords.NONE);
        SegmentSearch.search(List.of(segment), query, sight, Doubts.NONE, scratch, System.nanoTime() + 60_000_000_000L);
    }

    private static List<String> told(SearchScratch scratch) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < scratch.size(); i++) {
            told.add(scratch.number(i) + " " + scratch.score(i));
        }
        told.add(scratch.cuts.toString());
        return told;
    }

    private Segment segment(Predicate<Person> held) throws IOException {
        try (SegmentBuilder builder = new SegmentBuilder(PersonPart.RESTRICTED, null)) {
            for (var person : persons.entrySet()) {
                if (held.test(person.getValue())) {
                    builder.add(person.getKey(), person.getValue());
                }
            }
            return builder.toMemory();
        }
    }

    private Person person() {
        return Person.newBuilder()
                .setOwner(drawn(OWNERS.toArray(String[]::new)))
                .setRestrictions(Restrictions.newBuilder().setRecipients(Recipients.Code.LIST))
                .addIdentities(Identity.newBuilder()
                        .addNames(name(given(), surname()))
                        .addBirthDates(date()))
                .build();
    }

    private PersonQuestion question() {
        PersonQuestion.Builder question = PersonQuestion.newBuilder().addNames(name(given(), surname()));
        return (random.nextInt(3) == 0 ? question : question.setBirthDate(date())).build();
    }

    private String given() {
        String given = drawn(GIVEN);
        return switch (random.nextInt(6)) {
            case 0 -> given + " " + drawn(GIVEN);
            case 1 -> given.substring(0, 1) + ".";
            default -> given;
        };
    }

    private String surname() {
        String surname = drawn(SURNAMES);
        return switch (random.nextInt(6)) {
            case 0 -> surname + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26));
            case 1 -> surname.substring(0, 3) + " " + surname.substring(3);
            case 2 -> surname.substring(0, 4);
            default -> surname;
        };
    }

    private String date() {
        return "19%d-0%d-1%d".formatted(60 + random.nextInt(30), 1 + random.nextInt(9), random.nextInt(10));
    }

    private String drawn(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
