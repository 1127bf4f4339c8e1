package io.vigie.server.hits;

import io.vigie.v1.Error;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request to {@link Messages} and whoever waits for what comes of it. Run by one thread, told by any. */
final class Work<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final Task<T> task;
    private final Messages.Completion<T> completion;
    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable T result;
    private @Nullable Error error;

    /** Something that is done with what is kept; null = there is nothing yet, and who asks would rather wait. */
    interface Task<T> {
        @Nullable T run(Ledger ledger, Instant now) throws MessageException;
    }

    Work(Task<T> task, Messages.Completion<T> completion) {
        this.task = task;
        this.completion = completion;
    }

    /** Whether it needs no further try. */
    boolean run(Ledger ledger, Instant now) {
        try {
            result = task.run(ledger, now);
        } catch (MessageException e) {
            error = e.error();
        }
        return result != null || error != null;
    }

    boolean isTold() {
        return told.get();
    }

    /** Tells whoever waits, once: who comes second is not heard. */
    void tell(@Nullable Error instead) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        try {
            completion.done(instead == null ? result : null, instead == null ? error : instead);
        } catch (RuntimeException | java.lang.Error e) {
            // Others wait, too; an event loop that is shutting down takes no more tasks.
            LOG.debug("who waits for a message could not be told", e);
        }
    }
}
