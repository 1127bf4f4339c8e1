package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Change;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A generation built beside one that changes meanwhile, compared with a plain map and with a follower of its log. */
class BulkReplaceTest {
    private static final long SEED = 20261126;
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final int IDS = 60;
    private static final int ROUNDS = 40;

    @TempDir
    Path path;

    private final Random random = new Random(SEED);
    private final Map<String, Record> model = new TreeMap<>();

    @Test
    void holdsTheFilesAndWhatOwnersChangedMeanwhileAndItsLogTellsTheSame() throws Exception {
        Path data = path.resolve("data");
        Path copy = path.resolve("copy");
        Fixtures.load(data, record(document("A", "N1", "FRA")));
        Fixtures.copy(data, copy);
        model.put("A", record(document("A", "N1", "FRA").setVersion(1)));
        try (DataFolder folder = DataFolder.open(data);
                DataFolder follower = DataFolder.open(copy)) {
            for (int round = 0; round < ROUNDS; round++) {
                submit(folder);
                replace(folder, Integer.MAX_VALUE, Long.MAX_VALUE);
                compare(folder);
                follow(folder, follower);
                assertThat(hashes(follower)).as("seed %d, round %d", SEED, round).isEqualTo(hashes(folder));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 1000000", "1000000, 300"})
    void tooManyDifferencesOrChangesMeanwhileLeaveTheLogAndAFollowerIsToldSo(int loggedMax, long touchedBytesMax)
            throws Exception {
        Fixtures.load(path, record(document("A", "N1", "FRA")));
        model.put("A", record(document("A", "N1", "FRA").setVersion(1)));
        try (DataFolder folder = DataFolder.open(path)) {
            submit(folder);
            long before = position(folder);
            replace(folder, loggedMax, touchedBytesMax);
            compare(folder);
            assertThatThrownBy(() -> changesAfter(folder, before)).isInstanceOf(ChangeLog.TrimmedException.class);
            assertThat(changesAfter(folder, position(folder))).isEmpty();
            submit(folder);
            compare(folder);
        }
    }

    @Test
    void knowsANoticeUnderEitherSpellingOfItsId() throws Exception {
        Path data = path.resolve("data");
        Path copy = path.resolve("copy");
        Fixtures.load(data, Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED));
        Fixtures.copy(data, copy);
        try (DataFolder folder = DataFolder.open(data);
                DataFolder follower = DataFolder.open(copy)) {
            build(folder, List.of(Fixtures.notice("2026/1", NoticeStatus.Code.EXPIRED)), () ->
                    put(folder, Fixtures.notice("2026-1", NoticeStatus.Code.SUSPENDED)));
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "2026/1").getNotice().getStatus()).isEqualTo(NoticeStatus.Code.SUSPENDED);
            }
            follow(folder, follower);
            assertThat(hashes(follower)).isEqualTo(hashes(folder));
        }
    }

    @Test
    void failsRatherThanLoseAChangeThatHasLeftTheLogAlready() throws Exception {
        Fixtures.load(path, record(document("A", "N1", "FRA")));
        try (DataFolder folder = DataFolder.open(path)) {
            assertThatThrownBy(() -> build(folder, List.of(), () -> {
                        put(folder, record(document("B", "N2", "FRA")));
                        put(folder, record(document("C", "N3", "FRA")));
                        int _ = folder.write(view -> ChangeLog.trim(view, Instant.now().plusSeconds(1), 1));
                    }))
                    .hasMessageContaining("the log was trimmed");
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "B")).isNotNull();
            }
        }
    }

    @Test
    void deletesNothingThatWasExtendedSinceItWasFoundDue() throws Exception {
        Fixtures.load(path, record(document("A", "N1", "FRA").setExpires("2026-01-31")));
        try (DataFolder folder = DataFolder.open(path)) {
            List<ExpiryDates.Due> due = due(folder);
            assertThat(due).extracting(ExpiryDates.Due::deleted).containsExactly(false, true);
            put(folder, record(document("A", "N1", "FRA").setExpires("2031-01-31")));
            sweep(folder, due);
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "A")).isNotNull();
                assertThat(Records.contents(view).sequence()).isEqualTo(2);
            }
        }
    }

    @Test
    void warnsAnOwnerOnceAlsoInANewGenerationAndOnAFollower() throws Exception {
        Path data = path.resolve("data");
        Path copy = path.resolve("copy");
        List<Record> records = List.of(
                record(document("A", "N1", "FRA").setReviewDate("2026-03-31")),
                record(document("B", "N2", "FRA").setReviewDate("2026-03-31")));
        Fixtures.load(data, records.toArray(Record[]::new));
        Fixtures.copy(data, copy);
        try (DataFolder folder = DataFolder.open(data);
                DataFolder follower = DataFolder.open(copy)) {
            List<ExpiryDates.Due> due = due(folder);
            assertThat(due).hasSize(2);
            sweep(folder, due.subList(0, 1));
            build(folder, records, () -> sweep(folder, due.subList(1, 2)));
            assertThat(due(folder)).isEmpty();
            build(folder, records, () -> {});
            assertThat(due(folder)).isEmpty();
            follow(folder, follower);
            assertThat(due(follower)).isEmpty();
        }
        assertThat(faults(data)).isEmpty();
    }

    @Test
    void takesRecordsThatAreDamagedFromTheFileAndLosesThoseThatItLacks() throws Exception {
        Fixtures.load(path, doc("A", "N1"), doc("B", "N2"), doc("C", "N3"), Fixtures.person("P", "ANNA"), doc("Q", "N5"));
        try (DataFolder folder = DataFolder.open(path)) {
            put(folder, doc("A", "N1A"));
            put(folder, doc("C", "N3A"));
            long before = position(folder);
            damage(folder, Table.DOCUMENT, "N1A");
            damage(folder, Table.DOCUMENT, "N3A");
            damage(folder, Table.PERSON, "");
            assertThatThrownBy(() -> Compaction.run(folder, Instant.now())).isInstanceOf(DamagedException.class);
            build(folder, List.of(doc("A", "N1A"), doc("B", "N2"), Fixtures.person("P", "ANNA"), doc("Q", "N5")), () -> {});
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "A").getTravelDocument().getVersion()).as("2 in the log").isEqualTo(3);
                assertThat(Records.byId(view, "B").getTravelDocument().getVersion()).as("whole").isEqualTo(1);
                assertThat(Records.byId(view, "P").getPerson().getVersion()).as("in no log").isEqualTo(1);
                assertThat(Records.standing(view, "C")).isInstanceOf(Standing.Gone.class);
                assertThat(Records.standing(view, "C").owner()).isEqualTo("FRA");
            }
            assertThatThrownBy(() -> changesAfter(folder, before)).isInstanceOf(ChangeLog.TrimmedException.class);
        }
        assertThat(faults(path)).isEmpty();
    }

    /** What is damaged may be the very record whose line is bad: to let it go would clear a stolen passport. */
    @Test
    void keepsTheGenerationWhenADamagedRecordCanNeitherBeKeptNorIsAmongTheGoodLines() throws Exception {
        Fixtures.load(path, doc("A", "N1"), doc("B", "N2"), doc("C", "N3"));
        try (DataFolder folder = DataFolder.open(path)) {
            damage(folder, Table.DOCUMENT, "N2");
            assertThatThrownBy(() -> build(folder, BulkIndexer.Missing.KEPT, List.of(doc("A", "N1")), () -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("1 damaged records are not among the good lines");
            build(folder, BulkIndexer.Missing.KEPT, List.of(doc("B", "N2")), () -> {});
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "B").getTravelDocument().getNumber()).isEqualTo("N2");
                assertThat(Records.byId(view, "C")).isNotNull();
            }
        }
        assertThat(faults(path)).isEmpty();
    }

    @Test
    void aDamagedCanaryIsWrittenAnewWhateverTheFilesHold() throws Exception {
        Fixtures.load(path, doc("A", "N1"));
        try (DataFolder folder = DataFolder.open(path)) {
            damage(folder, Table.DOCUMENT, "VIGIE");
            build(folder, BulkIndexer.Missing.KEPT, List.of(doc("A", "N1")), () -> {});
        }
        assertThat(faults(path)).isEmpty();
    }

    @Test
    void aLogThatIsDamagedBeginsAnew() throws Exception {
        Fixtures.load(path, doc("A", "N1"));
        try (DataFolder folder = DataFolder.open(path)) {
            put(folder, doc("A", "N2"));
            put(folder, doc("A", "N3"));
            damage(folder, Table.LOG, "");
            build(folder, List.of(doc("A", "N4")), () -> put(folder, doc("B", "N5")));
            try (ReadView view = folder.newView()) {
                view.begin();
                assertThat(Records.byId(view, "A").getTravelDocument().getNumber()).isEqualTo("N4");
                assertThat(Records.byId(view, "B")).isNotNull();
                assertThat(ChangeLog.start(view)).isEqualTo(Records.contents(view).sequence());
            }
        }
        assertThat(faults(path)).isEmpty();
    }

    @Test
    void aDamagedChangeKeepsNoneBehindItInTheLog() throws Exception {
        Fixtures.load(path, doc("A", "N1"));
        try (DataFolder folder = DataFolder.open(path)) {
            put(folder, doc("A", "N2"));
            put(folder, doc("A", "N3"));
            damage(folder, Table.LOG, "");
            assertThat(folder.<Integer>write(view -> ChangeLog.trim(view, Instant.now().plusSeconds(1), 10))).isEqualTo(2);
        }
    }

    /** Flips a bit in the first value under a key that begins so. */
    private static void damage(DataFolder folder, Table table, String key) {
        folder.write(view -> {
            byte[] first = view.keys(table).stream()
                    .filter(any -> new String(any, StandardCharsets.ISO_8859_1).startsWith(key))
                    .findFirst()
                    .orElseThrow();
            byte[] value = view.get(table, first);
            value[value.length / 2] ^= 16;
            view.put(table, first, value);
            return 0;
        });
    }

    private static Record doc(String id, String number) {
        return record(document(id, number, "FRA"));
    }

    private static List<String> faults(Path data) throws IOException {
        List<String> faults = new ArrayList<>();
        Path scratch = Files.createDirectory(data.resolve("verify"));
        try (StoredMoment moment = StoredMoment.ofFolder(data, (table, what) -> faults.add(table + ": " + what))) {
            var _ = Verification.of(moment, scratch, fault -> faults.add(fault.toString()), (entries, of) -> {});
        }
        return faults;
    }

    private static void build(DataFolder folder, List<Record> records, Runnable meanwhile) throws IOException {
        build(folder, BulkIndexer.Missing.WITHDRAWN, records, meanwhile);
    }

    private static void build(
            DataFolder folder, BulkIndexer.Missing missing, List<Record> records, Runnable meanwhile) throws IOException {
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", 1 << 20);
                BulkIndexer indexer = new BulkIndexer(builder, documents, folder, missing, Instant.now())) {
            for (Record record : records) {
                var _ = indexer.add(record);
            }
            meanwhile.run();
            var _ = indexer.publish(Instant.now());
        }
    }

    private static void put(DataFolder folder, Record record) {
        var _ = folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            assertThat(writer.submit(record)).isInstanceOf(Outcome.Accepted.class);
            return writer.finish();
        });
    }

    private static List<ExpiryDates.Due> due(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return ExpiryDates.due(view, TODAY, new byte[0], 100);
        }
    }

    private static void sweep(DataFolder folder, List<ExpiryDates.Due> due) {
        var _ = folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, TODAY.atStartOfDay(ZoneOffset.UTC).toInstant());
            due.forEach(writer::expire);
            return writer.finish();
        });
    }

    /** Builds from a file that has some records as they are, some changed, some new, and lacks others. */
    private void replace(DataFolder folder, int loggedMax, long touchedBytesMax) throws IOException {
        Map<String, Record> file = new TreeMap<>();
        for (int i = 0; i < IDS; i++) {
            String id = id(i);
            Record held = model.get(id);
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> file.put(id, held == null ? anything(id) : RecordKind.withVersion(held, 0));
                default -> file.put(id, held != null && random.nextBoolean() ? held : anything(id));
            }
        }
        Map<String, Record> touched = new HashMap<>();
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", 1 << 20);
                BulkIndexer indexer =
                        new BulkIndexer(builder, documents, folder, BulkIndexer.Missing.WITHDRAWN, Instant.now(), loggedMax, touchedBytesMax)) {
            int added = 0;
            for (Record record : file.values()) {
                assertThat(indexer.add(record)).isNotInstanceOf(Outcome.Refused.class);
                if (++added % 17 == 0) {
                    touched.putAll(submit(folder));
                }
            }
            touched.putAll(submit(folder));
            var _ = indexer.publish(Instant.now());
        }
        for (int i = 0; i < IDS; i++) {
            String id = id(i);
            if (touched.containsKey(id)) {
                continue;
            }
            Record given = file.get(id);
            Record held = model.get(id);
            if (given == null) {
                model.remove(id);
            } else if (held == null || !RecordKind.withVersion(given, RecordKind.versionOf(held)).equals(held)) {
                model.put(id, given);
            }
        }
        model.keySet().removeIf(id -> !touched.containsKey(id) && !file.containsKey(id));
    }

    /** Changes of owners; what they touched, with what they left there. */
    private Map<String, Record> submit(DataFolder folder) {
        Map<String, Record> touched = new HashMap<>();
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            for (int i = 0; i < 5; i++) {
                String id = id(random.nextInt(IDS));
                if (random.nextBoolean()) {
                    if (writer.withdraw(id, 0, "") instanceof Outcome.Accepted) {
                        touched.put(id, model.remove(id));
                    }
                } else {
                    Record record = model.containsKey(id) && RecordKind.of(model.get(id)) == RecordKind.PERSON
                            ? person(id)
                            : doc(id);
                    if (writer.submit(record) instanceof Outcome.Accepted(int version)) {
                        model.put(id, RecordKind.withVersion(record, version));
                        touched.put(id, record);
                    }
                }
            }
            return writer.finish();
        });
        return touched;
    }

    private void compare(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            Contents contents = Records.contents(view);
            assertThat(contents.documents() + contents.persons()).as("seed %d", SEED).isEqualTo(model.size());
            Map<String, SetHash> expected = new TreeMap<>();
            for (int i = 0; i < IDS; i++) {
                Record stored = Records.byId(view, id(i));
                Record wanted = model.get(id(i));
                assertThat(stored == null ? null : RecordKind.withVersion(stored, 0))
                        .as("seed %d, %s", SEED, id(i))
                        .isEqualTo(wanted == null ? null : RecordKind.withVersion(wanted, 0));
                if (stored != null) {
                    model.put(id(i), stored);
                    expected.merge(
                            RecordKind.of(stored).name(),
                            SetHash.EMPTY.plus(SetHashes.salt(view), stored),
                            (a, _) -> a.plus(SetHashes.salt(view), stored));
                }
            }
            Map<String, SetHash> found = new TreeMap<>();
            SetHashes.forEach(view, (kind, owner, hash) -> found.put(kind.name(), hash));
            assertThat(found).as("seed %d", SEED).isEqualTo(expected);
        }
    }

    private static void follow(DataFolder folder, DataFolder follower) throws Exception {
        List<Change> changes = changesAfter(folder, position(follower));
        follower.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            changes.forEach(writer::apply);
            return writer.finish();
        });
        assertThat(position(follower)).isEqualTo(position(folder));
    }

    private static List<Change> changesAfter(DataFolder folder, long sequence) throws ChangeLog.TrimmedException {
        try (ReadView view = folder.newView()) {
            view.begin();
            return ChangeLog.after(view, sequence, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    private static long position(DataFolder folder) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Records.contents(view).sequence();
        }
    }

    private static List<String> hashes(DataFolder folder) {
        List<String> hashes = new ArrayList<>();
        try (ReadView view = folder.newView()) {
            view.begin();
            SetHashes.forEach(view, (kind, owner, hash) -> hashes.add(kind + " " + owner + " " + hash));
        }
        return hashes;
    }

    private Record anything(String id) {
        return random.nextInt(3) == 0 ? person(id) : doc(id);
    }

    private Record doc(String id) {
        return record(document(id, "N" + random.nextInt(8), "FRA")
                .setStatus(random.nextBoolean() ? DocumentStatus.Code.LOST : DocumentStatus.Code.STOLEN));
    }

    private Record person(String id) {
        return Fixtures.person(id, "ANNA " + "ABCDE".charAt(random.nextInt(5)) + "SON");
    }

    private static String id(int number) {
        return String.format("R-%03d", number);
    }
}
