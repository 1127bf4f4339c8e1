package io.vigie.client;

import java.util.concurrent.CompletionStage;

/** The log of changes, as long as it is followed. Thread-safe; close it to follow no more. */
public final class Following implements AutoCloseable {
    private final FollowCall call;

    Following(FollowCall call) {
        this.call = call;
    }

    /** Lets the server send so many more changes: as many as have been dealt with. */
    public void grant(int changes) {
        if (changes > 0) {
            call.grant(changes);
        }
    }

    /**
     * Ends when nothing more comes, exceptionally: with {@link LookupException}, or what the listener has thrown. Its code
     * is POSITION_TRIMMED when the log begins later, LATER_EPOCH when the position is not one of this server's,
     * CANCELLED after {@link #close}.
     */
    public CompletionStage<Void> ended() {
        return call;
    }

    /** Follows no more. */
    @Override
    public void close() {
        call.cancel(false);
    }
}
