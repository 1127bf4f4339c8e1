package io.vigie.bench.load;

import io.vigie.v1.Verdict;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** Counts what comes back. Used on the event loop, but for {@link #answers}. */
final class Tally {
    private static final int EXAMPLES_MAX = 10;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Timeline time;
    private final AnswerReader reader = new AnswerReader();
    private final Histogram latency = new Histogram(NANOS_MAX, DIGITS);
    private final Histogram lag = new Histogram(NANOS_MAX, DIGITS);
    private final Map<Verdict.Code, LongAdder> verdicts = new EnumMap<>(Verdict.Code.class);
    private final List<String> wrongExamples = new ArrayList<>();
    private final List<String> failedExamples = new ArrayList<>();
    private volatile long answers;
    private long counted;
    private long answeredInTime;
    private long sought;
    private long missed;
    private long wrong;
    private long failed;
    private long unanswered;

    Tally(Timeline time) {
        this.time = time;
    }

    /** Answers so far; from any thread. */
    long answers() {
        return answers;
    }

    /** Makes what was counted visible to other threads. */
    void publish() {
        answers = counted;
    }

    void sent(long meantNanos, long nowNanos) {
        if (time.isMeasured(meantNanos)) {
            record(lag, nowNanos - meantNanos);
        }
    }

    void answered(KnownQuestion question, FrameReader answer, long meantNanos, long nowNanos) throws IOException {
        reader.read(answer.bytes(), answer.payloadFrom(), answer.payloadSize(), question);
        came(meantNanos, nowNanos);
        if (time.isMeasured(meantNanos)) {
            verdicts.computeIfAbsent(reader.verdict(), _ -> new LongAdder()).increment();
        }
        sought += question.mayMiss() ? 1 : 0;
        if (reader.isRight(question)) {
            return;
        }
        if (reader.isFailure()) {
            failed++;
            keep(failedExamples, "failed: " + AnswerReader.describe(answer.payload(), question));
        } else if (question.mayMiss() && reader.isOf()) {
            missed++;
        } else {
            wrong++;
            keep(wrongExamples, "wrong: " + AnswerReader.describe(answer.payload(), question));
        }
    }

    /** An ERROR in place of an answer. */
    void failed(KnownQuestion question, String error, long meantNanos, long nowNanos) {
        came(meantNanos, nowNanos);
        failed++;
        keep(failedExamples, "failed: " + question.expectation() + error);
    }

    /** A question that waits for its answer, or even to leave, when the run is given up: it took at least so long. */
    void gaveUp(long meantNanos, long nowNanos) {
        unanswered++;
        if (time.isMeasured(meantNanos)) {
            record(latency, nowNanos - meantNanos);
        }
    }

    LoadResult result() {
        double seconds = (time.end() - time.measured()) / 1e9;
        List<String> examples = new ArrayList<>(wrongExamples);
        examples.addAll(failedExamples);
        return new LoadResult(
                answeredInTime / seconds, latency.copy(), lag.copy(), byVerdict(), sought, missed, wrong, failed, unanswered, examples);
    }

    private void came(long meantNanos, long nowNanos) {
        counted++;
        if (time.isMeasured(nowNanos)) {
            answeredInTime++;
        }
        if (time.isMeasured(meantNanos)) {
            record(latency, nowNanos - meantNanos);
        }
    }

    private Map<Verdict.Code, Long> byVerdict() {
        Map<Verdict.Code, Long> counts = new EnumMap<>(Verdict.Code.class);
        verdicts.forEach((verdict, count) -> counts.put(verdict, count.sum()));
        return counts;
    }

    private static void keep(List<String> examples, String example) {
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(example);
        }
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, NANOS_MAX));
    }
}
