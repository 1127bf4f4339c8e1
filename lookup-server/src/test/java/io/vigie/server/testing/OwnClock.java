package io.vigie.server.testing;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is told. Thread-safe. */
public final class OwnClock extends UtcClock {
    private volatile Instant now;

    public OwnClock(Instant now) {
        this.now = now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
