package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail that only the officer's key opens, whose end witnesses know. */
class SealedTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws IOException {
        OfficerPrivateKey.generate(keys);
        OfficerPrivateKey.generate(keys.resolve("other"));
    }

    @Test
    void onlyTheOfficersKeyOpensIt() throws Exception {
        append(NOW, "traveller one");
        append(NOW, "traveller two");

        assertThat(AuditTrail.verify(folder, TrailKeys.NONE, List.of(), null).faults()).isEmpty();
        assertThat(AuditTrail.verify(folder, TrailKeys.NONE, List.of(), null).entries()).isEqualTo(2);
        assertThat(entries(officer(keys))).containsExactly("traveller one", "traveller two");
        AuditTrail.Verified without = AuditTrail.read(folder, TrailKeys.NONE, _ -> {
            throw new AssertionError("opened without a key");
        });
        assertThat(without.faults()).hasSize(2).allMatch(fault -> fault.contains("is locked with the officer's key"));
        assertThat(AuditTrail.read(folder, officer(keys.resolve("other")), _ -> {}).faults()).hasSize(2);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("traveller");
                assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            }
        }
    }

    @Test
    void aKeyThatWasChangedOrIsGoneTooSoonIsTold() throws Exception {
        append(NOW, "one");
        Path key = folder.resolve("segment-000001.key");
        byte[] good = Files.readAllBytes(key);
        byte[] changed = good.clone();
        changed[good.length - 1] ^= 1;
        Files.write(key, changed);
        assertThat(verify()).containsExactly("segment-000001.key: was changed");
        Files.delete(key);
        assertThat(verify()).hasSize(1).first().asString().contains("segment-000001.key: is missing, and it was to be kept");
    }

    @Test
    void monthsThatWereKeptLongEnoughAreErasedAndTheChainHolds() throws Exception {
        append(Instant.parse("2023-10-31T23:00:00Z"), "old");
        append(Instant.parse("2023-11-01T00:00:00Z"), "kept");
        append(NOW.minus(Duration.ofDays(7)), "new");
        assertThat(folder.resolve("segment-000001.key")).as("the server was off for years, or its clock is wrong").exists();
        append(NOW, "newer");

        assertThat(folder.resolve("segment-000001.key")).as("erased when the last log began").doesNotExist();
        assertThat(folder.resolve("segment-000002.key")).exists();
        assertThat(entries(officer(keys))).containsExactly("kept", "new", "newer");
        AuditTrail.Verified verified =
                AuditTrail.verify(folder, TrailKeys.of(List.of(), Retention.DEFAULT, clock(NOW)), List.of(), null);
        assertThat(verified.faults()).isEmpty();
        assertThat(verified.notes()).containsExactly("segment-000001.audit: of 2023-10-31, erased");
    }

    @Test
    void aClockThatIsYearsAheadCostsNoKeyAndIsTold() throws Exception {
        append(NOW.minus(Duration.ofDays(1)), "one");
        for (int day = 0; day < 7; day++) {
            Instant wrong = NOW.plus(Duration.ofDays(4000 + day));
            try (AuditLog log = AuditLog.open(folder, config(List.of(), Duration.ofHours(1)), clock(wrong))) {
                assertThat(log.warnings()).hasSize(1).first().asString().contains("1 segment has been kept", "is it right?");
            }
        }
        append(NOW, "two");
        assertThat(entries(officer(keys))).containsExactly("one", "two");
    }

    @Test
    void aKeyThatCannotBeDestroyedIsToldAndKeepsNoOther() throws Exception {
        append(Instant.parse("2023-09-30T23:00:00Z"), "first");
        append(Instant.parse("2023-10-01T23:00:00Z"), "second");
        append(NOW.minus(Duration.ofDays(7)), "new");
        Path stuck = folder.resolve("segment-000001.key");
        Files.delete(stuck);
        Files.createDirectory(stuck);
        try (AuditLog log = AuditLog.open(folder, config(List.of(), Duration.ofHours(1)), clock(NOW))) {
            assertThat(log.warnings()).hasSize(1).first().asString().contains("cannot be erased: segment-000001.audit");
        }
        assertThat(folder.resolve("segment-000002.key")).doesNotExist();
    }

    @Test
    void witnessesFindATrailThatWasCutOrWrittenAnew() throws Exception {
        Path witness = Files.createDirectory(folder.resolve("witness"));
        Path trail = folder.resolve("trail");
        append(trail, NOW, List.of(witness), "one", "two", "three");
        assertThat(verify(trail, witness)).isEmpty();

        Path segment = trail.resolve("segment-000001.audit");
        byte[] whole = Files.readAllBytes(segment);
        int lastBlock = lastBlock(whole);
        Files.write(segment, Arrays.copyOf(whole, lastBlock));
        Path own = trail.resolve("checkpoints.txt");
        Files.writeString(own, Files.readAllLines(own).getFirst() + "\n");
        assertThat(verify(trail)).as("without the witness").isEmpty();
        assertThat(verify(trail, witness))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("holds no block that ends at byte"));

        try (var files = Files.list(trail)) {
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith("checkpoint-")).toList()) {
                Files.delete(file);
            }
        }
        append(trail, NOW, List.of(), "one", "two", "other");
        assertThat(verify(trail)).as("written anew, without the witness").isEmpty();
        assertThat(verify(trail, witness))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("is not what the checkpoint of"));

        Path known = witness.resolve(lines(witness, "-checkpoints.txt"));
        Files.writeString(known, "VIGIE-CHECKPOINT 1 2026-11-26T12:00:00Z 1 84 00 AAAA\n" + Files.readString(known));
        assertThat(verify(trail, witness)).anyMatch(fault -> fault.contains("line 1 is no checkpoint that the server has signed"));
        assertThat(verify(trail, folder.resolve("elsewhere"))).anyMatch(fault -> fault.contains("knows nothing of this trail"));
    }

    @Test
    void aTrailBegunAnewWithAKeyOfItsOwnIsTold() throws Exception {
        Path witness = Files.createDirectory(folder.resolve("witness"));
        Path trail = folder.resolve("trail");
        append(trail, NOW, List.of(witness), "one", "two", "three");
        Path pinned = Files.copy(trail.resolve("checkpoint-public.pem"), folder.resolve("pinned.pem"));
        try (var files = Files.list(trail)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        append(trail, NOW, List.of(witness), "one");

        assertThat(verify(trail)).as("without witness and key").isEmpty();
        assertThat(verify(trail, witness)).anyMatch(fault -> fault.contains("holds checkpoints of 2 keys"))
                .anyMatch(fault -> fault.contains("holds no block that ends at byte"));
        assertThat(AuditTrail.verify(trail, TrailKeys.NONE, List.of(), pinned).faults())
                .anyMatch(fault -> fault.contains("checkpoint-public.pem: is not the key that was given"));
    }

    @Test
    void aWitnessThatCannotBeReachedIsToldAndGetsLaterWhatItLacks() throws Exception {
        Path witness = folder.resolve("not mounted");
        Path trail = folder.resolve("trail");
        AuditLog.Config config = config(List.of(witness), Duration.ofMillis(10));
        try (AuditLog log = AuditLog.open(trail, config, clock(NOW))) {
            await().until(() -> !log.missingWitnesses().isEmpty());
            assertThat(log.missingWitnesses()).containsExactly(witness.toString());
            assertThat(append(log, "one")).as("written all the same").isTrue();
            assertThat(log.isFailing()).isFalse();
            assertThat(witness).as("nobody makes it").doesNotExist();

            Files.createDirectory(witness);
            await().until(() -> log.missingWitnesses().isEmpty());
        }
        assertThat(verify(trail, witness)).isEmpty();
    }

    /** Digests have no key: only seals, and witnesses, tell who wrote a block. */
    @Test
    void theOfficersKeyFindsAChainThatWasComputedAnew() throws Exception {
        Path trail = folder.resolve("trail");
        append(trail, NOW, List.of(), "one", "two", "three");
        Path segment = trail.resolve("segment-000001.audit");
        byte[] bytes = Files.readAllBytes(segment);
        byte[] previous = AuditBlock.digest(bytes, 0, AuditBlock.HEADER_SIZE);
        for (int at = AuditBlock.HEADER_SIZE; at < bytes.length; ) {
            int end = at + 4 + java.nio.ByteBuffer.wrap(bytes, at, 4).getInt();
            bytes[at + AuditBlock.PIECES_OFFSET] ^= 1;
            System.arraycopy(previous, 0, bytes, at + 16, previous.length);
            previous = AuditBlock.digest(bytes, at, end - at - AuditBlock.DIGEST_SIZE);
            System.arraycopy(previous, 0, bytes, end - AuditBlock.DIGEST_SIZE, AuditBlock.DIGEST_SIZE);
            at = end;
        }
        Files.write(segment, bytes);
        Path own = trail.resolve("checkpoints.txt");
        Files.writeString(own, Files.readAllLines(own).getFirst() + "\n");
        assertThat(verify(trail)).as("by the chain alone").isEmpty();
        assertThat(AuditTrail.verify(trail, officer(keys), List.of(), null).faults())
                .hasSize(3)
                .allMatch(fault -> fault.contains("was not made with the key of its segment"));
    }

    @Test
    void aLineThatAFullDiskToreIsNoTampering() throws Exception {
        append(NOW, "one");
        Path own = folder.resolve("checkpoints.txt");
        Files.writeString(own, Files.readString(own) + "VIGIE-CHECKPOINT 1 20");
        append(NOW, "two");
        assertThat(verify()).isEmpty();
    }

    @Test
    void aStartThatFailsLetsGoOfTheTrail() throws Exception {
        append(NOW, "one");
        Path key = folder.resolve("checkpoint-key.pem");
        byte[] good = Files.readAllBytes(key);
        Files.writeString(key, "damaged");
        assertThatThrownBy(() -> append(NOW, "two")).hasMessageContaining("checkpoint-key.pem");
        Files.write(key, good);
        append(NOW, "two");
        assertThat(entries(officer(keys))).containsExactly("one", "two");
    }

    @Test
    void refusesKeysThatWillNotDo() throws Exception {
        Path file = folder.resolve("key.pem");
        Files.writeString(file, "no key");
        assertThatThrownBy(() -> OfficerKey.read(file)).hasMessageContaining("expected: a PEM file");
        assertThatThrownBy(() -> OfficerKey.read(keys.resolve("officer-key.pem"))).hasMessageContaining("expected: a PEM file");
        assertThatThrownBy(() -> OfficerPrivateKey.read(keys.resolve("officer-public.pem")))
                .hasMessageContaining("expected: a PEM file");
        assertThatThrownBy(() -> OfficerPrivateKey.generate(keys)).isInstanceOf(IOException.class);
    }

    private static String lines(Path witness, String ending) throws IOException {
        try (var files = Files.list(witness)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private static int lastBlock(byte[] segment) {
        int last = 0;
        for (int at = AuditBlock.HEADER_SIZE; at < segment.length; ) {
            last = at;
            at += 4 + java.nio.ByteBuffer.wrap(segment, at, 4).getInt();
        }
        return last;
    }

    private List<String> entries(TrailKeys opened) throws IOException {
        List<String> callers = new ArrayList<>();
        assertThat(AuditTrail.read(folder, opened, entry -> callers.add(entry.getCaller())).faults()).isEmpty();
        return callers;
    }

    private static TrailKeys officer(Path of) {
        return TrailKeys.of(List.of(OfficerPrivateKey.read(of.resolve("officer-key.pem"))), Retention.DEFAULT, clock(NOW));
    }

    private List<String> verify() throws IOException {
        return verify(folder);
    }

    private static List<String> verify(Path trail, Path... witnesses) throws IOException {
        return AuditTrail.verify(trail, TrailKeys.of(List.of(), Retention.DEFAULT, clock(NOW)), List.of(witnesses), null).faults();
    }

    private void append(Instant at, String... callers) throws Exception {
        append(folder, at, List.of(), callers);
    }

    private static void append(Path trail, Instant at, List<Path> witnesses, String... callers) throws Exception {
        try (AuditLog log = AuditLog.open(trail, config(witnesses, Duration.ofHours(1)), clock(at))) {
            for (String caller : callers) {
                assertThat(append(log, caller)).isTrue();
            }
        }
    }

    private static boolean append(AuditLog log, String caller) throws Exception {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder().setCaller(caller).build());
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        log.append(block, written::complete);
        return written.get();
    }

    private static AuditLog.Config config(List<Path> witnesses, Duration checkpointInterval) {
        return new AuditLog.Config(
                AuditLog.Sync.ALWAYS,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                1 << 20,
                OfficerKey.read(keys.resolve("officer-public.pem")),
                Retention.DEFAULT,
                checkpointInterval,
                witnesses);
    }

    private static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }
}
