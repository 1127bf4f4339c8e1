package io.vigie.bench.load;

import java.time.Duration;

/**
 * The stretches of a run, in nanoseconds of {@link System#nanoTime}.
 *
 * @param start of sending
 * @param measured from here on, when everything is warm
 * @param end of sending
 */
record Timeline(long start, long measured, long end) {
    static Timeline from(long start, Duration warmup, Duration duration) {
        long measured = start + warmup.toNanos();
        return new Timeline(start, measured, measured + duration.toNanos());
    }

    boolean isMeasured(long nanos) {
        return nanos - measured >= 0 && nanos - end < 0;
    }

    boolean isOver(long nanos) {
        return nanos - end >= 0;
    }
}
