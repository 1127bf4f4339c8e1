package io.vigie.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.store.StoreException;
import io.vigie.v1.Chunk;
import io.vigie.v1.Error;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SnapshotsTest {
    @TempDir
    Path folder;

    @Test
    void closingWaitsForNoCopyUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch made = new CountDownLatch(1);
        CompletableFuture<Error> failed = new CompletableFuture<>();
        try (AuditLog audit = AuditLog.open(folder, new AuditLog.Config(Duration.ofSeconds(1), 1 << 20))) {
            Snapshots snapshots = new Snapshots(
                    () -> {
                        begun.countDown();
                        awaitIt(made);
                        throw new StoreException("planned");
                    },
                    audit,
                    Clock.systemUTC(),
                    "test");
            var _ = snapshots.start(Caller.LOCAL_OPERATOR, 1, new Snapshots.Sink() {
                @Override
                public void send(Chunk chunk) {}

                @Override
                public void fail(Error error) {
                    failed.complete(error);
                }
            });
            begun.await();
            snapshots.close();
            assertThat(failed.join().getCode()).isEqualTo(Error.Code.Value.DRAINING);
        } finally {
            made.countDown();
        }
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
