package io.vigie.server.query;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells a burst's completion when it is recorded and its messages are kept. Thread-safe. */
final class BothDone {
    private final Burst.Completion completion;
    private final AtomicInteger left = new AtomicInteger(2);
    private final AtomicBoolean failed = new AtomicBoolean();

    BothDone(Burst.Completion completion) {
        this.completion = completion;
    }

    /** To be called twice. */
    void done(boolean successful) {
        if (!successful) {
            failed.set(true);
        }
        if (left.decrementAndGet() == 0) {
            completion.done(!failed.get());
        }
    }
}
