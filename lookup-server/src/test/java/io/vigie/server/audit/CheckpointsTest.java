package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path trail;

    @Test
    void whatFailsOnceIsTriedAgain() throws Exception {
        SegmentWriter.Head head = new SegmentWriter.Head(1, 100, new byte[AuditBlock.DIGEST_SIZE]);
        AtomicInteger asked = new AtomicInteger();
        try (Checkpoints checkpoints = Checkpoints.start(
                trail,
                CheckpointKey.of(trail),
                List.of(),
                Duration.ofMillis(10),
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("for a test");
                    }
                    return head;
                },
                Clock.systemUTC())) {
            await().until(() -> Files.exists(trail.resolve("checkpoints.txt")));
            await().until(() -> checkpoints.missing().isEmpty());
        }
        assertThat(Files.readAllLines(trail.resolve("checkpoints.txt"))).hasSize(1);
    }

    @Test
    void whatCannotBeSignedIsNoFaultOfAFileAndIsOverWhenThereIsNothingNewToSign() throws Exception {
        SegmentWriter.Head head = new SegmentWriter.Head(1, 100, new byte[AuditBlock.DIGEST_SIZE]);
        AtomicBoolean failing = new AtomicBoolean();
        try (Checkpoints checkpoints = Checkpoints.start(
                trail,
                CheckpointKey.of(trail),
                List.of(),
                Duration.ofMillis(10),
                () -> {
                    if (failing.get()) {
                        throw new IllegalStateException("for a test");
                    }
                    return head;
                },
                Clock.systemUTC())) {
            await().until(() -> Files.exists(trail.resolve("checkpoints.txt")));
            failing.set(true);
            await().until(checkpoints::isFailing);
            assertThat(checkpoints.missing()).isEmpty();
            failing.set(false);
            await().until(() -> !checkpoints.isFailing());
        }
    }
}
