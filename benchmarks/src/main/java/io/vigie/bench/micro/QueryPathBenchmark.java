package io.vigie.bench.micro;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.query.Burst;
import io.vigie.server.query.QueryService;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
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
 * Question: what does a question on a document cost from the frame's payload to the answer, audit entry included?
 *
 * <p>Command: {@code ./vigie bench micro QueryPath -prof gc}; {@code -p documents=20000000} for the size of docs.
 *
 * <p>Decides: whether nothing known needs a way of its own, without the messages that a hit is made of.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QueryPathBenchmark {
    private static final long SEED = 1;

    /** A power of two; more questions than fit a cache near the processor. */
    private static final int QUESTIONS = 1 << 15;

    /** As many questions as a loop's turn brings from ten connections at pipeline 16. */
    private static final int BURST = 160;

    @Param("1000000")
    public int documents;

    private @Nullable DataFolder folder;
    private @Nullable AuditLog audit;
    private @Nullable ServerMetrics metrics;
    private @Nullable Burst openBurst;
    private @Nullable Path auditFolder;
    private final byte[][] misses = new byte[QUESTIONS][];
    private final byte[][] hits = new byte[QUESTIONS][];
    private int at;

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, SEED);
        folder = DocumentFolders.open(world);
        folder.warm();
        auditFolder = Files.createTempDirectory("vigie-bench-audit");
        audit = AuditLog.open(auditFolder, new AuditLog.Config(Duration.ofSeconds(1), 1 << 30));
        metrics = new ServerMetrics();
        QueryService queries = new QueryService(
                folder,
                audit,
                metrics,
                new QueryService.Config(Duration.ofSeconds(1), Duration.ZERO, 1, null),
                Clock.systemUTC(),
                "bench");
        openBurst = queries.newBurst();
        fill(hits, world, Verdict.Code.HIT);
        // Documents of another world have the shapes of this one's; those that both hold are left out.
        fill(misses, new SyntheticWorld(documents, 0, 0, SEED + 1), Verdict.Code.NO_HIT);
    }

    @TearDown
    public void close() throws IOException {
        burst().end(_ -> {});
        if (audit != null) {
            audit.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        if (folder != null) {
            folder.close();
        }
        if (auditFolder != null) {
            try (var files = Files.list(auditFolder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(auditFolder);
        }
    }

    @Benchmark
    public Object miss() throws IOException {
        next();
        // One in some hundred misses passes the filter; it takes the long way, as in the server.
        byte[] question = misses[at & QUESTIONS - 1];
        long arrived = System.nanoTime();
        return burst().tryClear(Caller.LOCAL_OPERATOR, question, 0, question.length, 1, arrived, 0) > 0
                ? burst().clearFrame()
                : burst().ask(Caller.LOCAL_OPERATOR, question, arrived, 0);
    }

    /** The same questions on the way that a hit takes: what the short way saves. */
    @Benchmark
    public Answer missWithMessages() throws IOException {
        return ask(misses);
    }

    @Benchmark
    public Answer hit() throws IOException {
        return ask(hits);
    }

    private Answer ask(byte[][] questions) throws InvalidProtocolBufferException {
        next();
        return burst().ask(Caller.LOCAL_OPERATOR, questions[at & QUESTIONS - 1], System.nanoTime(), 0);
    }

    private void next() {
        at++;
        if (at % BURST == 0) {
            burst().end(_ -> {});
        }
    }

    private Burst burst() {
        if (openBurst == null) {
            throw new IllegalStateException("burst: absent (expected: after open)");
        }
        return openBurst;
    }

    private void fill(byte[][] questions, SyntheticWorld world, Verdict.Code wanted) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int count = 0;
        while (count < questions.length) {
            TravelDocument document = world.document(random.nextLong(world.documents()));
            byte[] question = Question.newBuilder()
                    .setId("q" + count)
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .setDocument(DocumentQuestion.newBuilder()
                            .setNumber(document.getNumber())
                            .setIssuingState(document.getIssuingState())
                            .setType(document.getType()))
                    .build()
                    .toByteArray();
            Answer answer = burst().ask(Caller.LOCAL_OPERATOR, question, System.nanoTime(), 0);
            if (burst().size() >= BURST) {
                burst().end(_ -> {});
            }
            if (answer.getVerdict() == wanted) {
                questions[count++] = question;
            }
        }
    }
}
