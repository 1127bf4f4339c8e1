package io.vigie.bench.pairs;

import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.PersonScorer;
import io.vigie.server.match.PreparedPerson;
import io.vigie.server.match.PreparedQuery;
import io.vigie.server.match.Weights;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import io.vigie.v1.Sex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The persons of a list, scored one by one, without an index. */
public final class Listed {
    private final PersonScorer scorer;
    private final List<Person> persons;

    /** Of names asked, those that found their record. */
    public record Found(int asked, int found) {}

    /** Of travellers who are on no list, those for whom some record reached the threshold. */
    public record False(int asked, int withBirth, int withoutBirth, double nanosPerName) {
        public double perThousand(int count) {
            return 1000.0 * count / asked;
        }
    }

    private Listed(PersonScorer scorer, List<Person> persons) {
        this.scorer = scorer;
        this.persons = persons;
    }

    public static Listed read(Path file, Weights weights, NameGroups groups) throws IOException {
        List<Person> persons = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                Record record = Json.record(line);
                if (record.hasPerson()) {
                    persons.add(record.getPerson());
                }
            } catch (InvalidInputException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return new Listed(new PersonScorer(weights, groups), persons);
    }

    /** Asks each name that is in another script than Latin of its own record, of which only Latin names are left. */
    public Found byOriginalScript(double threshold) {
        int asked = 0;
        int found = 0;
        for (Person person : persons) {
            Person latin = latinOf(person);
            for (Identity identity : person.getIdentitiesList()) {
                for (Name name : identity.getNamesList()) {
                    if (!isLatin(name) && latin.getIdentitiesCount() > 0) {
                        asked++;
                        PersonQuestion question =
                                PersonQuestion.newBuilder().addNames(name).build();
                        found += scorer.score(scorer.prepare(question, 0, false), latin, false).score() >= threshold ? 1 : 0;
                    }
                }
            }
        }
        return new Found(asked, found);
    }

    /** Asks each traveller of every record, with the date of birth and without it. */
    public False travellers(Path file, double threshold, int limit) throws IOException {
        List<PreparedPerson> prepared = persons.stream().map(scorer::prepare).toList();
        long names = 2L * persons.stream()
                .flatMap(person -> person.getIdentitiesList().stream())
                .mapToInt(Identity::getNamesCount)
                .sum();
        List<String> lines = Files.readAllLines(file).stream().skip(1).limit(limit).toList();
        long start = System.nanoTime();
        int withBirth = (int) lines.parallelStream().filter(line -> isFound(line, true, prepared, threshold)).count();
        int without = (int) lines.parallelStream().filter(line -> isFound(line, false, prepared, threshold)).count();
        double nanos = System.nanoTime() - start;
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), lines.size());
        return new False(lines.size(), withBirth, without, nanos * threads / lines.size() / names);
    }

    private boolean isFound(String line, boolean birth, List<PreparedPerson> prepared, double threshold) {
        String[] cells = line.split(",", -1);
        PersonQuestion.Builder question = PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setFull(cells[0]))
                .setSex(switch (cells[4]) {
                    case "male" -> Sex.Code.MALE;
                    case "female" -> Sex.Code.FEMALE;
                    default -> Sex.Code.UNSPECIFIED;
                });
        if (birth) {
            question.setBirthDate(cells[5]);
        }
        PreparedQuery query = scorer.prepare(question.build(), 0, false);
        boolean found = false;
        for (PreparedPerson person : prepared) {
            found |= scorer.score(query, person, false).score() >= threshold;
        }
        return found;
    }

    /** The person with names in Latin letters alone; an identity without them is left out. */
    public static Person latinOf(Person person) {
        Person.Builder latin = person.toBuilder().clearIdentities();
        for (Identity identity : person.getIdentitiesList()) {
            Identity.Builder names = identity.toBuilder().clearNames();
            identity.getNamesList().stream().filter(Listed::isLatin).forEach(names::addNames);
            if (names.getNamesCount() > 0) {
                latin.addIdentities(names);
            }
        }
        return latin.build();
    }

    public static boolean isLatin(Name name) {
        return name.getScript().isEmpty() || name.getScript().equals("Latn");
    }
}
