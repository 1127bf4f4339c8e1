package io.vigie.bench.micro;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.bench.bulk.KeptFolders;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.mrz.NumberKey;
import io.vigie.server.access.Caller;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.query.Burst;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * <p>Command: {@code ./vigie bench micro QueryPath -prof gc}; {@code --documents 20000000} for a size like that of a state.
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

    /** So many of them arrive in one read of a socket, at one time. */
    private static final int PIPELINE = 16;

    @Param("1000000")
    public int documents;

    private @Nullable AnsweredFolder folder;
    private @Nullable Burst openBurst;
    private final byte[][] misses = new byte[QUESTIONS][];
    private final byte[][] zoneMisses = new byte[QUESTIONS][];
    private final byte[][] hits = new byte[QUESTIONS][];
    private int at;
    private long arrived;

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, SEED);
        DataFolder data = KeptFolders.documents(world);
        folder = new AnsweredFolder(data);
        openBurst = folder.queries().newBurst();
        arrived = System.nanoTime();
        fill(hits, world, Verdict.Code.HIT, QueryPathBenchmark::byNumber);
        // Documents of another world have the shapes of this one's; those that both hold are left out.
        SyntheticWorld other = new SyntheticWorld(documents, 0, 0, SEED + 1);
        fill(misses, other, Verdict.Code.NO_HIT, QueryPathBenchmark::byNumber);
        fill(zoneMisses, other, Verdict.Code.NO_HIT, QueryPathBenchmark::byZone);
    }

    @TearDown
    public void close() throws IOException {
        burst().end(_ -> {});
        if (folder != null) {
            folder.close();
        }
    }

    @Benchmark
    public Object miss() throws IOException {
        return missOf(misses);
    }

    /** The same documents, each by its whole zone. */
    @Benchmark
    public Object missByZone() throws IOException {
        return missOf(zoneMisses);
    }

    private Object missOf(byte[][] questions) throws IOException {
        next();
        // One in some hundred misses passes the filter; it takes the long way, as in the server.
        byte[] question = questions[at & QUESTIONS - 1];
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
        return burst().ask(Caller.LOCAL_OPERATOR, questions[at & QUESTIONS - 1], arrived, 0);
    }

    private void next() {
        at++;
        if (at % BURST == 0) {
            burst().end(_ -> {});
        }
        if (at % PIPELINE == 0) {
            arrived = System.nanoTime();
        }
    }

    private Burst burst() {
        if (openBurst == null) {
            throw new IllegalStateException("burst: absent (expected: after open)");
        }
        return openBurst;
    }

    private static Question.Builder byNumber(TravelDocument document) {
        Question.Builder question = Question.newBuilder();
        question.getDocumentBuilder()
                .setNumber(document.getNumber())
                .setIssuingState(document.getIssuingState())
                .setType(document.getType());
        return question;
    }

    /** As a passport of somebody, since records of documents name no holder. */
    private static Question.Builder byZone(TravelDocument document) {
        String state = document.getIssuingState().isEmpty() ? "FRA" : document.getIssuingState();
        byte[] number = NumberKey.of(document.getNumber());
        return Question.newBuilder()
                .addAllMrz(MrzWriter.of(MrzFormat.TD3)
                        .documentCode("P")
                        .issuingState(state)
                        .documentNumber(new String(number, 0, Math.min(number.length, 9), StandardCharsets.US_ASCII))
                        .names("ERIKSSON", "ANNA MARIA")
                        .nationality(state)
                        .birthDate(LocalDate.of(1974, 8, 12))
                        .sex('F')
                        .expiryDate(LocalDate.of(2032, 4, 15))
                        .lines());
    }

    private void fill(
            byte[][] questions,
            SyntheticWorld world,
            Verdict.Code wanted,
            Function<TravelDocument, Question.Builder> asking)
            throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int count = 0;
        while (count < questions.length) {
            TravelDocument document = world.document(random.nextLong(world.documents()));
            byte[] question = asking.apply(document)
                    .setId("q" + count)
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
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
