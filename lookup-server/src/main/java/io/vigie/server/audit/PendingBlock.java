package io.vigie.server.audit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A block that waits to be written, and whoever waits for it. Thread-safe. */
final class PendingBlock {
    private static final Logger LOG = LoggerFactory.getLogger(PendingBlock.class);

    private final AuditBlock block;
    private final AuditLog.Completion completion;
    private final AtomicBoolean told = new AtomicBoolean();

    PendingBlock(AuditBlock block, AuditLog.Completion completion) {
        this.block = block;
        this.completion = completion;
    }

    AuditBlock block() {
        return block;
    }

    /** Tells the owner, once: who comes second is not heard. */
    void tell(boolean written) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        try {
            completion.done(written);
        } catch (RuntimeException | Error e) {
            // The trail goes on; an event loop that is shutting down takes no more tasks.
            LOG.debug("the owner of a block could not be told", e);
        }
    }
}
