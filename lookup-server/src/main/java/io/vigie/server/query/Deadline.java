package io.vigie.server.query;

import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.util.function.LongSupplier;

/** Until when one question may take. Immutable. */
final class Deadline {
    private final long endNanos;
    private final LongSupplier clock;

    private Deadline(long endNanos) {
        this(endNanos, System::nanoTime);
    }

    /**
     * Of any clock, for tests.
     *
     * @param clock as {@link System#nanoTime}
     */
    Deadline(long endNanos, LongSupplier clock) {
        this.endNanos = endNanos;
        this.clock = clock;
    }

    /**
     * Of a traveller in a manifest: the manifest's budget, 60 s at most, or the server's default when it names none; a
     * nearer end that the question names holds for its traveller.
     */
    static Deadline inManifest(QueryService.Config config, Question question, long arrivedNanos, int budgetMicros) {
        long whole = budgetMicros > 0 ? budgetMicros * 1000L : config.deadline().toNanos();
        long bounded = Math.min(whole, QuestionCheck.DEADLINE_MILLIS_MAX * 1_000_000L);
        int own = question.getDeadlineMillis();
        return new Deadline(arrivedNanos + (own > 0 ? Math.min(bounded, own * 1_000_000L) : bounded));
    }

    /** The nearest of what the question, the frame and the server's default say. */
    Deadline(QueryService.Config config, Question question, long arrivedNanos, int budgetMicros) {
        this(arrivedNanos + nanos(config, question.getDeadlineMillis(), budgetMicros));
    }

    /** Time from the arrival on; 0 = not said. */
    static long nanos(QueryService.Config config, int deadlineMillis, int budgetMicros) {
        long nanos = deadlineMillis > 0 ? deadlineMillis * 1_000_000L : config.deadline().toNanos();
        return budgetMicros > 0 ? Math.min(nanos, budgetMicros * 1000L) : nanos;
    }

    /** By {@link System#nanoTime}. */
    long endNanos() {
        return endNanos;
    }

    boolean isPast() {
        return clock.getAsLong() - endNanos >= 0;
    }

    /** Drops work that nobody waits for any more. */
    void check() throws QuestionException {
        if (isPast()) {
            throw new QuestionException(
                    Error.Code.Value.DEADLINE_EXCEEDED, "", "the deadline had passed before the question was taken");
        }
    }
}
