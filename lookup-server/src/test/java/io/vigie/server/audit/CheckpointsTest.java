package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path trail;

    @Test
    void whatFailsOnceIsTriedAgain() throws Exception {
        SegmentWriter.Head head = new SegmentWriter.Head(1, 100, new byte[AuditBlock.DIGEST_SIZE]);
        AtomicInteger asked = new AtomicInteger();
        try (Checkpoints checkpoints = started(() -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("for a test");
                    }
                    return head;
                })) {
            await().until(() -> Files.exists(trail.resolve("checkpoints.txt")));
            await().until(() -> checkpoints.missing().isEmpty());
        }
        assertThat(Files.readAllLines(trail.resolve("checkpoints.txt"))).hasSize(1);
    }

    @Test
    void whatCannotBeSignedIsNoFaultOfAFileAndIsOverWhenThereIsNothingNewToSign() throws Exception {
        SegmentWriter.Head head = new SegmentWriter.Head(1, 100, new byte[AuditBlock.DIGEST_SIZE]);
        AtomicBoolean failing = new AtomicBoolean();
        try (Checkpoints checkpoints = started(() -> {
                    if (failing.get()) {
                        throw new IllegalStateException("for a test");
                    }
                    return head;
                })) {
            await().until(() -> Files.exists(trail.resolve("checkpoints.txt")));
            failing.set(true);
            await().until(checkpoints::isFailing);
            assertThat(checkpoints.missing()).isEmpty();
            failing.set(false);
            await().until(() -> !checkpoints.isFailing());
        }
    }

    private Checkpoints started(Supplier<SegmentWriter.Head> head) throws IOException {
        return Checkpoints.start(
                trail, CheckpointKey.of(trail), List.of(), Duration.ofMillis(10), head, Clock.systemUTC());
    }
}
