package io.vigie.bench.quality;

import io.vigie.bench.pairs.Listed;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of real records, of the form of interface.md. */
public final class WatchList {
    static final WatchList EMPTY = new WatchList(List.of());

    private final List<Record> records;

    private WatchList(List<Record> records) {
        this.records = records;
    }

    public static WatchList read(Path file) throws IOException {
        List<Record> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                records.add(Json.record(line));
            } catch (InvalidInputException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return new WatchList(records);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** All records, as length-delimited protobuf. */
    void writeTo(OutputStream out) throws IOException {
        for (Record record : records) {
            record.writeDelimitedTo(out);
        }
    }

    List<Person> persons() {
        return records.stream().filter(Record::hasPerson).map(Record::getPerson).toList();
    }

    /**
     * Its people at the border, under their first name in Latin letters. Lists overlap: all records that share the words
     * of a name, and do not contradict each other's year of birth, count as records on one person.
     */
    List<Traveller> travellers() {
        Map<String, List<Person>> byWords = new HashMap<>();
        for (Person person : persons()) {
            for (String words : wordsOfNames(person)) {
                byWords.computeIfAbsent(words, _ -> new ArrayList<>()).add(person);
            }
        }
        return persons().stream()
                .filter(person -> latinName(person) != null)
                .map(person -> traveller(person, byWords))
                .toList();
    }

    private static Traveller traveller(Person person, Map<String, List<Person>> byWords) {
        Identity first = person.getIdentities(0);
        Name name = latinName(person);
        PersonQuestion.Builder passport = PersonQuestion.newBuilder()
                .addNames(inParts(name))
                .setSex(first.getSex())
                .addAllNationalities(person.getNationalitiesList());
        birthDates(person)
                .filter(date -> date.matches("\\d{4}-\\d{2}-\\d{2}"))
                .findFirst()
                .ifPresent(passport::setBirthDate);
        Set<String> recordIds = byWords.getOrDefault(words(name), List.of()).stream()
                .filter(other -> mayBeOne(person, other))
                .map(Person::getId)
                .collect(Collectors.toSet());
        return new Traveller(recordIds, Traveller.Origin.LIST, "", "Latn", passport.build(), null);
    }

    private static boolean mayBeOne(Person one, Person other) {
        Set<String> years = birthDates(one).map(date -> date.substring(0, 4)).collect(Collectors.toSet());
        Set<String> others = birthDates(other).map(date -> date.substring(0, 4)).collect(Collectors.toSet());
        return years.isEmpty() || others.isEmpty() || !Collections.disjoint(years, others);
    }

    private static Stream<String> birthDates(Person person) {
        return person.getIdentitiesList().stream().flatMap(identity -> identity.getBirthDatesList().stream());
    }

    private static Set<String> wordsOfNames(Person person) {
        return person.getIdentitiesList().stream()
                .flatMap(identity -> identity.getNamesList().stream())
                .filter(Listed::isLatin)
                .map(WatchList::words)
                .collect(Collectors.toSet());
    }

    /** In capitals and in the order of the alphabet. */
    private static String words(@Nullable Name name) {
        String full = name == null ? "" : name.getFull().toUpperCase(Locale.ROOT);
        return Arrays.stream(full.split("[^\\p{L}\\p{M}]+")).sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable Name latinName(Person person) {
        return person.getIdentities(0).getNamesList().stream()
                .filter(Listed::isLatin)
                .findFirst()
                .orElse(null);
    }

    /** Words all in capitals are the surname where others are not; else the last word is. */
    private static Name inParts(@Nullable Name name) {
        List<String> words = Arrays.asList(name == null ? new String[0] : name.getFull().trim().split("\\s+"));
        Predicate<String> capitals = word -> word.equals(word.toUpperCase(Locale.ROOT));
        boolean telling = words.stream().anyMatch(capitals) && !words.stream().allMatch(capitals);
        String last = words.getLast();
        Predicate<String> surname = telling ? capitals : word -> word == last;
        return Name.newBuilder()
                .setSurname(words.stream().filter(surname).collect(Collectors.joining(" ")))
                .setGiven(words.stream().filter(surname.negate()).collect(Collectors.joining(" ")))
                .build();
    }
}
