package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.index.persons.SearchLimits;
import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.index.persons.Sight;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Name;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of names over a folder that is loaded, changed, reopened, damaged, rebuilt and swapped. */
class PersonIndexTest {
    /** The server's own person, who is in every index. */
    private static final int CANARY = 1;

    @TempDir
    Path path;

    @Test
    void findsWhatWasLoadedChangedAndReopened() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"), person("P-2", "Bert Horvat"));
        try (DataFolder folder = open()) {
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
            assertThat(figures(folder).trusted()).isTrue();
            put(folder, person("P-3", "Carla Novakova"));
            put(folder, person("P-1", "Anna Zielinska"));
            assertChanged(folder);
        }
        try (DataFolder folder = open()) {
            assertThat(figures(folder).trusted()).isTrue();
            assertThat(figures(folder).changes()).isEqualTo(2);
            assertChanged(folder);
        }
    }

    private static void assertChanged(DataFolder folder) {
        assertThat(ids(folder, "Carla Novakova")).containsExactly("P-3");
        assertThat(ids(folder, "Anna Zielinska")).startsWith("P-1");
        assertThat(namesakes(folder, "Kowalska")).isEmpty();
        assertThat(ids(folder, "Bert Horvat")).containsExactly("P-2");
    }

    @Test
    void findsWhatALoadAddedToAnExistingFolder() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        Fixtures.load(path, person("P-2", "Bert Horvat"), person("P-1", "Anna Zielinska"));
        try (DataFolder folder = open()) {
            assertThat(ids(folder, "Bert Horvat")).containsExactly("P-2");
            assertThat(ids(folder, "Anna Zielinska")).containsExactly("P-1");
        }
    }

    @Test
    void findsNobodyWhoWasWithdrawnAndNothingOfATransactionThatFailed() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"), person("P-2", "Bert Horvat"));
        try (DataFolder folder = open()) {
            folder.write(view -> view.delete(Table.PERSON, IdEntry.internalKey(1)));
            assertThat(ids(folder, "Anna Kowalska")).isEmpty();
            assertThatThrownBy(() -> folder.write(view -> {
                        RecordWriter writer = new RecordWriter(view, Instant.now());
                        writer.put(person("P-3", "Carla Novakova"));
                        writer.finish();
                        throw new IllegalStateException("fails");
                    }))
                    .hasMessage("fails");
            assertThat(ids(folder, "Carla Novakova")).isEmpty();
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            assertThat(figures(folder).persons()).isEqualTo(1 + CANARY);
        }
    }

    @Test
    void isEmptyOfPersonsButWhole() throws IOException {
        Fixtures.load(path, Fixtures.record(Fixtures.document("D", "X1", "FRA")));
        try (DataFolder folder = open()) {
            assertThat(figures(folder).trusted()).isTrue();
            assertThat(ids(folder, "Anna Kowalska")).isEmpty();
            put(folder, person("P-1", "Anna Kowalska"));
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
        }
    }

    @Test
    void aViewThatBeganEarlierFindsTheNamesOfItsMoment() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        try (DataFolder folder = open();
                ReadView early = folder.newView()) {
            early.begin();
            put(folder, person("P-1", "Anna Zielinska"));
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            put(folder, person("P-1", "Anna Novakova"));
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            assertThat(ids(early, "Kowalska")).containsExactly("P-1");
            early.end();
            assertThat(ids(folder, "Novakova")).containsExactly("P-1");
            assertThat(namesakes(folder, "Kowalska")).isEmpty();
        }
    }

    @Test
    void isRebuiltWhenAbsentDamagedOrOfAnotherHistory() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        Path file = index();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[100] ^= 1;
        Files.write(file, damaged);
        assertRebuilt("damaged");
        Files.delete(file);
        assertRebuilt("absent");
        // A rebuild has named another stamp: the first file goes with another table of changes.
        Files.write(file, whole);
        assertRebuilt("stale");
    }

    private void assertRebuilt(String reason) throws IOException {
        try (DataFolder folder = open()) {
            assertThat(figures(folder).reason()).isEqualTo(reason);
            assertThat(figures(folder).due()).isTrue();
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(search(view, question("Anna Kowalska"), scratch())).isFalse();
            }
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
        }
        try (DataFolder folder = open()) {
            assertThat(figures(folder).trusted()).isTrue();
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
        }
    }

    @Test
    void theKeeperRebuildsByItself() throws IOException, InterruptedException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        Files.delete(index());
        try (DataFolder folder = open();
                PersonKeeper _ = PersonKeeper.start(folder)) {
            while (!figures(folder).trusted()) {
                Thread.onSpinWait();
            }
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
        }
    }

    @Test
    void aRebuildTakesTheChangesOverAndForgetsThem() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        try (DataFolder folder = open()) {
            put(folder, person("P-2", "Bert Horvat"));
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            assertThat(figures(folder).changes()).isZero();
            assertThat(figures(folder).persons()).isEqualTo(2 + CANARY);
            assertThat(index().resolveSibling(PersonFiles.building(PersonPart.OPEN))).doesNotExist();
        }
        try (DataFolder folder = open()) {
            assertThat(figures(folder).changes()).isZero();
            assertThat(ids(folder, "Bert Horvat")).containsExactly("P-2");
        }
    }

    @Test
    void whereverARebuildIsKilledNothingIsLost() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        Path restricted = index().resolveSibling(PersonFiles.name(PersonPart.RESTRICTED));
        byte[] before = Files.readAllBytes(index());
        byte[] restrictedBefore = Files.readAllBytes(restricted);
        byte[] after;
        try (DataFolder folder = open()) {
            put(folder, person("P-2", "Bert Horvat"));
        }
        Path data = path.resolve("gen-000001/data.mdb");
        Path committed = path.resolve("gen-000001/committed");
        byte[] tablesBefore = Files.readAllBytes(data);
        byte[] committedBefore = Files.readAllBytes(committed);
        try (DataFolder folder = open()) {
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
        }
        after = Files.readAllBytes(index());
        byte[] restrictedAfter = Files.readAllBytes(restricted);
        byte[] tablesAfter = Files.readAllBytes(data);
        Path building = index().resolveSibling(PersonFiles.building(PersonPart.OPEN));

        // Before the transaction: the new file is whole or not, the old one counts.
        for (int size : new int[] {0, after.length / 2, after.length}) {
            Files.write(data, tablesBefore);
            Files.write(committed, committedBefore);
            Files.write(index(), before);
            Files.write(restricted, restrictedBefore);
            Files.write(building, java.util.Arrays.copyOf(after, size));
            assertWhole(1, 1);
        }
        // After it: the new file has not got its name yet.
        Files.write(data, tablesAfter);
        Files.write(index(), before);
        Files.write(restricted, restrictedAfter);
        Files.write(building, after);
        assertWhole(2, 0);
        assertThat(building).doesNotExist();
        assertWhole(2, 0);
        // A copy of the old file that comes back is not trusted.
        Files.copy(index(), building, StandardCopyOption.REPLACE_EXISTING);
        Files.write(index(), before);
        assertWhole(2, 0);
    }

    private void assertWhole(int persons, int changes) {
        try (DataFolder folder = open()) {
            assertThat(figures(folder).trusted()).isTrue();
            assertThat(figures(folder).persons()).isEqualTo(persons + CANARY);
            assertThat(figures(folder).changes()).isEqualTo(changes);
            assertThat(ids(folder, "Anna Kowalska")).containsExactly("P-1");
            assertThat(ids(folder, "Bert Horvat")).containsExactly("P-2");
        }
    }

    @Test
    void followsToANewGeneration() throws IOException {
        Fixtures.load(path, person("P-1", "Anna Kowalska"));
        Path file = Files.writeString(path.resolveSibling("new.jsonl"), """
                {"person":{"id":"P-9","owner":"FRA","identities":[{"category":"CONFIRMED","names":[{"full":"Zoe Zimmer"}]}]}}
                """);
        try (DataFolder folder = open()) {
            io.vigie.server.ingest.Load.Options options =
                    new io.vigie.server.ingest.Load.Options(List.of(file.toString()), true, 0);
            new io.vigie.server.ingest.Load(folder, options, _ -> {}, Fixtures.SILENT).run();
            assertThat(ids(folder, "Zoe Zimmer")).containsExactly("P-9");
            assertThat(namesakes(folder, "Kowalska")).isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void whoIsReadWhileTheyMoveIsAlwaysFound() throws Exception {
        Record[] records = new Record[50];
        for (int i = 0; i < records.length; i++) {
            records[i] = moving(i, 0);
        }
        Fixtures.load(path, records);
        AtomicBoolean stop = new AtomicBoolean();
        try (DataFolder folder = open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readWhileMoving(folder, stop)));
            }
            Future<Integer> rebuilds = threads.submit(() -> {
                int done = 0;
                while (!stop.get()) {
                    done += PersonKeeper.rebuild(folder) ? 1 : 0;
                }
                return done;
            });
            for (int step = 1; step < 400; step++) {
                put(folder, moving(step % records.length, step));
            }
            stop.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(rebuilds.get()).isPositive();
        }
    }

    /** Reads a person's name of the moment, and must find them by it. */
    private static int readWhileMoving(DataFolder folder, AtomicBoolean stop) {
        int read = 0;
        try (ReadView view = folder.newView()) {
            for (int i = 0; !stop.get() || read == 0; i++) {
                view.begin();
                String id = "P-" + i % 50;
                Record record = Objects.requireNonNull(Records.byId(view, id));
                Name name = record.getPerson().getIdentities(0).getNames(0);
                assertThat(ids(view, name.getFull())).as(name.getFull()).contains(id);
                view.end();
                read++;
            }
        }
        return read;
    }

    private static Record moving(int person, int step) {
        Record moved = person("P-" + person, "Person" + letters(person) + " Moved" + letters(step));
        return step % 3 == 0 ? moved : restrictedTo(step % 3 == 1 ? "DEU" : "ITA", moved);
    }

    private static Record restrictedTo(String party, Record record) {
        return Record.newBuilder()
                .setPerson(record.getPerson().toBuilder()
                        .setRestrictions(Restrictions.newBuilder().addParties(party)))
                .build();
    }

    /** What is left of persons who were open, or for others, takes nobody's place; nor after a start, nor after a rebuild. */
    @Test
    void whoIsHiddenOrGoneNowTakesNobodysPlace() throws IOException {
        List<Record> records = new ArrayList<>();
        for (int i = 100; i < 500; i++) {
            Record record = person("P-" + i, "Anna Kowalska");
            records.add(i % 2 == 0 ? record : restrictedTo("ITA", record));
        }
        records.add(person("P-500", "Anna Kowalska"));
        Fixtures.load(path, records.toArray(Record[]::new));
        try (DataFolder folder = open()) {
            for (int i = 100; i < 500; i++) {
                if (i % 4 < 2) {
                    put(folder, restrictedTo("DEU", person("P-" + i, "Anna Kowalska")));
                } else {
                    withdraw(folder, "P-" + i);
                }
            }
            put(folder, person("P-501", "Anna Kowalska"));
            assertThat(seenBy("ITA", folder)).containsExactly("P-500", "P-501");
        }
        try (DataFolder folder = open()) {
            assertThat(seenBy("ITA", folder)).containsExactly("P-500", "P-501");
            assertThat(seenBy("DEU", folder)).hasSize(64);
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
            put(folder, restrictedTo("DEU", person("P-500", "Anna Kowalska")));
            assertThat(seenBy("ITA", folder)).containsExactly("P-501");
        }
    }

    /** Candidates, whether or not there is a record. */
    private static List<String> seenBy(String party, DataFolder folder) {
        SearchScratch scratch = scratch();
        List<String> ids = new ArrayList<>();
        try (ReadView view = folder.newView()) {
            view.begin();
            PersonQuery query = PersonQuery.of(question("Anna Kowalska"), 1, PersonQuery.OtherWords.NONE);
            Sight sight = audience -> audience.getRestrictions().getPartiesList().contains(party);
            PersonIndex.search(view, query, sight, scratch, System.nanoTime() + 60_000_000_000L);
            for (int i = 0; i < scratch.size(); i++) {
                Person person = PersonIndex.read(view, scratch.number(i));
                ids.add(person == null ? "nobody" : person.getId());
            }
        }
        assertThat(scratch.truncated()).isEqualTo(ids.size() == 64);
        return ids;
    }

    private static void withdraw(DataFolder folder, String id) {
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            writer.withdraw(id, 0, "");
            return writer.finish();
        });
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0 || letters.isEmpty(); rest /= 8) {
            letters.append("bkmrtfgn".charAt(rest % 8)).append('a');
        }
        return letters.toString();
    }

    private DataFolder open() {
        DataFolder folder = DataFolder.open(path);
        PersonIndex.open(folder);
        return folder;
    }

    private Path index() {
        return path.resolve("gen-000001").resolve(PersonFiles.name(PersonPart.OPEN));
    }

    static PersonFigures figures(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Objects.requireNonNull(PersonIndex.figures(view));
        }
    }

    static void put(DataFolder folder, Record record) {
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            writer.put(record);
            return writer.finish();
        });
    }

    private static Record person(String id, String name) {
        return Fixtures.person(id, name);
    }

    private static PersonQuestion question(String name) {
        return PersonQuestion.newBuilder()
                .addNames(Name.newBuilder().setFull(name))
                .build();
    }

    private static SearchScratch scratch() {
        return new SearchScratch(SearchLimits.DEFAULT);
    }

    private static boolean search(ReadView view, PersonQuestion question, SearchScratch scratch) {
        PersonQuery query = PersonQuery.of(question, 1, PersonQuery.OtherWords.NONE);
        return PersonIndex.search(view, query, Sight.ALL, scratch, System.nanoTime() + 60_000_000_000L);
    }

    private static List<String> ids(DataFolder folder, String name) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return ids(view, name);
        }
    }

    private static List<String> ids(ReadView view, String name) {
        return candidates(view, question(name)).stream().map(Person::getId).toList();
    }

    /** Candidates who bear a surname at the moment. */
    private static List<String> namesakes(DataFolder folder, String surname) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return candidates(view, question(surname)).stream()
                    .filter(person -> person.toString().contains(surname))
                    .map(Person::getId)
                    .toList();
        }
    }

    /** Records of the candidates, as a caller would read them. */
    static List<Person> candidates(ReadView view, PersonQuestion question) {
        SearchScratch scratch = scratch();
        search(view, question, scratch);
        List<Person> found = new ArrayList<>();
        for (int i = 0; i < scratch.size(); i++) {
            Person person = PersonIndex.read(view, scratch.number(i));
            if (person != null) {
                found.add(person);
            }
        }
        return found;
    }
}
