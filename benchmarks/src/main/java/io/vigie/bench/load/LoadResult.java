package io.vigie.bench.load;

import io.vigie.v1.Verdict;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run measured. Immutable by convention: nobody records into the histograms.
 *
 * @param answersPerSecond that came within the measured time
 * @param latency in nanoseconds, from the moment at which a question was meant to leave, for those of the measured time
 * @param lag in nanoseconds, from that moment to the one at which it left
 * @param verdicts of the measured time
 * @param wrong answers of the whole run: not those of the truth
 * @param failed answers of the whole run: none, but the reason why
 * @param unanswered questions when the run was given up
 * @param examples of wrong and of failed answers, a line each, at most ten of a kind
 */
public record LoadResult(
        double answersPerSecond,
        Histogram latency,
        Histogram lag,
        Map<Verdict.Code, Long> verdicts,
        long wrong,
        long failed,
        long unanswered,
        List<String> examples) {
    public LoadResult {
        verdicts = Map.copyOf(verdicts);
        examples = List.copyOf(examples);
    }

    /** Whether every question had its answer, and the right one. */
    public boolean isRight() {
        return wrong == 0 && failed == 0 && unanswered == 0;
    }
}
