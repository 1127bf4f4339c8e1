package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Change;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random changes to the store and to a plain map, compared after every transaction. */
class RecordModelTest {
    private static final long SEED = 20260101;
    private static final int TRANSACTIONS = 60;
    private static final int CHANGES = 20;

    @TempDir
    Path path;

    private final Random random = new Random(SEED);
    private final Map<String, TravelDocument> model = new TreeMap<>();
    private final Map<String, Integer> withdrawn = new TreeMap<>();
    private long sequence;

    @Test
    void holdsWhatAPlainMapHolds() throws IOException {
        Fixtures.load(path, Fixtures.person("P-0", "ANNA"));
        sequence = 1;
        try (DataFolder folder = DataFolder.open(path)) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                folder.write(view -> {
                    RecordWriter writer = new RecordWriter(view, Instant.EPOCH);
                    for (int change = 0; change < CHANGES; change++) {
                        if (random.nextInt(5) == 0) {
                            withdraw(writer);
                        } else {
                            put(writer);
                        }
                    }
                    return writer.finish();
                });
                compare(folder);
            }
        }
    }

    private void put(RecordWriter writer) {
        String id = "D-" + random.nextInt(40);
        TravelDocument.Builder document = Fixtures.document(id, "N" + random.nextInt(6), state())
                .setType(random.nextBoolean() ? DocumentType.Code.PASSPORT : DocumentType.Code.UNSPECIFIED)
                .setStatus(random.nextBoolean() ? DocumentStatus.Code.LOST : DocumentStatus.Code.STOLEN);
        TravelDocument before = model.get(id);
        if (before != null && random.nextInt(4) == 0) {
            document.setVersion(before.getVersion());
        }
        Outcome outcome = writer.put(Fixtures.record(document));
        if (outcome instanceof Outcome.Accepted accepted) {
            int expected = 1 + (before == null ? withdrawn.getOrDefault(id, 0) : before.getVersion());
            withdrawn.remove(id);
            assertThat(accepted.version()).as("seed %d", SEED).isEqualTo(expected);
            model.put(id, document.setVersion(expected).build());
            sequence++;
        } else {
            assertThat(outcome).as("seed %d", SEED).isInstanceOf(Outcome.Unchanged.class);
            assertThat(document.setVersion(before.getVersion()).build()).isEqualTo(before);
        }
    }

    private void withdraw(RecordWriter writer) {
        String id = "D-" + random.nextInt(40);
        TravelDocument before = model.remove(id);
        Outcome outcome = writer.withdraw(id, 0, "");
        if (before != null) {
            assertThat(outcome).isEqualTo(new Outcome.Accepted(before.getVersion() + 1));
            withdrawn.put(id, before.getVersion() + 1);
            sequence++;
        } else if (withdrawn.containsKey(id)) {
            assertThat(outcome).isEqualTo(new Outcome.Unchanged(withdrawn.get(id)));
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    /** The log tells the same story, and the hash of what was left is that of what would be loaded now. */
    private void compareLogAndHash(ReadView view) {
        Map<String, TravelDocument> told = new TreeMap<>();
        List<Change> changes = logOf(view);
        assertThat(changes).hasSize((int) sequence - 1);
        for (Change change : changes) {
            TravelDocument before = told.remove(change.getRecordId());
            assertThat(ChangeLog.isWhole(change)).isTrue();
            if (before != null) {
                assertThat(change.getVersionBefore()).isEqualTo(before.getVersion());
            }
            assertThat(change.getVersionAfter()).isEqualTo(change.getVersionBefore() + 1);
            if (change.getKind() == Change.Kind.Code.PUT) {
                told.put(change.getRecordId(), change.getRecord().getTravelDocument());
            }
        }
        assertThat(told).as("seed %d", SEED).isEqualTo(model);
        SetHash hash = SetHash.EMPTY;
        byte[] salt = SetHashes.salt(view);
        for (TravelDocument document : model.values()) {
            hash = hash.plus(salt, Record.newBuilder().setTravelDocument(document).build());
        }
        Map<RecordKind, SetHash> stored = new EnumMap<>(RecordKind.class);
        SetHashes.forEach(view, (kind, owner, owned) -> stored.put(kind, owned));
        assertThat(stored.getOrDefault(RecordKind.DOCUMENT, SetHash.EMPTY)).as("seed %d", SEED).isEqualTo(hash);
    }

    private static List<Change> logOf(ReadView view) {
        try {
            return ChangeLog.after(view, ChangeLog.start(view), Integer.MAX_VALUE, Integer.MAX_VALUE);
        } catch (ChangeLog.TrimmedException e) {
            throw new AssertionError(e);
        }
    }

    private void compare(DataFolder folder) {
        ReadView view = folder.newView();
        view.begin();
        Contents contents = Records.contents(view);
        assertThat(contents.documents()).as("seed %d", SEED).isEqualTo(model.size());
        assertThat(contents.persons()).isEqualTo(1);
        assertThat(contents.sequence()).isEqualTo(sequence);
        for (int i = 0; i < 40; i++) {
            Record stored = Records.byId(view, "D-" + i);
            assertThat(stored == null ? null : stored.getTravelDocument()).isEqualTo(model.get("D-" + i));
        }
        for (String number : List.of("N0", "N1", "N2", "N3", "N4", "N5")) {
            List<TravelDocument> found = DocumentIndex.search(
                            view, NumberKey.of(number), "FRA", DocumentType.Code.PASSPORT, DocumentIndex.Reach.everything(100))
                    .documents();
            List<TravelDocument> expected = model.values().stream()
                    .filter(document -> document.getNumber().equals(number))
                    .filter(document -> Arrays.asList("", "FRA").contains(document.getIssuingState()))
                    .toList();
            assertThat(found).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(expected);
        }
        compareLogAndHash(view);
        view.end();
    }

    private String state() {
        return List.of("FRA", "DEU", "").get(random.nextInt(3));
    }
}
