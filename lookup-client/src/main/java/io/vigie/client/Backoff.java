package io.vigie.client;

import java.time.Duration;

/** How long to wait before connecting again: exponential, with jitter, so that clients do not return in step. */
record Backoff(Duration min, Duration max) {
    private static final int DOUBLINGS_MAX = 30;

    /**
     * Less than {@code min} without a failure, then between half and all of a bound that doubles up to {@code max}.
     *
     * @param failures in a row, 0 after a connection that worked for a while
     * @param random 0 to 1
     */
    Duration delay(int failures, double random) {
        if (failures == 0) {
            return scale(min, random / 2);
        }
        long bound = min.toNanos() << Math.min(failures - 1, DOUBLINGS_MAX);
        boolean overflown = bound >> Math.min(failures - 1, DOUBLINGS_MAX) != min.toNanos();
        Duration capped = overflown || bound > max.toNanos() ? max : Duration.ofNanos(bound);
        return scale(capped, 0.5 + random / 2);
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
