package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.Submission;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What owners withdraw leaves the disk: the bytes of the data folder are searched. */
class PurgeIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> CONTENT = List.of("GHEORGHIU", "WITHDRAWN77", "REPLACED77");

    @TempDir
    Path data;

    @Test
    void withdrawnAndReplacedContentIsNowhereAfterTheLogWasTrimmedAndTheGenerationCompacted() throws IOException {
        Fixtures.load(
                data,
                record(document("D-1", "WITHDRAWN77", "FRA")),
                record(document("D-2", "REPLACED77", "FRA")),
                record(document("D-3", "KEPT77", "FRA")));
        Map<String, String> keepLog = Map.of("feed.sweep-interval", "20ms", "feed.purge-interval", "0s");
        try (ServedWorld world = ServedWorld.serve(data, keepLog)) {
            submit(world, Submission.newBuilder().setPerson(Fixtures.person("P-1", "ANNA GHEORGHIU").getPerson()));
            submit(world, withdraw("D-1"), withdraw("P-1"));
            submit(world, Submission.newBuilder().setTravelDocument(document("D-2", "OTHER77", "FRA")));
            assertThat(found()).as("the log keeps it, and freed pages").containsExactlyInAnyOrderElementsOf(CONTENT);
            assertThat(world.server().status().hasPurgedBy()).isTrue();
            assertThat(world.server().status().getGeneration()).isEqualTo(1);
        }
        Map<String, String> forget = Map.of(
                "feed.sweep-interval", "20ms", "feed.purge-interval", "0s", "feed.log-retention", "0s");
        try (ServedWorld world = ServedWorld.serve(data, forget)) {
            await().atMost(SOON).until(() -> !world.server().status().hasPurgedBy());
            assertThat(world.server().status().getGeneration()).isEqualTo(2);
            assertThat(found()).isEmpty();
            assertThat(world.client().fetchAndWait("D-3")).isPresent();
            assertThat(world.client().fetchAndWait("D-2")).isPresent();
            assertThat(world.server().status().getPosition().getSequence()).isEqualTo(7);
            submit(world, Submission.newBuilder().setTravelDocument(document("D-1", "AGAIN77", "FRA")));
            assertThat(world.client().fetchAndWait("D-1").orElseThrow().getTravelDocument().getVersion())
                    .as("the trace is kept")
                    .isEqualTo(3);
        }
    }

    @Test
    void contentLeavesTheDiskWhileOwnersGoOnReplacingOther() throws IOException {
        Fixtures.load(data, record(document("D-1", "WITHDRAWN77", "FRA")), record(document("D-2", "N2", "FRA")));
        Map<String, String> keys = Map.of(
                "feed.sweep-interval", "20ms", "feed.purge-interval", "0s", "feed.log-retention", "2s");
        AtomicBoolean isUsed = new AtomicBoolean(true);
        try (ServedWorld world = ServedWorld.serve(data, keys)) {
            submit(world, withdraw("D-1"));
            CompletableFuture<Void> owner = CompletableFuture.runAsync(() -> {
                for (int i = 0; isUsed.get(); i++) {
                    submit(world, Submission.newBuilder().setTravelDocument(document("D-2", "N2X" + i, "FRA")));
                }
            });
            try {
                await().atMost(SOON)
                        // A generation goes while it is read.
                        .ignoreExceptionsMatching(e -> e instanceof IOException || e instanceof UncheckedIOException)
                        .until(() -> world.server().status().getGeneration() > 1 && found().isEmpty());
                assertThat(owner).isNotDone();
            } finally {
                isUsed.set(false);
                owner.join();
            }
        }
    }

    /** Which of the content any file of the folder holds. */
    private List<String> found() throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        return CONTENT.stream().filter(content -> bytes.indexOf(content) >= 0).toList();
    }

    private static void submit(ServedWorld world, Submission.Builder... submissions) {
        Batch.Builder batch = Batch.newBuilder();
        Stream.of(submissions).forEach(batch::addSubmissions);
        var _ = world.client().submitAndWait(batch.build());
    }

    private static Submission.Builder withdraw(String id) {
        return Submission.newBuilder().setWithdraw(Withdrawal.newBuilder().setId(id));
    }
}
