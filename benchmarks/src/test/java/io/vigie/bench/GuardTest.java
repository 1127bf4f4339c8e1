package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vigie.bench.bulk.BulkLoad;
import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.micro.AnsweredFolder;
import io.vigie.server.access.Caller;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.query.Burst;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Dataset;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameLayout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a question costs besides time: figures that do not vary from run to run, so that a change that makes them grow is seen. */
class GuardTest {
    private static final int DOCUMENTS = 20_000;
    private static final int PERSONS = 5_000;
    private static final int QUESTIONS = 10_000;
    private static final int BURST = 100;

    @TempDir
    private static Path folder;

    private static BulkLoad documents;
    private static BulkLoad persons;

    @BeforeAll
    static void load() throws IOException {
        documents = load(new SyntheticWorld(DOCUMENTS, 0, 0, 5), "documents");
        persons = load(new SyntheticWorld(0, PERSONS, 0, 5), "persons");
    }

    @Test
    void bytesOfDiskOfARecord() {
        assertThat((double) documents.diskBytes() / DOCUMENTS).isLessThan(140);
        assertThat((double) persons.diskBytes() / PERSONS).isLessThan(185);
    }

    @Test
    void bytesOnTheWireOfAQuestionOfWhichNothingIsKnown() throws IOException {
        try (AnsweredFolder answered = new AnsweredFolder(DataFolder.open(folder.resolve("documents")))) {
            Asked asked = ask(answered.queries().newBurst(), clear());
            // Headers of 16 bytes included, ids left out.
            assertThat(asked.questionBytesMax).isLessThanOrEqualTo(45);
            assertThat(asked.answerBytesMax).isLessThanOrEqualTo(55);
        }
    }

    @Test
    void nearlyNoneOfThemIsLookedUpInLmdb() throws IOException {
        try (AnsweredFolder answered = new AnsweredFolder(DataFolder.open(folder.resolve("documents")))) {
            // The filter lets one in 256 pass by chance.
            assertThat(ask(answered.queries().newBurst(), clear()).onTheShortWay).isGreaterThan(QUESTIONS * 985 / 1000);
        }
    }

    @Test
    void allocationOfAQuestionOfWhichNothingIsKnown() throws IOException {
        try (AnsweredFolder answered = new AnsweredFolder(DataFolder.open(folder.resolve("documents")))) {
            Burst burst = answered.queries().newBurst();
            List<KnownQuestion> clear = clear();
            // What is made once, such as blocks that are used again, and what the interpreter makes of itself.
            ask(burst, clear);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            ask(burst, clear);
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / QUESTIONS).isLessThan(520);
        }
    }

    /** What {@link #ask} saw. */
    private record Asked(int onTheShortWay, int questionBytesMax, int answerBytesMax) {}

    private static Asked ask(Burst burst, List<KnownQuestion> questions) {
        int onTheShortWay = 0;
        int questionBytesMax = 0;
        int answerBytesMax = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            KnownQuestion question = questions.get(i % questions.size());
            int size = question.frame().length - FrameLayout.HEADER_SIZE;
            int answer = burst.tryClear(
                    Caller.LOCAL_OPERATOR, question.frame(), FrameLayout.HEADER_SIZE, size, 1, System.nanoTime(), 0);
            onTheShortWay += answer > 0 ? 1 : 0;
            questionBytesMax = Math.max(questionBytesMax, question.frame().length - question.idBytes().length);
            answerBytesMax = Math.max(answerBytesMax, answer - question.idBytes().length);
            if (burst.size() >= BURST) {
                burst.end(_ -> {});
            }
        }
        burst.end(_ -> {});
        return new Asked(onTheShortWay, questionBytesMax, answerBytesMax);
    }

    private static List<KnownQuestion> clear() {
        SyntheticWorld world = new SyntheticWorld(DOCUMENTS, 0, 0, 5);
        List<KnownQuestion> clear = new ArrayList<>();
        for (long i = 0; i < world.questionCount(); i++) {
            SyntheticQuestion made = world.question(i);
            if (made.truth().dataset() == Dataset.Code.TRAVEL_DOCUMENTS
                    && made.truth().verdict() == Verdict.Code.NO_HIT
                    && made.truth().variant().equals("exact")) {
                clear.add(KnownQuestion.of(made.question(), Verdict.Code.NO_HIT, ""));
            }
        }
        return clear;
    }

    private static BulkLoad load(SyntheticWorld world, String name) throws IOException {
        SyntheticFiles.write(world, SyntheticFiles.Format.PB, folder.resolve(name + "-files"));
        return BulkLoad.measure(folder.resolve(name + "-files/records.pb"), folder.resolve(name), _ -> {});
    }
}
