package io.vigie.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The generator against a server that misbehaves as told. */
class LoadGeneratorTest {
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    @Test
    void countsLatencyFromTheTimeAtWhichAQuestionShouldHaveLeft() throws Exception {
        try (ScriptedServer server = new ScriptedServer(LoadGeneratorTest::holdsTheFirst)) {
            // 200 questions, a millisecond apart, one at a time: the first is held, so the rest leave 300 ms late or
            // later, the last of them at least 100 ms. The server itself was slow once.
            LoadResult result = run(server, new Pace.Open(1_000, 1), Duration.ofSeconds(10));
            assertThat(result.latency().getTotalCount()).isEqualTo(200);
            assertThat(result.latency().getMinNonZeroValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(95));
            assertThat(result.latency().getMaxValue()).isGreaterThanOrEqualTo(HELD_NANOS);
            assertThat(result.verdicts()).containsOnlyKeys(Verdict.Code.NO_HIT).containsEntry(Verdict.Code.NO_HIT, 200L);
            assertThat(result.isRight()).isTrue();
        }
    }

    @Test
    void countsWhatWasNeverAnsweredAndWhatNeverLeft() throws Exception {
        try (ScriptedServer server = new ScriptedServer(_ -> false)) {
            LoadResult result = run(server, new Pace.Open(1_000, 4), Duration.ofMillis(100));
            assertThat(result.unanswered()).isEqualTo(200);
            assertThat(result.latency().getTotalCount()).isEqualTo(200);
            assertThat(result.isRight()).isFalse();
        }
    }

    @Test
    void closedLoopWaitsForItsAnswers() throws Exception {
        try (ScriptedServer server = new ScriptedServer(_ -> true)) {
            LoadResult result = run(server, new Pace.Closed(4), Duration.ofSeconds(10));
            assertThat(result.unanswered()).isZero();
            assertThat(result.verdicts().get(Verdict.Code.NO_HIT)).isPositive();
            assertThat(result.isRight()).isTrue();
        }
    }

    @Test
    void failsWhenTheConnectionEnds() throws Exception {
        try (ScriptedServer server = new ScriptedServer(LoadGeneratorTest::leavesAtTheTenth)) {
            assertThatThrownBy(() -> run(server, new Pace.Closed(4), Duration.ofSeconds(10)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static LoadResult run(ScriptedServer server, Pace pace, Duration patience) throws Exception {
        Question question = Question.newBuilder().setId("q1").build();
        Mix.Questions questions = Mix.ALL.of(List.of(KnownQuestion.of(question, Verdict.Code.NO_HIT, "")));
        return LoadGenerator.run(
                new LoadGenerator.Config(
                        server.address(), 1, pace, questions, Duration.ZERO, Duration.ofMillis(200), patience),
                _ -> {});
    }

    private static boolean holdsTheFirst(int index) {
        long until = System.nanoTime() + HELD_NANOS;
        while (index == 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        return true;
    }

    private static boolean leavesAtTheTenth(int index) throws IOException {
        if (index == 10) {
            throw new IOException("the server leaves");
        }
        return true;
    }
}
