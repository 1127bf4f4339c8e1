package io.vigie.bench.micro;

import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.AuditLog;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does a burst wait for its block of the audit trail, by its entries: encoded, handed over, hashed,
 * written, and told of? The disk itself is waited for by nobody; it follows every 50 ms, as in the server.
 *
 * <p>Command: {@code ./vigie bench micro Audit}
 *
 * <p>Decides: whether one entry at a time could be afforded, and what a larger burst saves.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {
    private static final AuditLog.Config CONFIG = new AuditLog.Config(Duration.ofMillis(50), 1 << 28);

    @Param({"1", "16", "256"})
    public int entries;

    private @Nullable TemporaryFolder folder;
    private @Nullable AuditLog log;
    private final AuditBlock block = new AuditBlock();
    private final AuditEntry entry = AuditEntry.newBuilder()
            .setCaller("local-operator")
            .setKind(AuditEntry.AuditedKind.Code.ASK)
            .setRequest(Question.newBuilder()
                    .setId("q123456")
                    .setDocument(DocumentQuestion.newBuilder().setNumber("12AB34567").setIssuingState("FRA"))
                    .build()
                    .toByteString())
            .setVerdict(Verdict.Code.NO_HIT)
            .setMicros(12)
            .build();

    @Setup
    public void open() throws IOException {
        folder = TemporaryFolder.create("vigie-bench-audit");
        log = AuditLog.open(folder.path(), CONFIG);
    }

    @TearDown
    public void close() throws IOException {
        log().close();
        if (folder != null) {
            folder.close();
        }
    }

    @Benchmark
    public void append() throws InterruptedException {
        for (int i = 0; i < entries; i++) {
            block.add(entry);
        }
        CountDownLatch written = new CountDownLatch(1);
        log().append(block, _ -> written.countDown());
        written.await();
        block.clear();
    }

    private AuditLog log() {
        if (log == null) {
            throw new IllegalStateException("log: absent (expected: after open)");
        }
        return log;
    }
}
