package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Following;
import io.vigie.server.index.Compaction;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Action;
import io.vigie.v1.Batch;
import io.vigie.v1.Change;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Position;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that do not say when they expire are kept as long as their kind is, and their owners are told before. */
@Timeout(120)
class RetentionIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> KEYS =
            Map.of("data.scrub-interval", "20ms", "feed.log-retention", "999999h", "feed.clock-jump-max", "0s");

    @TempDir
    Path temporary;

    private Path data;
    private OwnClock clock;
    private LocalDate entered;

    @BeforeEach
    void load() throws IOException {
        data = Files.createDirectory(temporary.resolve("data"));
        Fixtures.load(
                data,
                record(document("D-1", "N1", "FRA")),
                record(document("D-SAYS", "N2", "FRA").setExpires("2099-01-01")),
                person("P-WANTED", Action.Code.ARREST_PROVISIONAL),
                person("P-CHECK", Action.Code.DISCREET_CHECK),
                person("P-LISTED", Action.Code.FREEZE_ASSETS),
                Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED));
        clock = new OwnClock(Instant.now());
        entered = today();
    }

    @Test
    void eachKindHasItsPeriodAndItsWarning() throws IOException {
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        try (ServedWorld world = ServedWorld.serve(data, KEYS, clock);
                Following _ = world.client().follow(position(6), 100, sent -> changes.addAll(sent.getChangesList()))) {
            awaitPass(world);
            assertThat(changes).isEmpty();
            goTo(entered.plusMonths(8));
            awaitTold(changes, "EXPIRY_WARNING P-CHECK " + entered.plusMonths(12).minusDays(1) + " RETENTION");
            assertThat(world.client().fetchAndWait("P-CHECK")).isPresent();
            var _ = Compaction.run(world.server().folder(), clock.instant());
            submit(world, person("P-CHECK", Action.Code.DISCREET_CHECK, "changed by its owner"));
            awaitTold(changes, "PUT P-CHECK  ");
            submit(world, person("P-LATER", Action.Code.DISCREET_CHECK));
            awaitTold(changes, "PUT P-LATER  ");
            goTo(entered.plusMonths(12));
            awaitTold(changes, "EXPIRED P-CHECK  RETENTION");
            assertThat(world.client().fetchAndWait("P-CHECK")).isEmpty();
            goTo(entered.plusMonths(16));
            awaitTold(changes, "EXPIRY_WARNING P-LATER " + entered.plusMonths(20).minusDays(1) + " RETENTION");
            goTo(entered.plusMonths(20));
            awaitTold(changes, "EXPIRED P-LATER  RETENTION");
            goTo(entered.plusMonths(60));
            awaitTold(changes, "EXPIRY_WARNING 2026/1 *");
            goTo(entered.plusMonths(64));
            awaitTold(changes, "EXPIRED 2026/1  RETENTION");
            goTo(entered.plusMonths(116));
            awaitTold(changes, "EXPIRY_WARNING D-1 " + entered.plusMonths(120).minusDays(1) + " RETENTION");
            goTo(entered.plusMonths(120));
            awaitTold(changes, "EXPIRED D-1  RETENTION");
            awaitPass(world);
            assertThat(world.client().fetchAndWait("D-SAYS")).isPresent();
            assertThat(world.client().fetchAndWait("P-LISTED")).isPresent();
            assertThat(world.client().fetchAndWait("P-WANTED")).isPresent();
            assertThat(world.meter("vigie_scrub_faults")).isZero();
        }
    }

    @Test
    void aFollowerDeletesNothingItselfAndKnowsWhatOwnersWereTold() throws IOException {
        Path other = temporary.resolve("other");
        Fixtures.copy(data, other);
        try (ServedWorld primary = ServedWorld.serve(data, KEYS, clock)) {
            Map<String, String> follows = new HashMap<>(KEYS);
            follows.put("feed.primary", "127.0.0.1:" + primary.port());
            follows.put("data.age-max", "1h");
            goTo(entered.plusMonths(8));
            try (ServedWorld follower = ServedWorld.serve(other, follows, clock)) {
                await().atMost(SOON).until(() -> follower.server().status().getPosition().getSequence() == 7);
                awaitPass(follower);
                assertThat(follower.server().status().getPosition().getSequence()).isEqualTo(7);
            }
        }
        goTo(entered.plusMonths(12));
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        try (ServedWorld promoted = ServedWorld.serve(other, KEYS, clock);
                Following _ = promoted.client().follow(position(7), 100, sent -> changes.addAll(sent.getChangesList()))) {
            awaitTold(changes, "EXPIRED P-CHECK  RETENTION");
        }
    }

    /** Waits for changes in any order, and takes them from the list; a star stands for any day. */
    private static void awaitTold(List<Change> changes, String... expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(changes).hasSizeGreaterThanOrEqualTo(expected.length));
        assertThat(changes).hasSize(expected.length).allSatisfy(change -> assertThat(expected)
                .containsAnyOf(
                        change.getKind() + " " + change.getRecordId() + " " + change.getDue() + " " + change.getReason(),
                        change.getKind() + " " + change.getRecordId() + " *"));
        changes.clear();
    }

    private void goTo(LocalDate day) {
        clock.advance(Duration.between(clock.instant(), day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** A pass that began after now has ended. */
    private static void awaitPass(ServedWorld world) {
        double begun = world.meter("vigie_scrub_passes");
        await().atMost(SOON).until(() -> world.meter("vigie_scrub_passes") >= begun + 2);
    }

    private static Record person(String id, Action.Code action) {
        return person(id, action, "");
    }

    private static Record person(String id, Action.Code action, String reason) {
        Person.Builder person = Fixtures.person(id, "ANNA ANDERSON").getPerson().toBuilder();
        return Record.newBuilder()
                .setPerson(person.setAction(action).setReason(reason))
                .build();
    }

    private static void submit(ServedWorld world, Record person) {
        var _ = world.client()
                .submitAndWait(Batch.newBuilder()
                        .addSubmissions(Submission.newBuilder().setPerson(person.getPerson()))
                        .build());
    }

    private static Position position(long sequence) {
        return Position.newBuilder().setEpoch(1).setSequence(sequence).build();
    }
}
