package io.vigie.bench.load;

import io.vigie.v1.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
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
 * @param sought questions of the whole run on somebody listed under a variant of their name
 * @param missed of those: the answer does not name them
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
        long sought,
        long missed,
        long wrong,
        long failed,
        long unanswered,
        List<String> examples) {
    /** A server that misses more of those whom it holds does not search. What it should find, {@code bench quality} measures. */
    private static final double MISSED_MAX = 0.2;

    public LoadResult {
        verdicts = Map.copyOf(verdicts);
        examples = List.copyOf(examples);
    }

    /** This and what followed it, as one. */
    public LoadResult and(LoadResult next) {
        Histogram allLatency = latency.copy();
        allLatency.add(next.latency);
        Histogram allLag = lag.copy();
        allLag.add(next.lag);
        Map<Verdict.Code, Long> allVerdicts = new EnumMap<>(Verdict.Code.class);
        allVerdicts.putAll(verdicts);
        next.verdicts.forEach((verdict, count) -> allVerdicts.merge(verdict, count, Long::sum));
        List<String> allExamples = new ArrayList<>(examples);
        allExamples.addAll(next.examples);
        double mine = latency.getTotalCount();
        double others = next.latency.getTotalCount();
        return new LoadResult(
                (answersPerSecond * mine + next.answersPerSecond * others) / Math.max(1, mine + others),
                allLatency,
                allLag,
                allVerdicts,
                sought + next.sought,
                missed + next.missed,
                wrong + next.wrong,
                failed + next.failed,
                unanswered + next.unanswered,
                allExamples);
    }

    /** Whether every question had its answer, and the right one. */
    public boolean isRight() {
        return failed == 0 && unanswered == 0 && !isWrong();
    }

    /** Whether an answer was not the right one, or too many were missed. */
    public boolean isWrong() {
        return wrong > 0 || missed > sought * MISSED_MAX;
    }
}
