package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.server.index.Compaction;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.server.testing.ServedWorld;
import io.vigie.server.testing.UtcClock;
import io.vigie.v1.Batch;
import io.vigie.v1.Submission;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sweeps and the scrub do with wrong clocks, failures and a purge that cannot be done. */
@Timeout(120)
class SweepIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> KEYS = Map.of("feed.sweep-interval", "20ms");

    @TempDir
    Path data;

    @Test
    void nothingIsDeletedByAClockThatIsFarAhead() throws IOException {
        OwnClock clock = new OwnClock(Instant.now());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Fixtures.load(
                data,
                record(document("D-1", "N1", "FRA").setExpires(today.plusMonths(6).toString())),
                record(document("D-2", "N2", "FRA").setExpires(today.plusDays(20).toString())));
        try (ServedWorld world = ServedWorld.serve(data, Map.of(), clock)) {
            submit(world, Submission.newBuilder().setTravelDocument(document("D-3", "N3", "FRA")));
            var _ = Compaction.run(world.server().folder(), clock.instant());
        }
        clock.advance(Duration.ofDays(366));
        try (ServedWorld world = ServedWorld.serve(data, KEYS, clock)) {
            assertThat(world.server().status().getWarningsList()).anyMatch(warning -> warning.contains("nothing is deleted"));
            assertThat(world.server().status().getReady()).isTrue();
            assertThat(world.client().fetchAndWait("D-1")).isPresent();
            assertThat(world.server().status().getLogStart().getSequence()).as("the log").isEqualTo(2);
        }
        clock.advance(Duration.ofDays(25 - 366));
        try (ServedWorld world = ServedWorld.serve(data, KEYS, clock)) {
            assertThat(world.client().fetchAndWait("D-2")).as("an absence of some weeks is none").isEmpty();
            assertThat(world.client().fetchAndWait("D-1")).isPresent();
        }
        clock.advance(Duration.ofDays(366 - 25));
        Map<String, String> confirmed = Map.of("feed.sweep-interval", "20ms", "feed.clock-jump-max", "9999h");
        try (ServedWorld world = ServedWorld.serve(data, confirmed, clock)) {
            assertThat(world.client().fetchAndWait("D-1")).isEmpty();
        }
        try (ServedWorld world = ServedWorld.serve(data, KEYS, clock)) {
            assertThat(world.server().status().getWarningsList()).isEmpty();
        }
    }

    @Test
    void sweepAndScrubOutliveErrors() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Fixtures.load(data, record(document("D-1", "N1", "FRA")));
        FailingClock clock = new FailingClock();
        Map<String, String> keys = Map.of("feed.sweep-interval", "20ms", "data.scrub-interval", "20ms");
        try (ServedWorld world = ServedWorld.serve(data, keys, clock)) {
            clock.isFailing = true;
            await().atMost(SOON).until(() -> clock.sweeps.get() > 1 && clock.scrubs.get() > 1 && world.server().status().getWarningsList().stream()
                    .anyMatch(warning -> warning.contains("the scrub has not read everything")));
            double passes = world.meter("vigie_scrub_passes");
            clock.isFailing = false;
            await().atMost(SOON).until(() -> world.meter("vigie_scrub_passes") > passes + 1);
            submit(world, Submission.newBuilder()
                    .setTravelDocument(document("D-2", "N2", "FRA").setExpires(today.minusDays(3).toString())));
            await().atMost(SOON).until(() -> world.client().fetchAndWait("D-2").isEmpty());
        }
    }

    @Test
    void aPurgeThatCannotBeDoneIsToldAndNotTriedAgainAtEverySweep() throws IOException {
        Fixtures.load(data, record(document("D-1", "N1", "FRA")));
        Map<String, String> keys =
                Map.of("feed.sweep-interval", "20ms", "feed.log-retention", "0s", "feed.purge-interval", "24h");
        try (ServedWorld world = ServedWorld.serve(data, keys)) {
            try (GenerationBuilder _ = world.server().folder().newGeneration()) {
                submit(world, withdraw("D-1"));
                await().atMost(SOON).until(() -> world.server().status().getWarningsList().stream()
                        .anyMatch(warning -> warning.contains("has not left the disk yet")));
            }
            for (int i = 0; i < 3; i++) {
                submit(world, Submission.newBuilder().setTravelDocument(document("D-" + i + 2, "N2", "FRA")));
                await().atMost(SOON).until(() -> world.server().status().getLogStart()
                        .equals(world.server().status().getPosition()));
            }
            assertThat(world.server().status().getGeneration()).isEqualTo(1);
            assertThat(world.server().status().hasPurgedBy()).isTrue();
        }
    }

    @Test
    void aPurgeWaitsForAClockThatIsBelievedAndNoLonger() throws IOException {
        Fixtures.load(data, record(document("D-1", "N1", "FRA")));
        JumpingClock clock = new JumpingClock();
        Map<String, String> keys =
                Map.of("feed.sweep-interval", "20ms", "feed.log-retention", "0s", "feed.purge-interval", "0s");
        try (ServedWorld world = ServedWorld.serve(data, keys, clock)) {
            try (GenerationBuilder _ = world.server().folder().newGeneration()) {
                clock.ahead = Duration.ofDays(20);
                submit(world, withdraw("D-1"));
                awaitWarning(world, "has not left the disk yet");
                clock.ahead = Duration.ofDays(366);
                awaitWarning(world, "nothing is deleted");
            }
            int asked = clock.asked.get();
            await().atMost(SOON).until(() -> clock.asked.get() > asked + 9);
            assertThat(world.server().status().getGeneration()).isEqualTo(1);
            clock.ahead = Duration.ZERO;
            await().atMost(SOON).until(() -> !world.server().status().hasPurgedBy());
        }
    }

    private static void awaitWarning(ServedWorld world, String part) {
        await().atMost(SOON)
                .until(() -> world.server().status().getWarningsList().stream().anyMatch(warning -> warning.contains(part)));
    }

    private static Submission.Builder withdraw(String id) {
        return Submission.newBuilder().setWithdraw(Withdrawal.newBuilder().setId(id));
    }

    private static void submit(ServedWorld world, Submission.Builder submission) {
        var _ = world.client()
                .submitAndWait(Batch.newBuilder().addSubmissions(submission).build());
    }

    /** The system's, ahead of it by what it is told; counts how often a sweep asks. */
    private static final class JumpingClock extends UtcClock {
        private volatile Duration ahead = Duration.ZERO;
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("vigie-sweep")) {
                asked.incrementAndGet();
            }
            return Instant.now().plus(ahead);
        }
    }

    /** The system's, which costs the threads of sweep and scrub an error while it fails. */
    private static final class FailingClock extends UtcClock {
        private volatile boolean isFailing;
        private final AtomicInteger sweeps = new AtomicInteger();
        private final AtomicInteger scrubs = new AtomicInteger();

        @Override
        public Instant instant() {
            String thread = Thread.currentThread().getName();
            if (isFailing && thread.equals("vigie-sweep")) {
                sweeps.incrementAndGet();
                throw new OutOfMemoryError("planned");
            }
            if (isFailing && thread.equals("vigie-scrub")) {
                scrubs.incrementAndGet();
                throw new OutOfMemoryError("planned");
            }
            return Instant.now();
        }
    }
}
