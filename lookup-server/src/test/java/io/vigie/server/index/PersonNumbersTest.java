package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonNumbersTest {
    private static final long SEED = 20260110;
    private static final int IDS = 40;
    private static final int NUMBERS = 12;

    @TempDir
    Path path;

    private final Random random = new Random(SEED);
    private final Map<String, Person> model = new TreeMap<>();

    @Test
    void findsThoseWhoBearANumberNowAndNobodyElse() throws IOException {
        for (int i = 0; i < IDS / 2; i++) {
            Person person = person("P-" + i);
            model.put(person.getId(), person);
        }
        Fixtures.load(path, model.values().stream().map(PersonNumbersTest::record).toArray(Record[]::new));
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            compare(view);
            for (int round = 0; round < 40; round++) {
                folder.write(write -> {
                    RecordWriter writer = new RecordWriter(write, Instant.EPOCH);
                    for (int i = 0; i < 8; i++) {
                        Person person = person("P-" + random.nextInt(IDS));
                        assertThat(writer.put(record(person))).isNotInstanceOf(Outcome.Refused.class);
                        model.put(person.getId(), person);
                    }
                    return writer.finish();
                });
                compare(view);
            }
        }
    }

    @Test
    void isDamagedWhenItNamesSomebodyWhoDoesNotBearTheNumber() throws IOException {
        Fixtures.load(path, record(person("P-1").toBuilder().clearNationalIds().clearDocuments().build()));
        byte[] number = NumberKey.of("AB123456");
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            for (int person = 1; person <= 3; person++) {
                byte[] key = ("AB123456\0\0\0\0" + (char) person).getBytes(StandardCharsets.US_ASCII);
                folder.write(write -> {
                    write.put(Table.PERSON_NUMBER, key, new byte[0]);
                    return 0;
                });
                assertDamaged(view, number);
                folder.write(write -> write.delete(Table.PERSON_NUMBER, key));
            }
            folder.write(write -> {
                write.put(Table.PERSON_NUMBER, "AB123456\0\0\0".getBytes(StandardCharsets.US_ASCII), new byte[0]);
                return 0;
            });
            assertDamaged(view, number);
        }
    }

    private static void assertDamaged(ReadView view, byte[] number) {
        view.begin();
        assertThat(PersonNumbers.search(view, number, _ -> true).damaged()).isTrue();
        view.end();
    }

    @Test
    void countsThoseAloneWhoAreSeen() throws IOException {
        Record[] bearers = new Record[1_100];
        for (int i = 0; i < bearers.length; i++) {
            Person.Builder person = Fixtures.person("P-" + (10_000 + i), "Anna Eriksson").getPerson().toBuilder();
            bearers[i] = record(person.setOwner(i % 3 == 0 ? "FRA" : "DEU")
                    .addNationalIds(NationalId.newBuilder().setNumber("AB123456"))
                    .build());
        }
        Fixtures.load(path, bearers);
        try (DataFolder folder = DataFolder.open(path);
                ReadView view = folder.newView()) {
            view.begin();
            byte[] number = NumberKey.of("AB123456");
            PersonNumbers.Found seen = PersonNumbers.search(view, number, person -> person.getOwner().equals("FRA"));
            assertThat(seen.persons()).hasSize(367);
            assertThat(seen.truncated()).isFalse();
            assertThat(PersonNumbers.search(view, number, _ -> true).truncated()).isTrue();
        }
    }

    private void compare(ReadView view) {
        view.begin();
        for (int i = 0; i < NUMBERS; i++) {
            String number = number(i);
            byte[] key = NumberKey.of(number);
            assertThat(PersonNumbers.search(view, key, _ -> true).persons().values().stream()
                            .map(Person::getId))
                    .as("seed %d, number %s", SEED, number)
                    .containsExactlyInAnyOrderElementsOf(model.values().stream()
                            .filter(person -> bears(person, number))
                            .map(Person::getId)
                            .toList());
        }
        view.end();
    }

    private static boolean bears(Person person, String number) {
        return person.getNationalIdsList().stream().anyMatch(id -> id.getNumber().equals(number))
                || person.getDocumentsList().stream().anyMatch(document -> document.getNumber().equals(number));
    }

    /** Some are the beginning of others. */
    private static String number(int i) {
        return "AB1234567890".substring(0, 4 + i / 2) + (i % 2 == 0 ? "" : "Ж");
    }

    private Person person(String id) {
        Person.Builder person = Fixtures.person(id, "Anna Eriksson").getPerson().toBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            person.addNationalIds(NationalId.newBuilder().setNumber(number(random.nextInt(NUMBERS))));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            person.addDocuments(DocumentReference.newBuilder().setNumber(number(random.nextInt(NUMBERS))));
        }
        return person.build();
    }

    private static Record record(Person person) {
        return Record.newBuilder().setPerson(person).build();
    }
}
