package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vigie.client.Answer;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.index.Contents;
import io.vigie.server.index.SweptDay;
import io.vigie.server.ingest.Restore;
import io.vigie.server.ingest.SnapshotWriter;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.testing.ChildVm;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Change;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.OwnedRecords;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.SnapshotManifest;
import io.vigie.v1.Status;
import io.vigie.v1.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a server that takes changes, and what restore makes of them. */
@Timeout(180)
class SnapshotIT {
    @TempDir
    Path path;

    @Test
    void aRestoredFolderIsWhatTheServerWasAtThePosition() throws Exception {
        Path out = path.resolve("snapshot");
        SnapshotManifest manifest;
        Map<Long, List<OwnedRecords>> owned = new ConcurrentHashMap<>();
        List<Change> log;
        try (ServedWorld world = ServedWorld.of(path.resolve("data"), records())) {
            AtomicBoolean stop = new AtomicBoolean();
            for (int i = 0; i < 20; i++) {
                submit(world, i);
            }
            Thread submitting = Thread.ofPlatform().start(() -> submitUntil(stop, world, owned));
            manifest = snapshot(world, out);
            stop.set(true);
            submitting.join();
            log = follow(world, manifest.getPosition());
            assertThat(auditedKinds()).contains(AuditEntry.AuditedKind.Code.SNAPSHOT);
        }
        Position position = manifest.getPosition();
        assertThat(log).hasSizeGreaterThanOrEqualTo(20);
        assertThat(manifest.getOwnedList()).isEqualTo(owned.get(position.getSequence()));

        Path data = path.resolve("restored");
        assertThat(restore(out, data, false).position()).isEqualTo(position);
        assertThat(ChildVm.run("io.vigie.server.cli.Vigie", "verify", "--data", data.toString()).out())
                .contains(", 0 faults");
        assertThat(swept(path.resolve("data"))).isNotNull();
        assertThat(swept(data)).as("an old snapshot makes no clock doubtful").isNull();
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            Status status = world.client().statusAndWait();
            assertThat(status.getReady()).as("%s", status.getReasonsList()).isTrue();
            assertThat(status.getPosition()).isEqualTo(position);
            assertThat(status.getOwnedList()).isEqualTo(manifest.getOwnedList());
            assertThat(follow(world, position)).isEqualTo(log);
            assertThat(ask(world, "N7")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(world, "ABSENT7")).isInstanceOf(Answer.Clear.class);
            assertThat(world.meter("vigie_filter_trusted")).isEqualTo(1);
        }
    }

    private static LocalDate swept(Path data) {
        try (DataFolder folder = DataFolder.open(data);
                ReadView view = folder.newView()) {
            view.begin();
            return SweptDay.of(view);
        }
    }

    @Test
    void refusesWhatDoesNotVerify() throws Exception {
        Path out = path.resolve("snapshot");
        try (ServedWorld world = ServedWorld.of(path.resolve("data"), records())) {
            snapshot(world, out);
        }
        Path data = path.resolve("restored");
        Path file = out.resolve("data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("chunk 0").hasMessageContaining("is damaged");
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Path manifest = out.resolve("MANIFEST.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"setHash\":\"..", "\"setHash\":\"zz"));
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("does not verify");
        Files.writeString(manifest, text.replaceFirst("\"sha256\":\"..", "\"sha256\":\"zz"));
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("sha256 is not that of the data");
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("MANIFEST.json: not JSON");
        Files.delete(manifest);
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("no whole snapshot");
        Files.writeString(manifest, text);
        assertThat(restore(out, data, false).documents()).isEqualTo(400);
    }

    /** The chunks are as their manifest says, and what they hold is damaged all the same. */
    @Test
    void refusesDamageThatWasCopiedFaithfully() throws Exception {
        Path out = path.resolve("snapshot");
        SnapshotManifest manifest;
        try (ServedWorld world = ServedWorld.of(path.resolve("data"), records())) {
            manifest = snapshot(world, out);
        }
        Path forged = path.resolve("forged");
        byte[] bytes = Files.readAllBytes(out.resolve("data.mdb"));
        byte[] name = "ANNA".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length - 4; i++) {
            if (Arrays.equals(bytes, i, i + 4, name, 0, 4)) {
                bytes[i] = 'E';
            }
        }
        try (SnapshotWriter writer = SnapshotWriter.create(forged)) {
            writer.write(ByteString.copyFrom(bytes));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            writer.finish(manifest.toBuilder().setSha256(sha256).build());
        }
        List<String> faults = new ArrayList<>();
        try (DataFolder folder = DataFolder.open(path.resolve("restored"))) {
            assertThatThrownBy(() -> new Restore(folder, false)
                            .run(forged, fault -> faults.add(fault.toString()), (done, of) -> {}))
                    .hasMessageContaining("does not verify");
            assertThat(folder.hasData()).isFalse();
        }
        assertThat(faults).contains("person P-1: its checksum does not hold, or it is no record");
    }

    @Test
    void aFolderThatHoldsDataIsReplacedOnlyWhenTold() throws Exception {
        Path out = path.resolve("snapshot");
        Path data = path.resolve("data");
        try (ServedWorld world = ServedWorld.of(data, records())) {
            snapshot(world, out);
        }
        assertThatThrownBy(() -> restore(out, data, false)).hasMessageContaining("holds data");
        Path other = path.resolve("other");
        Fixtures.load(other, Fixtures.record(document("D-ELSE", "ELSE1", "FRA")));
        assertThat(restore(out, other, true).documents()).isEqualTo(400);
        assertThatThrownBy(() -> SnapshotWriter.create(out)).hasMessageContaining("is not empty");
    }

    @Test
    void oneAtATimeAndAClientThatGoesGivesItBack() throws Exception {
        try (ServedWorld world = ServedWorld.of(path.resolve("data"), records())) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            var first = world.client().snapshot(content -> {
                begun.countDown();
                try {
                    assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throw new IllegalStateException("enough");
            });
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            release.countDown();
            assertThatThrownBy(() -> first.toCompletableFuture().get()).hasRootCauseMessage("enough");
            Path out = path.resolve("snapshot");
            // The server learns of the end a moment later: until then one more is refused.
            for (int i = 0; !Files.exists(out.resolve("MANIFEST.json")); i++) {
                try {
                    snapshot(world, out.resolveSibling("snapshot" + i));
                    out = out.resolveSibling("snapshot" + i);
                } catch (ExecutionException e) {
                    assertThat(e).hasMessageContaining("OVERLOADED");
                }
            }
            // The copy goes a moment after its last piece.
            long start = System.nanoTime();
            while (holdsCopy() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
                Thread.onSpinWait();
            }
            assertThat(holdsCopy()).isFalse();
        }
    }

    private boolean holdsCopy() throws IOException {
        try (var files = Files.list(path.resolve("data"))) {
            return files.anyMatch(file -> file.toString().endsWith(".building"));
        }
    }

    private static Record[] records() {
        List<Record> records = new ArrayList<>();
        IntStream.range(0, 400).forEach(i -> records.add(Fixtures.record(document("D-" + i, "N" + i, "FRA"))));
        IntStream.range(0, 20).forEach(i -> records.add(Fixtures.person("P-" + i, "ANNA " + (char) ('A' + i))));
        return records.toArray(Record[]::new);
    }

    private static void submitUntil(AtomicBoolean stop, ServedWorld world, Map<Long, List<OwnedRecords>> owned) {
        for (int i = 0; !stop.get(); i++) {
            Status status = world.client().statusAndWait();
            owned.put(status.getPosition().getSequence(), status.getOwnedList());
            submit(world, i);
        }
    }

    private static void submit(ServedWorld world, int i) {
        world.client()
                .submitAndWait(Batch.newBuilder()
                        .addSubmissions(Submission.newBuilder()
                                .setTravelDocument(document("D-NEW" + i % 300, "NEW" + i, "FRA")))
                        .build());
    }

    private static SnapshotManifest snapshot(ServedWorld world, Path out) throws Exception {
        try (SnapshotWriter writer = SnapshotWriter.create(out)) {
            SnapshotManifest manifest = world.client()
                    .snapshot(content -> {
                        try {
                            writer.write(content);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            writer.finish(manifest);
            return manifest;
        }
    }

    private static Contents restore(Path from, Path data, boolean replace) throws IOException {
        try (DataFolder folder = DataFolder.open(data)) {
            return new Restore(folder, replace).run(from, fault -> {}, (done, of) -> {});
        }
    }

    /** All changes up to a position. */
    private static List<Change> follow(ServedWorld world, Position to) throws Exception {
        Position start = world.client().statusAndWait().getLogStart();
        List<Change> changes = new ArrayList<>();
        CountDownLatch there = new CountDownLatch(start.equals(to) ? 0 : 1);
        try (var _ = world.client().follow(start, Integer.MAX_VALUE, message -> message.getChangesList().forEach(change -> {
            if (there.getCount() > 0) {
                changes.add(change);
            }
            if (change.getPosition().equals(to)) {
                there.countDown();
            }
        }))) {
            assertThat(there.await(60, TimeUnit.SECONDS)).isTrue();
        }
        return changes;
    }

    private static Answer ask(ServedWorld world, String number) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                        .build());
    }

    private List<AuditEntry.AuditedKind.Code> auditedKinds() throws IOException {
        List<AuditEntry.AuditedKind.Code> kinds = new ArrayList<>();
        AuditTrail.read(path.resolve("data/audit"), entry -> kinds.add(entry.getKind()));
        return kinds;
    }
}
