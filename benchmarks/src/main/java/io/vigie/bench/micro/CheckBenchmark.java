package io.vigie.bench.micro;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.bench.bulk.KeptFolders;
import io.vigie.server.access.Caller;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.query.Burst;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Question: how long is a worker busy with one traveller, a whole zone in and the answer of all datasets out, audit entry
 * included?
 *
 * <p>Command: {@code ./vigie bench micro Check}; {@code --documents 10000000 --persons 1000000} for the size of issue 5.
 *
 * <p>Decides: how much of a check's time and processor is the search itself, and how much the way to a worker and back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CheckBenchmark {
    private static final long SEED = 1;
    private static final int QUESTIONS_MAX = 4_096;
    private static final int DOCUMENTS_OF_A_NOTICE = 100;

    @Param("1000000")
    public int documents;

    @Param("100000")
    public int persons;

    private @Nullable AnsweredFolder folder;
    private @Nullable Burst openBurst;
    private List<byte[]> clear = List.of();
    private List<byte[]> hits = List.of();
    private List<byte[]> variants = List.of();
    private int at;

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(documents, persons, documents / DOCUMENTS_OF_A_NOTICE, SEED);
        DataFolder data = KeptFolders.whole(world);
        PersonIndex.open(data);
        folder = new AnsweredFolder(data);
        openBurst = folder.queries().newWorkersBurst();
        clear = travellers(world, Verdict.Code.NO_HIT);
        hits = travellers(world, Verdict.Code.HIT);
        variants = travellers(world, Verdict.Code.POSSIBLE);
    }

    @TearDown
    public void close() throws IOException {
        burst().end(_ -> {});
        if (folder != null) {
            folder.close();
        }
    }

    /** A traveller of whom nothing is known. */
    @Benchmark
    public Answer nothingKnown() throws InvalidProtocolBufferException {
        return ask(clear);
    }

    /** A document that is reported, or belongs to a listed person or an active notice. */
    @Benchmark
    public Answer hit() throws InvalidProtocolBufferException {
        return ask(hits);
    }

    /** A listed person, as a zone spells the name, with a document that nobody reported. */
    @Benchmark
    public Answer personVariant() throws InvalidProtocolBufferException {
        return ask(variants);
    }

    /** A worker answers one question, records it, and lets its answer go. */
    private Answer ask(List<byte[]> questions) throws InvalidProtocolBufferException {
        at = at + 1 >= questions.size() ? 0 : at + 1;
        Answer answer = burst().ask(Caller.LOCAL_OPERATOR, questions.get(at), System.nanoTime(), 0);
        burst().end(_ -> {});
        return answer;
    }

    private Burst burst() {
        if (openBurst == null) {
            throw new IllegalStateException("burst: absent (expected: after open)");
        }
        return openBurst;
    }

    private static List<byte[]> travellers(SyntheticWorld world, Verdict.Code wanted) {
        List<byte[]> chosen = new ArrayList<>();
        for (long i = 0; i < world.questionCount() && chosen.size() < QUESTIONS_MAX; i++) {
            SyntheticQuestion question = world.question(i);
            if (question.truth().dataset() == Dataset.Code.UNSPECIFIED && question.truth().verdict() == wanted) {
                chosen.add(question.question().toByteArray());
            }
        }
        return chosen;
    }
}
