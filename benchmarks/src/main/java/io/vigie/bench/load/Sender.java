package io.vigie.bench.load;

/** Decides when questions leave. Used on the event loop. */
sealed interface Sender permits ClosedSender, OpenSender {
    void start(long nowNanos);

    /** Answers came, so the lane may have room again. */
    void drained(Lane lane, long nowNanos);

    /** Whether the last question has left. */
    boolean isDone(long nowNanos);

    /** Counts what should have left and did not. */
    void giveUp(Tally tally, long nowNanos);
}
