package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loss of power while a transaction is written: whatever part of it reached the disk, the data holds what was acknowledged
 * before. {@code -Dvigie.power-cuts=1000} is the long form.
 */
class PowerLossIT {
    /*
     * Nothing cuts the power here. LMDB writes the pages of a transaction, syncs, and writes the 120 bytes of one meta page
     * through a descriptor that syncs (seen by strace); a change is acknowledged behind that. So a power cut leaves, of all
     * sectors that differ between the file before and after a transaction, any of those that are not of a meta page; or
     * all of them, and the meta page or not. The files that are never synced are left as after any transaction before, and
     * partly zeros. That a drive keeps what it was told to sync is taken for granted.
     */
    private static final int TRANSACTIONS = Integer.getInteger("vigie.power-cuts", 12);
    private static final int CUTS = 4;
    private static final int SECTOR = 512;
    private static final int META_PAGES = 2 * 4096;
    private static final long SEED = Long.getLong("vigie.power-cuts.seed", 20261127);

    private final Random random = new Random(SEED);
    private final Map<String, Record> held = new HashMap<>();
    private final List<Map<String, byte[]>> unsynced = new ArrayList<>();

    @TempDir
    Path path;

    @Test
    void whatWasAcknowledgedIsThereWhateverOfTheNextTransactionReachedTheDisk() throws IOException {
        Path live = path.resolve("live");
        Fixtures.load(live, record(document("D-FIRST", "FIRST", "FRA")));
        Path work = path.resolve("work");
        Fixtures.copy(live, work);
        Path generation = live.resolve("gen-000001");
        try (DataFolder folder = DataFolder.open(live)) {
            byte[] before = Files.readAllBytes(generation.resolve("data.mdb"));
            for (int i = 0; i < TRANSACTIONS; i++) {
                Map<String, Record> acknowledged = Map.copyOf(held);
                unsynced.add(besides(generation));
                change(folder);
                byte[] after = Files.readAllBytes(generation.resolve("data.mdb"));
                for (int cut = 0; cut < CUTS; cut++) {
                    compare(cut(work, partly(before, after)), acknowledged, "transaction " + i + " not synced");
                }
                compare(cut(work, after), held, "transaction " + i + " synced");
                before = after;
            }
        }
    }

    private void change(DataFolder folder) {
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            for (int i = random.nextInt(30); i >= 0; i--) {
                String id = "D-" + random.nextInt(200);
                if (random.nextInt(3) == 0) {
                    writer.withdraw(id, 0, "");
                    held.remove(id);
                } else {
                    String number = "N" + random.nextInt(400);
                    writer.put(record(document(id, number, "FRA").setOwnerReference("x".repeat(random.nextInt(300)))));
                    held.put(id, ((Standing.Held) writer.standing(id)).record());
                }
            }
            return writer.finish();
        });
    }

    /** The files beside the data that are written and not synced. */
    private static Map<String, byte[]> besides(Path generation) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of("committed", "numbers.added")) {
            if (Files.exists(generation.resolve(name))) {
                files.put(name, Files.readAllBytes(generation.resolve(name)));
            }
        }
        return files;
    }

    /** Any of the sectors that a transaction wrote, but no meta page. */
    private byte[] partly(byte[] before, byte[] after) {
        boolean isGrown = random.nextBoolean();
        byte[] file = Arrays.copyOf(before, isGrown ? Math.max(before.length, after.length) : before.length);
        double share = new double[] {0.1, 0.5, 0.9, 1}[random.nextInt(4)];
        for (int at = META_PAGES; at < file.length; at += SECTOR) {
            if (random.nextDouble() < share) {
                System.arraycopy(after, at, file, at, Math.min(SECTOR, file.length - at));
            }
        }
        return file;
    }

    private Path cut(Path work, byte[] file) throws IOException {
        Path generation = work.resolve("gen-000001");
        Files.write(generation.resolve("data.mdb"), file);
        Map<String, byte[]> files = unsynced.get(random.nextInt(unsynced.size()));
        for (String name : List.of("committed", "numbers.added")) {
            Files.deleteIfExists(generation.resolve(name));
            if (files.containsKey(name) && random.nextInt(4) > 0) {
                byte[] bytes = files.get(name).clone();
                if (random.nextInt(3) == 0) {
                    Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
                }
                Files.write(generation.resolve(name), bytes);
            }
        }
        Files.copy(
                path.resolve("live/gen-000001/numbers.filter"),
                generation.resolve("numbers.filter"),
                StandardCopyOption.REPLACE_EXISTING);
        return work;
    }

    private static void compare(Path data, Map<String, Record> expected, String where) throws IOException {
        String when = where + ", seed " + SEED;
        try (DataFolder folder = DataFolder.open(data);
                ReadView view = folder.newView()) {
            view.begin();
            assertThat(Records.contents(view).documents()).as(when).isEqualTo(expected.size() + 1);
            for (Record record : expected.values()) {
                String id = RecordKind.idOf(record);
                assertThat(Records.byId(view, id)).as("%s: %s", when, id).isEqualTo(record);
                byte[] number = NumberKey.of(record.getTravelDocument().getNumber());
                assertThat(DocumentIndex.search(
                                        view, number, "FRA", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(100))
                                .documents())
                        .as("%s: %s", when, id)
                        .contains(record.getTravelDocument());
            }
            view.end();
        }
        List<String> faults = new ArrayList<>();
        Path scratch = data.resolve("verify");
        Files.createDirectories(scratch);
        try (StoredMoment moment = StoredMoment.ofFolder(data, (table, what) -> faults.add(table + ": " + what))) {
            var _ = Verification.of(moment, scratch, fault -> faults.add(fault.toString()), (entries, of) -> {});
        }
        assertThat(faults).as(when).isEmpty();
    }
}
