package io.vigie.server.testing;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Holds up one thread, when it is about to write, and nobody else. Thread-safe. */
public final class StallingClock extends UtcClock {
    private final String thread;
    private volatile CountDownLatch held = new CountDownLatch(0);

    public StallingClock(String thread) {
        this.thread = thread;
    }

    public void stall() {
        held = new CountDownLatch(1);
    }

    public void goOn() {
        held.countDown();
    }

    @Override
    public Instant instant() {
        if (Thread.currentThread().getName().equals(thread)) {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Instant.now();
    }
}
