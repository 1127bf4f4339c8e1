package io.vigie.server.audit;

import java.time.Duration;

/** Since when a thread has been at one piece of work. Written by that thread, read by any. */
final class BusySince {
    private volatile long sinceNanos;
    private volatile boolean busy;

    void begin() {
        sinceNanos = System.nanoTime();
        busy = true;
    }

    void end() {
        busy = false;
    }

    boolean isLongerThan(Duration duration) {
        return busy && System.nanoTime() - sinceNanos > duration.toNanos();
    }
}
