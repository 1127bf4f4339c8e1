package io.vigie.bench.quality;

import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Identity;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of real records, of the form of interface.md. */
public final class WatchList {
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

    List<Record> records() {
        return records;
    }

    List<Person> persons() {
        return records.stream().filter(Record::hasPerson).map(Record::getPerson).toList();
    }

    /** Its people at the border, under their first name in Latin letters. */
    List<Traveller> travellers() {
        return persons().stream().filter(person -> latinName(person) != null).map(WatchList::traveller).toList();
    }

    private static Traveller traveller(Person person) {
        Identity first = person.getIdentities(0);
        PersonQuestion.Builder passport = PersonQuestion.newBuilder()
                .addNames(inParts(latinName(person)))
                .setSex(first.getSex())
                .addAllNationalities(person.getNationalitiesList());
        person.getIdentitiesList().stream()
                .flatMap(identity -> identity.getBirthDatesList().stream())
                .filter(date -> date.matches("\\d{4}-\\d{2}-\\d{2}"))
                .findFirst()
                .ifPresent(passport::setBirthDate);
        return new Traveller(person.getId(), Traveller.Origin.LIST, "", "Latn", passport.build(), null);
    }

    private static @Nullable Name latinName(Person person) {
        return person.getIdentities(0).getNamesList().stream()
                .filter(name -> name.getScript().isEmpty() || name.getScript().equals("Latn"))
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
