package io.vigie.bench.capacity;

/**
 * What a rate must keep to count as carried.
 *
 * @param percent of questions, which are answered within
 * @param millis from the moment at which they were meant to leave
 */
public record Goal(double percent, double millis) {
    /** Of the rate; the rest is the rounding of a short step. */
    private static final double ANSWERED_MIN = 0.98;

    /** Of 100 questions 99. */
    public static Goal p99(double millis) {
        return new Goal(99, millis);
    }

    /** Such as {@code p99 within 5 ms}. */
    String text() {
        return "p" + Numbers.plain(percent) + " within " + Numbers.plain(millis) + " ms";
    }

    boolean isKept(Step step) {
        return step.millis(percent) <= millis
                && step.answered() > 0
                && step.answered() >= ANSWERED_MIN * step.rate()
                && step.failed() == 0
                && step.unanswered() == 0;
    }
}
