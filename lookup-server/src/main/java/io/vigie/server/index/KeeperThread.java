package io.vigie.server.index;

import io.vigie.server.store.Background;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A thread that looks after something every second, and after a failure every minute, until it is closed. */
final class KeeperThread implements AutoCloseable {
    private static final long LOOK_SECONDS = 1;
    private static final long RETRY_SECONDS = 60;

    private final Thread thread;

    /** @param look false when it failed; its channels must be its own, since close interrupts it */
    KeeperThread(String name, BooleanSupplier look) {
        this.thread = Background.thread(name, () -> run(look));
    }

    void start() {
        thread.start();
    }

    private static void run(BooleanSupplier look) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.SECONDS.sleep(look.getAsBoolean() ? LOOK_SECONDS : RETRY_SECONDS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        end(thread);
    }

    /** Interrupts a thread that ends then, and waits for its end, unless interrupted itself. */
    static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
