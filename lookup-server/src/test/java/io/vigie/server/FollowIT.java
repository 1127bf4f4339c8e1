package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.Following;
import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.access.Identity;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.certificates.Authority;
import io.vigie.server.index.RecordCheck;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.server.testing.UtcClock;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Change;
import io.vigie.v1.Changes;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import io.vigie.v1.Person;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of changes, followed over loopback by a client and by another node. */
class FollowIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void sendsEveryChangeInOrderAndNoMoreThanWasGranted() throws IOException {
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        try (ServedWorld world = ServedWorld.of(folder, Fixtures.person("P-0", "ANNA"))) {
            for (int i = 0; i < 10; i++) {
                submit(world, put(document("D-" + i, "N" + i, "FRA")));
            }
            try (Following following =
                    world.client().follow(position(1), 4, sent -> changes.addAll(sent.getChangesList()))) {
                await().atMost(SOON).until(() -> changes.size() >= 4);
                submit(world, withdraw("D-0"));
                assertThat(changes).hasSize(4);
                following.grant(100);
                await().atMost(SOON).until(() -> changes.size() >= 11);
            }
            List<AuditEntry.AuditedKind.Code> audited = new ArrayList<>();
            AuditTrail.read(folder.resolve("audit"), entry -> audited.add(entry.getKind()));
            assertThat(audited).as("who follows is recorded").contains(AuditEntry.AuditedKind.Code.FOLLOW);
            assertThat(changes)
                    .extracting(change -> change.getPosition().getSequence())
                    .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            Change last = changes.getLast();
            assertThat(last.getKind()).isEqualTo(Change.Kind.Code.WITHDRAWN);
            assertThat(last.getVersionBefore()).isEqualTo(1);
            assertThat(last.hasRecord()).isFalse();
            assertThat(changes.getFirst().getRecord().getTravelDocument().getNumber())
                    .isEqualTo("N0");
        }
    }

    @Test
    void heartbeatsTellTheHeadWhenNothingChanges() throws IOException {
        List<Changes> sent = Collections.synchronizedList(new ArrayList<>());
        try (ServedWorld world = ServedWorld.of(folder, Fixtures.person("P-0", "ANNA"));
                Following following = world.client().follow(position(1), 10, sent::add)) {
            await().atMost(SOON).until(() -> sent.size() >= 3);
            assertThat(following.ended().toCompletableFuture()).isNotDone();
            assertThat(sent).allSatisfy(changes -> assertThat(changes.getHead()).isEqualTo(position(1)));
            assertThat(sent.getFirst().getHashSalt().size()).isEqualTo(32);
        }
    }

    @Test
    void positionsThatTheLogDoesNotReachHaveACodeEach() throws IOException {
        try (ServedWorld world = ServedWorld.of(folder, Fixtures.person("P-0", "ANNA"))) {
            assertThat(endOf(world, position(0))).isEqualTo(Error.Code.Value.POSITION_TRIMMED);
            assertThat(endOf(world, position(2))).isEqualTo(Error.Code.Value.LATER_EPOCH);
            assertThat(endOf(world, position(1).toBuilder().setEpoch(2).build()))
                    .isEqualTo(Error.Code.Value.LATER_EPOCH);
        }
    }

    @Test
    void aFollowerHoldsWhatItsPrimaryHoldsAndGoesOnWhereItStopped() throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("follower");
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"), Fixtures.record(document("D-0", "N0", "FRA")));
        Fixtures.copy(data, copy);
        Random random = new Random(20261126);
        try (ServedWorld primary = ServedWorld.serve(data, Map.of())) {
            Map<String, String> keys = follows(primary);
            try (ServedWorld follower = ServedWorld.serve(copy, keys)) {
                change(primary, random);
                awaitSame(primary, follower);
                assertThat(follower.server().status().getReady()).isTrue();
                assertThat(submitted(follower, put(document("D-9", "N9", "FRA"))))
                        .isEqualTo(Error.Code.Value.NOT_ALLOWED);
            }
            change(primary, random);
            try (ServedWorld follower = ServedWorld.serve(copy, keys)) {
                change(primary, random);
                awaitSame(primary, follower);
            }
        }
    }

    /** The node's certificate may follow, another of the same party may not, and a new certificate is taken without a restart. */
    @Test
    void aPrimaryIsFollowedOverTls() throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("follower");
        Path certificates = folder.resolve("certificates");
        Authority authority = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false);
        authority.server(List.of());
        authority.terminal(Identity.parse("FRA/nodes/second"));
        authority.terminal(Identity.parse("FRA/police/gate-1"));
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "all"}, {"name": "node", "kinds": ["FOLLOW"]}],
                 "grants": [{"profile": "all", "party": "FRA"}, {"profile": "node", "party": "FRA", "authority": "nodes"}]}
                """);
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"), Fixtures.record(document("D-0", "N0", "FRA")));
        Fixtures.copy(data, copy);
        Map<String, String> served = Map.of(
                "tls.certificate", certificates.resolve("server.pem").toString(),
                "tls.key", certificates.resolve("server-key.pem").toString(),
                "tls.authorities", certificates.resolve("ca.pem").toString(),
                "access.profiles", profiles.toString());
        Path own = folder.resolve("own.pem");
        Path ownKey = folder.resolve("own-key.pem");
        certify(certificates, "FRA-police-gate-1", own, ownKey);
        try (ServedWorld primary = ServedWorld.serve(data, served);
                LookupClient terminal = LookupClient.connect(ClientConfig.builder()
                        .endpoint("localhost:" + primary.port())
                        .deadline(SOON)
                        .tls(certificates.resolve("ca.pem"), own, ownKey)
                        .build());
                ServedWorld follower = ServedWorld.serve(
                        copy,
                        Map.of(
                                "feed.primary", "localhost:" + primary.port(),
                                "feed.tls-certificate", own.toString(),
                                "feed.tls-key", ownKey.toString(),
                                "feed.tls-authorities", certificates.resolve("ca.pem").toString(),
                                "data.age-max", "1h"))) {
            await().atMost(SOON).until(() -> follower.server().status().getReasonsList().stream()
                    .anyMatch(reason -> reason.contains("FOLLOW: not of the caller's profile")));
            certify(certificates, "FRA-nodes-second", own, ownKey);
            var _ = terminal.submitAndWait(
                    Batch.newBuilder().addSubmissions(put(document("D-1", "N1", "FRA"))).build());
            await().atMost(SOON)
                    .until(() -> follower.server().status().getPosition(), primary.server().status().getPosition()::equals);
            await().atMost(SOON).until(() -> follower.server().status().getReady());
        }
    }

    @Test
    void noTerminalIsToldWhereThePrimaryIs() throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("follower");
        Path certificates = folder.resolve("certificates");
        Authority authority = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(90), false);
        authority.server(List.of());
        authority.terminal(Identity.parse("FRA/police/gate-1"));
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"));
        Fixtures.copy(data, copy);
        try (ServedWorld primary = ServedWorld.serve(data, Map.of())) {
            Map<String, String> keys = new HashMap<>(follows(primary));
            keys.put("tls.certificate", certificates.resolve("server.pem").toString());
            keys.put("tls.key", certificates.resolve("server-key.pem").toString());
            keys.put("tls.authorities", certificates.resolve("ca.pem").toString());
            try (ServedWorld follower = ServedWorld.serve(copy, keys);
                    LookupClient terminal = LookupClient.connect(ClientConfig.builder()
                            .endpoint("localhost:" + follower.port())
                            .deadline(SOON)
                            .tls(
                                    certificates.resolve("ca.pem"),
                                    certificates.resolve("FRA-police-gate-1.pem"),
                                    certificates.resolve("FRA-police-gate-1-key.pem"))
                            .build())) {
                assertThat(follower.server().status().getFollows()).endsWith(":" + primary.port());
                assertThat(terminal.statusAndWait().getFollows()).isEmpty();
                Batch batch = Batch.newBuilder().addSubmissions(put(document("D-9", "N9", "FRA"))).build();
                assertThatThrownBy(() -> terminal.submitAndWait(batch))
                        .hasMessageContaining("this node follows another (expected: submitted to the primary)")
                        .message()
                        .doesNotContain(":" + primary.port());
            }
        }
    }

    private static void certify(Path certificates, String name, Path own, Path ownKey) throws IOException {
        Files.copy(certificates.resolve(name + "-key.pem"), ownKey, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificates.resolve(name + ".pem"), own, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFolderOfAnotherHistoryIsNotFollowedInto() throws IOException {
        Path data = folder.resolve("primary");
        Path other = folder.resolve("other");
        Fixtures.load(other, Fixtures.person("P-0", "ANNA"));
        try (ServedWorld primary = ServedWorld.of(data, Fixtures.person("P-0", "ANNA"));
                ServedWorld follower =
                        ServedWorld.serve(other, follows(primary))) {
            await().atMost(SOON).until(() -> follower.server().status().getReasonsList().stream()
                    .anyMatch(reason -> reason.contains("another history")));
            submit(primary, put(document("D-1", "N1", "FRA")));
            assertThat(follower.server().status().getPosition().getSequence()).isEqualTo(1);
        }
    }

    @Test
    void aFollowerAheadOfARestoredPrimaryNeverMixesTheTwoHistories() throws IOException {
        Path data = folder.resolve("primary");
        Path snapshot = folder.resolve("snapshot");
        Path copy = folder.resolve("follower");
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"));
        Fixtures.copy(data, snapshot);
        Fixtures.copy(data, copy);
        try (ServedWorld primary = ServedWorld.serve(data, Map.of());
                ServedWorld follower = ServedWorld.serve(copy, follows(primary))) {
            submit(primary, put(document("D-1", "N1", "FRA")), put(document("D-2", "N2", "FRA")));
            await().atMost(SOON)
                    .until(() -> follower.server().status().getPosition(), primary.server().status().getPosition()::equals);
        }
        try (ServedWorld restored = ServedWorld.serve(snapshot, Map.of());
                ServedWorld follower = ServedWorld.serve(copy, follows(restored))) {
            awaitReason(follower, "cannot be followed");
            submit(
                    restored,
                    put(document("D-3", "N3", "FRA")),
                    put(document("D-4", "N4", "FRA")),
                    put(document("D-5", "N5", "FRA")));
            awaitFollowedNoMore(restored, follower);
        }
    }

    @Test
    void recordsLoadedIntoTheFolderOfAStoppedFollowerAreNotTakenForThePrimarysChanges() throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("follower");
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"));
        Fixtures.copy(data, copy);
        Fixtures.load(copy, Fixtures.record(document("D-1", "N1", "FRA")));
        try (ServedWorld primary = ServedWorld.serve(data, Map.of())) {
            submit(primary, put(document("D-2", "N2", "FRA")));
            try (ServedWorld follower = ServedWorld.serve(copy, follows(primary))) {
                awaitFollowedNoMore(primary, follower);
            }
        }
    }

    @Test
    void aFaultOfApplyingEndsWithTheNextThatIsAppliedAlsoWhileMoreAreToCome() throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("follower");
        Fixtures.load(data, Fixtures.person("P-0", "ANNA"));
        Fixtures.copy(data, copy);
        WriterClock clock = new WriterClock();
        try (ServedWorld primary = ServedWorld.serve(data, Map.of())) {
            for (int batch = 0; batch < 25; batch++) {
                submit(
                        primary,
                        IntStream.range(100 * batch, 100 * batch + 100)
                                .mapToObj(i -> put(document("D-" + i, "N" + i, "FRA")))
                                .toArray(Submission[]::new));
            }
            try (ServedWorld follower = ServedWorld.serve(copy, follows(primary), clock)) {
                awaitReason(follower, "cannot be applied");
                clock.writes.release();
                clock.isFailing = false;
                try {
                    await().atMost(SOON).until(() -> follower.server().status().getReasonsList().stream()
                            .noneMatch(reason -> reason.contains("cannot be applied")));
                    assertThat(follower.server().status().getPosition().getSequence())
                            .isLessThan(primary.server().status().getPosition().getSequence());
                } finally {
                    clock.writes.release(Integer.MAX_VALUE / 2);
                }
                awaitSame(primary, follower);
            }
        }
    }

    /** The system's, which fails the thread that writes, and later lets it write as often as it may. */
    private static final class WriterClock extends UtcClock {
        private volatile boolean isFailing = true;
        private final Semaphore writes = new Semaphore(0);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("vigie-writer")) {
                if (isFailing) {
                    throw new IllegalStateException("planned");
                }
                writes.acquireUninterruptibly();
            }
            return Instant.now();
        }
    }

    /** Nothing of the primary is taken over from now on, and the follower is not ready. */
    private static void awaitFollowedNoMore(ServedWorld primary, ServedWorld follower) {
        awaitReason(follower, "held other records");
        await().atMost(SOON).until(() -> primary.server().status().getReady() && primary.meter("vigie_followers") == 0);
        submit(primary, put(document("D-9", "N9", "FRA")));
        awaitReason(follower, "held other records");
        assertThat(follower.server().status().getReady()).isFalse();
        assertThat(follower.client()
                        .askAndWait(Question.newBuilder()
                                .setDocument(DocumentQuestion.newBuilder().setNumber("N9"))
                                .build()))
                .as("nothing is clear on it")
                .isInstanceOf(Answer.Incomplete.class);
    }

    private static void awaitReason(ServedWorld follower, String part) {
        await().atMost(SOON).until(() -> follower.server().status().getReasonsList().stream()
                .anyMatch(reason -> reason.contains(part)));
    }

    @Test
    void whatHasExpiredIsDeletedAndItsOwnerIsWarnedBefore() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        Fixtures.load(
                folder,
                Fixtures.record(document("D-PAST", "N1", "FRA").setExpires(today.minusDays(1).toString())),
                Fixtures.record(document("D-TODAY", "N2", "FRA").setExpires(today.toString())),
                Fixtures.record(document("D-LATER", "N3", "FRA").setExpires(today.plusMonths(5).toString())),
                Fixtures.record(document("D-REVIEW", "N4", "FRA").setReviewDate(today.plusMonths(3).toString())),
                Fixtures.record(document("D-BOTH", "N6", "FRA")
                        .setReviewDate(today.plusMonths(2).toString())
                        .setExpires(today.plusYears(4).toString())));
        try (ServedWorld world = ServedWorld.serve(folder, Map.of("feed.sweep-interval", "20ms"))) {
            assertThat(world.client().fetchAndWait("D-PAST")).as("gone before the first question").isEmpty();
            assertThat(world.client().fetchAndWait("D-TODAY")).isPresent();
            try (Following _ =
                    world.client().follow(position(5), 100, sent -> changes.addAll(sent.getChangesList()))) {
                await().atMost(SOON).until(() -> changes.size() >= 5);
                submit(world, put(document("D-NEW", "N5", "FRA").setExpires(today.minusDays(3).toString())));
                await().atMost(SOON).until(() -> world.client().fetchAndWait("D-NEW").isEmpty());
            }
            assertThat(changes.subList(0, 5))
                    .extracting(change ->
                            change.getKind() + " " + change.getRecordId() + " " + change.getDue() + " " + change.getReason())
                    .containsExactlyInAnyOrder(
                            "EXPIRY_WARNING D-PAST " + today.minusDays(1) + " ",
                            "EXPIRED D-PAST  ",
                            "EXPIRY_WARNING D-TODAY " + today + " ",
                            "EXPIRY_WARNING D-REVIEW " + today.plusMonths(3) + " REVIEW",
                            "EXPIRY_WARNING D-BOTH " + today.plusMonths(2) + " REVIEW");
        }
    }

    @Test
    void aDamagedRecordThatHasExpiredKeepsNoOtherFromBeingDeleted() throws IOException {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        Fixtures.load(
                folder,
                Fixtures.record(document("D-1", "N1", "FRA").setExpires(yesterday)),
                Fixtures.record(document("D-2", "N2", "FRA").setExpires(yesterday)));
        try (DataFolder data = DataFolder.open(folder)) {
            byte[] key = firstDocument(data);
            data.write(view -> {
                view.put(Table.DOCUMENT, key, new byte[100]);
                return 0;
            });
        }
        try (ServedWorld world = ServedWorld.serve(folder, Map.of())) {
            assertThat(world.client().fetchAndWait("D-2")).isEmpty();
            assertThatThrownBy(() -> world.client().fetchAndWait("D-1"))
                    .isInstanceOfSatisfying(
                            LookupException.class, e -> assertThat(e.code()).isEqualTo(Error.Code.Value.DAMAGED));
        }
    }

    private static byte[] firstDocument(DataFolder data) {
        try (ReadView view = data.newView()) {
            view.begin();
            assertThat(view.seek(Table.DOCUMENT, new byte[] {'N', '1'}, 2)).isTrue();
            return Arrays.copyOf(view.key(), view.keySize());
        }
    }

    @Test
    void changesOlderThanTheLogKeepsLeaveIt() throws IOException {
        try (ServedWorld world = serveForgetful()) {
            submit(world, put(document("D-1", "N1", "FRA")));
            await().atMost(SOON).until(() -> world.server().status().getLogStart().getSequence() == 2);
            assertThat(endOf(world, position(1))).isEqualTo(Error.Code.Value.POSITION_TRIMMED);
        }
    }

    @Test
    void theLargestRecordFitsTheFramesOfReadersAndOneLargerIsRefused() throws IOException {
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        try (ServedWorld world = ServedWorld.of(folder, Fixtures.person("P-0", "ANNA"))) {
            for (int i = 1; i <= 3; i++) {
                submit(world, put(document("D-" + i, "N" + i, "FRA")), large("P-" + i, RecordCheck.RECORD_SIZE_MAX));
            }
            Outcome refused = world.client()
                    .submitAndWait(Batch.newBuilder()
                            .addSubmissions(large("P-9", RecordCheck.RECORD_SIZE_MAX + 1))
                            .build())
                    .getFirst();
            assertThat(refused.getError().getMessage())
                    .isEqualTo("record: " + (RecordCheck.RECORD_SIZE_MAX + 1) + " bytes (expected: <= "
                            + RecordCheck.RECORD_SIZE_MAX + ")");
            try (Following _ = world.client().follow(position(1), 100, sent -> changes.addAll(sent.getChangesList()))) {
                await().atMost(SOON).until(() -> changes.size() == 6);
            }
            assertThat(changes).extracting(Change::getRecordId).containsExactly("D-1", "P-1", "D-2", "P-2", "D-3", "P-3");
            assertThat(world.client().fetchAndWait("P-1")).isPresent();
        }
    }

    /** A person whose record has so many bytes. */
    private static Submission large(String id, int size) {
        Person.Builder person = Fixtures.person(id, "ANNA").getPerson().toBuilder();
        int left = size;
        while (left > 4_000) {
            person.addAddresses("x".repeat(Math.min(4_000, left / 2)));
            left = size - Record.newBuilder().setPerson(person).build().getSerializedSize();
        }
        int tagAndLength = 4;
        person.addAddresses("x".repeat(left - tagAndLength));
        return Submission.newBuilder().setPerson(person).build();
    }

    private ServedWorld serveForgetful() throws IOException {
        Fixtures.load(folder, Fixtures.person("P-0", "ANNA"));
        return ServedWorld.serve(folder, Map.of("feed.sweep-interval", "20ms", "feed.log-retention", "0s"));
    }

    private static Map<String, String> follows(ServedWorld primary) {
        return Map.of("feed.primary", "127.0.0.1:" + primary.port(), "data.age-max", "1h");
    }

    private static void change(ServedWorld world, Random random) {
        for (int i = 0; i < 40; i++) {
            String id = "D-" + random.nextInt(12);
            submit(
                    world,
                    random.nextInt(4) == 0
                            ? withdraw(id)
                            : put(document(id, "N" + random.nextInt(5), "FRA")
                                    .setOwner(id.length() > 3 ? "DEU" : "FRA")),
                    Submission.newBuilder()
                            .setPerson(Fixtures.person("P-" + random.nextInt(5), "ANNA " + "ABCDE".charAt(random.nextInt(5)) + "SON")
                                    .getPerson())
                            .build());
        }
    }

    private static void awaitSame(ServedWorld primary, ServedWorld follower) {
        await().atMost(SOON)
                .until(() -> follower.server().status().getPosition(), primary.server().status().getPosition()::equals);
        Status expected = primary.server().status();
        assertThat(expected.getOwnedCount()).isGreaterThan(1);
        assertThat(follower.server().status().getOwnedList()).isEqualTo(expected.getOwnedList());
        assertThat(follower.server().status().getFollows()).as("whom it follows").startsWith("127.0.0.1:");
        assertThat(expected.getFollows()).as("a primary follows nobody").isEmpty();
    }

    private static Error.Code.Value endOf(ServedWorld world, Position after) {
        try (Following following = world.client().follow(after, 10, sent -> {})) {
            following.ended().toCompletableFuture().join();
            throw new AssertionError("ended without a code");
        } catch (CompletionException e) {
            return ((LookupException) e.getCause()).code();
        }
    }

    private static void submit(ServedWorld world, Submission... submissions) {
        var _ = world.client()
                .submitAndWait(Batch.newBuilder().addAllSubmissions(List.of(submissions)).build());
    }

    private static Error.Code.Value submitted(ServedWorld world, Submission submission) {
        try {
            submit(world, submission);
            return Error.Code.Value.UNSPECIFIED;
        } catch (LookupException e) {
            return e.code();
        }
    }

    private static Submission put(TravelDocument.Builder document) {
        return Submission.newBuilder().setTravelDocument(document).build();
    }

    private static Submission withdraw(String id) {
        return Submission.newBuilder().setWithdraw(Withdrawal.newBuilder().setId(id)).build();
    }

    private static Position position(long sequence) {
        return Position.newBuilder().setEpoch(1).setSequence(sequence).build();
    }
}
