package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            view.begin();
            assertThatThrownBy(() -> PersonNumbers.read(view, 1, number)).isInstanceOf(DamagedException.class);
            assertThatThrownBy(() -> PersonNumbers.read(view, 2, number)).isInstanceOf(DamagedException.class);
            view.end();
            folder.write(write -> {
                write.put(Table.PERSON_NUMBER, "AB123456\0\0\0".getBytes(StandardCharsets.US_ASCII), new byte[0]);
                return 0;
            });
            view.begin();
            assertThatThrownBy(() -> PersonNumbers.search(view, number)).isInstanceOf(DamagedException.class);
        }
    }

    private void compare(ReadView view) {
        view.begin();
        for (int i = 0; i < NUMBERS; i++) {
            String number = number(i);
            byte[] key = NumberKey.of(number);
            assertThat(PersonNumbers.search(view, key).persons().stream()
                            .map(found -> PersonNumbers.read(view, found, key).getId()))
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
