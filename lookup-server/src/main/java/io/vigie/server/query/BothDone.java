package io.vigie.server.query;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a burst's completion when it is recorded and its messages are kept, or as soon as either has failed: who waits for one
 * disk does not wait for the other in vain. Thread-safe.
 */
final class BothDone {
    private final Burst.Completion completion;
    private final AtomicInteger left = new AtomicInteger(2);
    private final AtomicBoolean told = new AtomicBoolean();

    BothDone(Burst.Completion completion) {
        this.completion = completion;
    }

    /** To be called twice. */
    void done(boolean successful) {
        boolean isLast = left.decrementAndGet() == 0;
        if ((isLast || !successful) && told.compareAndSet(false, true)) {
            completion.done(successful);
        }
    }
}
