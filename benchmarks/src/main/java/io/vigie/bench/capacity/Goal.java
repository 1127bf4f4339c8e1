package io.vigie.bench.capacity;

/**
 * What a rate must keep to count as carried.
 *
 * @param p99Millis of 100 questions 99 are answered within so long, from the moment at which they were meant to leave
 */
public record Goal(double p99Millis) {
    /** Of the rate; the rest is the rounding of a short step. */
    private static final double ANSWERED_MIN = 0.98;

    boolean isKept(Step step) {
        return step.millis(99) <= p99Millis
                && step.answered() > 0
                && step.answered() >= ANSWERED_MIN * step.rate()
                && step.failed() == 0
                && step.unanswered() == 0;
    }
}
