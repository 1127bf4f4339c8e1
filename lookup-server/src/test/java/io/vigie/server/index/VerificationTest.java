package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.PrivateFiles;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Change;
import io.vigie.v1.NationalId;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole folder has no faults; each kind of damage is told with the id of the record that it hurts. */
class VerificationTest {
    @TempDir
    Path path;

    @BeforeEach
    void aFolderOfEveryKind() throws IOException {
        Fixtures.load(path, records().toArray(Record[]::new));
        change(writer -> {
            writer.submit(Fixtures.record(Fixtures.document("D-7", "X7", "FRA").setVersion(1)));
            writer.submit(Fixtures.record(Fixtures.document("D-NEW", "NEW1", "FRA")));
            writer.submit(person("P-3", "CHANGED NAME", "ZZ99881").build());
            writer.withdraw("D-8", 0, "found");
            writer.withdraw("2026/2", 0, "");
        });
    }

    private static List<Record> records() {
        List<Record> records = new ArrayList<>();
        IntStream.range(0, 2_000).forEach(i -> records.add(Fixtures.record(
                Fixtures.document("D-" + i, "N" + i % 1_900, "FRA").addPersonIds("P-" + i % 50))));
        records.add(Fixtures.record(Fixtures.document("R-1", "AB100", "DEU").setNumberEnd("AB199")));
        IntStream.range(0, 50)
                .forEach(i -> records.add(person("P-" + i, "ANNA NUMBER" + (char) ('A' + i % 26), "ID77" + i).build()));
        for (int i = 1; i <= 20; i++) {
            Record notice = Fixtures.notice("2026/" + i, NoticeStatus.Code.PUBLISHED);
            records.add(notice.toBuilder()
                    .setNotice(notice.getNotice().toBuilder().addSubjects("P-" + i).setFile("LIST").setExpires("2031-01-10"))
                    .build());
        }
        return records;
    }

    private static Record.Builder person(String id, String name, String number) {
        Person.Builder person = Fixtures.person(id, name).getPerson().toBuilder();
        person.addNationalIds(NationalId.newBuilder().setState("FRA").setNumber(number));
        return Record.newBuilder().setPerson(person);
    }

    @Test
    void findsNothingInAWholeFolder() throws IOException {
        assertThat(faults()).isEmpty();
    }

    @Test
    void namesARecordWhoseBytesChanged() throws IOException {
        damage(view -> {
            byte[] key = keyOf(view, "D-5");
            byte[] value = view.get(Table.DOCUMENT, key);
            value[value.length - 1] ^= 1;
            view.put(Table.DOCUMENT, key, value);
        });
        assertThat(faults()).contains("document D-5: its checksum does not hold, or it is no record");
    }

    @Test
    void namesRecordsThatAreMissingOnEitherSide() throws IOException {
        damage(view -> {
            view.delete(Table.DOCUMENT, keyOf(view, "D-5"));
            view.delete(Table.ID, RecordKind.idBytes("P-4"));
        });
        assertThat(faults()).contains("document D-5: is missing", "person P-4: is named by no entry of the id table");
    }

    @Test
    void namesAnIdThatLeadsToAnother() throws IOException {
        damage(view -> view.put(Table.ID, RecordKind.idBytes("P-4"), view.get(Table.ID, RecordKind.idBytes("P-5"))));
        assertThat(faults())
                .contains("person P-4: is named by no entry of the id table")
                .anyMatch(fault -> fault.equals("id P-5: names the place of another record")
                        || fault.equals("id P-4: names the place of another record")
                        || fault.equals("person P-4: another record lies where the id says"));
    }

    @Test
    void namesARecordUnderAKeyThatIsNotItsOwn() throws IOException {
        damage(view -> {
            byte[] key = keyOf(view, "D-5");
            byte[] other = DocumentKey.of(Fixtures.document("D-5", "OTHER", "FRA").build());
            view.put(Table.DOCUMENT, other, view.get(Table.DOCUMENT, key));
            view.delete(Table.DOCUMENT, key);
            view.put(Table.ID, RecordKind.idBytes("D-5"), new IdEntry(RecordKind.DOCUMENT, other, Kept.from(Instant.EPOCH)).encode());
        });
        assertThat(faults()).contains("document D-5: lies under a key that is not its own");
    }

    @Test
    void namesWhatIsMissingBesideARecordAndWhatNobodyCallsFor() throws IOException {
        damage(view -> {
            view.delete(Table.LINK, RecordLinks.keysOf(record("D-5")).iterator().next());
            view.delete(Table.NOTICE_LIST, NoticeLists.keysOf(record("2026/3").getNotice()).iterator().next());
            view.delete(Table.EXPIRY, ExpiryDates.keysOf(record("2026/4")).iterator().next());
            byte[] key = keyOf(view, "P-6");
            view.delete(
                    Table.PERSON_NUMBER,
                    PersonNumbers.keysOf(record("P-6").getPerson(), key).iterator().next());
            view.put(Table.LINK, "P-1\0\1D-UNKNOWN".getBytes(StandardCharsets.UTF_8), new byte[0]);
        });
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "link D-5: lacks an entry of the record",
                        "notice.list 2026/3: lacks an entry of the record",
                        "expiry 2026/4: lacks an entry of the record",
                        "person.number P-6: lacks an entry of the record",
                        "link D-UNKNOWN: holds an entry that no whole record calls for");
    }

    @Test
    void tellsWrongCountsAndSetHashes() throws IOException {
        damage(view -> {
            Contents contents = Contents.decode(view.get(Table.META, Contents.KEY));
            view.put(Table.META, Contents.KEY, contents.counted(RecordKind.NOTICE, 1).encode());
            byte[] key = view.firstKey(Table.SET_HASH);
            byte[] value = view.get(Table.SET_HASH, key);
            value[12] ^= 4;
            view.put(Table.SET_HASH, key, value);
            view.delete(Table.SET_HASH, view.lastKey(Table.SET_HASH));
        });
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "meta: counts 20 records in NOTICES (found whole: 19)",
                        "set.hash: of kind 1, owner FRA, is not the hash of the records found whole",
                        "set.hash: of kind 3, owner FRA, is missing");
    }

    @Test
    void tellsGapsInTheLogAndContentThatWasExchanged() throws IOException {
        damage(view -> {
            byte[] first = view.firstKey(Table.LOG);
            Change change = ChangeLog.decode(view.get(Table.LOG, first));
            Record other = Fixtures.record(Fixtures.document("D-7", "Y7", "FRA").setVersion(2));
            view.put(Table.LOG, first, ChangeLog.encode(change.toBuilder().setRecord(other).build()));
            view.delete(Table.LOG, ChangeLog.key(change.getPosition().getSequence() + 2));
        });
        long first = 2_071 + 1;
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "log D-7: sequence " + first + ": its content is not what its digest says",
                        "log: sequences " + (first + 2) + " to " + (first + 2) + " are missing");
    }

    @Test
    void tellsALogThatEndsElsewhereOrSaysAnotherVersion() throws IOException {
        damage(view -> {
            byte[] last = view.lastKey(Table.LOG);
            Change change = ChangeLog.decode(view.get(Table.LOG, last));
            long next = change.getPosition().getSequence() + 1;
            Change further = change.toBuilder()
                    .setRecordId("D-NEW")
                    .setKind(Change.Kind.Code.PUT)
                    .setPosition(change.getPosition().toBuilder().setSequence(next))
                    .setVersionBefore(7)
                    .setVersionAfter(8)
                    .build();
            view.put(Table.LOG, ChangeLog.key(next), ChangeLog.encode(further));
        });
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "log: ends at sequence 2077 (expected: 2076, the position of the data)",
                        "log D-NEW: a change goes on from version 7 (expected: 1)",
                        "document D-NEW: is version 1 (expected: 8, as the log says)");
    }

    @Test
    void tellsSpecimensThatAreGoneAndTombstonesThatCannotBeRead() throws IOException {
        damage(view -> {
            view.delete(Table.DOCUMENT, keyOf(view, CanaryRecord.ID));
            view.put(Table.ID, RecordKind.idBytes("D-8"), new byte[] {5, 1});
        });
        assertThat(faults())
                .contains(
                        "id " + CanaryRecord.ID + ": the specimen is missing",
                        "document " + CanaryRecord.ID + ": is missing",
                        "id D-8: names no place where a record can be");
    }

    @Test
    void tellsANumberThatTheMissFilterLacks() throws IOException {
        Path other = path.resolve("other");
        Fixtures.load(other, Fixtures.record(Fixtures.document("D-1", "N1", "FRA")));
        Fixtures.load(path.resolve("third"), Fixtures.record(Fixtures.document("D-1", "N2", "FRA")));
        // The other's filter, under the third's stamp.
        byte[] filter = Files.readAllBytes(generation(other).resolve("numbers.filter"));
        byte[] own = Files.readAllBytes(generation(path.resolve("third")).resolve("numbers.filter"));
        System.arraycopy(own, own.length - 12, filter, filter.length - 12, 8);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(filter, 0, filter.length - 4);
        java.nio.ByteBuffer.wrap(filter).putInt(filter.length - 4, (int) crc.getValue());
        Files.write(generation(path.resolve("third")).resolve("numbers.filter"), filter);
        assertThat(faults(path.resolve("third")))
                .containsExactly("document D-1: is not found: its number is missing from numbers.filter");
        filter[100] ^= 1;
        Files.write(generation(path.resolve("third")).resolve("numbers.filter"), filter);
        assertThat(faults(path.resolve("third")))
                .containsExactly("numbers.filter: its checksum does not hold; a start builds it anew");
    }

    @Test
    void tellsAPersonWhomTheIndexOfNamesLacks() throws IOException {
        // Changed persons are indexed anew at each start; one that is not among them must be in the file.
        damage(view -> view.delete(Table.PERSON_CHANGED, keyOf(view, "P-3")));
        assertThat(faults()).containsExactly("persons.index P-3: is not found under every name");
        Path file = generation(path).resolve("persons.index");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(faults()).containsExactly("persons.index: is damaged; a start builds it anew");
    }

    @Test
    void tellsARestrictedPersonWhoIsNotInTheIndexOrForOthersThere() throws IOException {
        Record open = record("P-4");
        Record restricted = Record.newBuilder()
                .setPerson(open.getPerson().toBuilder()
                        .setRestrictions(Restrictions.newBuilder().addParties("DEU")))
                .build();
        change(writer -> writer.put(restricted));
        assertThat(faults()).isEmpty();
        try (DataFolder folder = DataFolder.open(path)) {
            PersonIndex.open(folder);
            assertThat(PersonKeeper.rebuild(folder)).isTrue();
        }
        assertThat(faults()).isEmpty();
        // Of another audience, as if the change were not known.
        change(writer -> writer.put(Record.newBuilder()
                .setPerson(open.getPerson().toBuilder()
                        .setRestrictions(Restrictions.newBuilder().addParties("ITA")))
                .build()));
        assertThat(faults()).isEmpty();
        damage(view -> view.delete(
                Table.PERSON_CHANGED, ChangedPersons.key(PersonPart.RESTRICTED, keyOf(view, "P-4"))));
        assertThat(faults()).containsExactly("persons.restricted.index P-4: is not found under every name");
    }

    /** A page that cannot be followed is passed over: what lies on it is named, one by one, from the other side. */
    @Test
    void namesEveryRecordOfALostPage() throws IOException {
        Path file = generation(path).resolve("data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = "\14\0N55\0FRA".getBytes(StandardCharsets.US_ASCII); // size of the key, key
        int at = 0;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length) || bytes[at / 4096 * 4096 + 10] != 2) {
            at++;
        }
        int page = at / 4096;
        bytes[page * 4096 + 12] ^= 0x40;
        Files.write(file, bytes);
        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("document: page " + page))
                .contains("document D-55: is missing", "document D-1955: is missing")
                .noneMatch(fault -> fault.startsWith("link D-55:"));
    }

    @Test
    void tellsAFileThatIsCutOff() throws IOException {
        Path file = generation(path).resolve("data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20 * 4096));
        assertThat(faults()).anyMatch(fault -> fault.startsWith("data.mdb: is cut off"));
    }

    private List<String> faults() throws IOException {
        return faults(path);
    }

    private List<String> faults(Path data) throws IOException {
        List<String> faults = new ArrayList<>();
        Path scratch = data.resolve("verify");
        PrivateFiles.createFolder(scratch);
        try (StoredMoment moment = StoredMoment.ofFolder(data, (table, what) -> faults.add(table + ": " + what))) {
            Verification.of(moment, scratch, fault -> faults.add(fault.toString()), (entries, of) -> {});
        } catch (DamagedException e) {
            faults.add(e.getMessage());
        }
        return faults;
    }

    private void change(Consumer<RecordWriter> changes) {
        try (DataFolder folder = DataFolder.open(path)) {
            PersonIndex.open(folder);
            folder.write(view -> {
                RecordWriter writer = new RecordWriter(view, Instant.EPOCH);
                changes.accept(writer);
                return writer.finish();
            });
        }
    }

    private void damage(Consumer<WriteView> damage) {
        try (DataFolder folder = DataFolder.open(path)) {
            folder.write(view -> {
                damage.accept(view);
                return 0;
            });
        }
    }

    private static byte[] keyOf(WriteView view, String id) {
        return IdEntry.decode(view.get(Table.ID, RecordKind.idBytes(id))).key();
    }

    private static Record record(String id) {
        return records().stream()
                .filter(record -> RecordKind.idOf(record).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Path generation(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().matches("gen-[0-9]+"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
