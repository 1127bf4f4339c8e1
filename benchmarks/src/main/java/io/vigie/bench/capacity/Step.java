package io.vigie.bench.capacity;

import io.vigie.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a server did at one rate.
 *
 * @param rate questions a second that were meant to leave
 * @param answered a second
 * @param curve of latency, ascending
 * @param lateMicros p99 of how late questions left: large beside small latencies, the generator was the slower side
 * @param cores that the server's process used
 * @param failed answers: none, but the reason why, such as OVERLOADED
 * @param unanswered questions
 */
record Step(
        double rate,
        double answered,
        List<Percentile> curve,
        double lateMicros,
        double cores,
        long failed,
        long unanswered) {
    private static final double[] PERCENTILES = {
        0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100
    };

    /** A point of the curve. */
    record Percentile(double percent, double millis) {}

    Step {
        curve = List.copyOf(curve);
    }

    static Step of(double rate, LoadResult result, double cores) {
        Histogram latency = result.latency();
        List<Percentile> curve = new ArrayList<>();
        for (double percent : PERCENTILES) {
            curve.add(new Percentile(percent, latency.getValueAtPercentile(percent) / 1e6));
        }
        double late = result.lag().getValueAtPercentile(99) / 1e3;
        return new Step(rate, result.answersPerSecond(), curve, late, cores, result.failed(), result.unanswered());
    }

    /** Milliseconds at one of the points of the curve. */
    double millis(double percent) {
        return curve.stream()
                .filter(point -> point.percent == percent)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("percent: " + percent + " (expected: of the curve)"))
                .millis;
    }
}
