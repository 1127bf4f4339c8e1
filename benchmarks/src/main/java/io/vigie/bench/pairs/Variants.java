package io.vigie.bench.pairs;

import com.google.gson.JsonObject;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.PersonScorer;
import io.vigie.server.match.Weights;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Questions of a generated world, each scored against the record that it is about: by the variant of the name. */
public final class Variants {
    private final Map<String, Counts> counts = new TreeMap<>();

    /** Questions of a variant, and those whose record reaches the threshold with what was asked, and without a birth. */
    public static final class Counts {
        private int asked;
        private int found;
        private int foundWithoutBirth;

        public int asked() {
            return asked;
        }

        public double found() {
            return 100.0 * found / asked;
        }

        public double foundWithoutBirth() {
            return 100.0 * foundWithoutBirth / asked;
        }
    }

    private Variants() {}

    /** Reads the folder that {@code generate --out} wrote as JSON. */
    public static Map<String, Counts> measure(Path folder, NameGroups groups) throws IOException {
        Variants variants = new Variants();
        PersonScorer scorer = new PersonScorer(Weights.STANDARD, groups);
        try (Stream<String> records = Files.lines(folder.resolve("records.jsonl"));
                Stream<String> questions = Files.lines(folder.resolve("questions.jsonl"))) {
            Map<String, Person> persons = new HashMap<>();
            for (String line : (Iterable<String>) records.filter(record -> record.startsWith("{\"person\""))::iterator) {
                Record record = Json.record(line);
                persons.put(record.getPerson().getId(), record.getPerson());
            }
            for (String line : (Iterable<String>) questions.filter(question -> question.contains("\"person\""))::iterator) {
                variants.ask(line, persons, scorer);
            }
        } catch (InvalidInputException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
        return variants.counts;
    }

    private void ask(String line, Map<String, Person> persons, PersonScorer scorer) throws InvalidInputException {
        JsonObject truth = Json.object(line).getAsJsonObject("truth");
        Person person = persons.get(truth.get("recordId").getAsString());
        if (person == null) {
            return;
        }
        PersonQuestion question = Json.question(line).getPerson();
        Counts of = counts.computeIfAbsent(truth.get("variant").getAsString(), variant -> new Counts());
        of.asked++;
        of.found += reaches(scorer, question, person);
        of.foundWithoutBirth += reaches(scorer, question.toBuilder().clearBirthDate().build(), person);
    }

    private static int reaches(PersonScorer scorer, PersonQuestion question, Person person) {
        return scorer.score(scorer.prepare(question, 0, false), person, false).score() >= Weights.THRESHOLD ? 1 : 0;
    }
}
