package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.wire.FrameKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request under way, and the future of its result. Ends once: with a result, or with an {@link Error} by
 * {@link #fail}. Ending and cancelling are thread-safe; the fields below belong to the event loop.
 */
abstract sealed class Call<T> extends CompletableFuture<T>
        permits RequestCall, ManifestCall, PingCall, StreamCall {
    final long deadlineNanos;
    private final Dispatcher dispatcher;

    /** The call queued just before this one, and how many are queued with it. */
    @Nullable Call<?> queuedBefore;

    int queuedCount;

    /** Bit per link whose server sent this call elsewhere. */
    long refusedBy;

    /** Where the call is in flight, if it is. */
    @Nullable Connection connection;

    int correlation;
    long sentNanos;

    /** Why the last attempt came to nothing. */
    @Nullable Error lastError;

    private volatile int attempts;

    Call(Dispatcher dispatcher, long deadlineNanos) {
        this.dispatcher = dispatcher;
        this.deadlineNanos = deadlineNanos;
    }

    abstract int payloadSize();

    /** Appends the request as one frame. */
    abstract void append(ByteBuf out, int correlation, int budgetMicros);

    /** The only kind of frame that ends the call with an answer. */
    abstract FrameKind replyKind();

    /** Ends the call with what the payload holds, or returns why it does not end it. */
    abstract @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException;

    /** Ends the call without a result; does nothing when it has ended. */
    abstract boolean fail(Error error);

    /** Notes that the call is on its way to a server. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the event loop
    final void sent(Connection over, int withCorrelation, long nowNanos) {
        connection = over;
        correlation = withCorrelation;
        sentNanos = nowNanos;
        attempts++;
    }

    /** How often it was sent; any thread may ask. */
    final int attempts() {
        return attempts;
    }

    /** Whether it may be sent again when nobody knows what became of it. */
    boolean isRepeatable() {
        return true;
    }

    boolean isExpired(long nowNanos) {
        return deadlineNanos - nowNanos <= 0;
    }

    final Error deadlineError() {
        return attempts == 0
                ? Failures.of(Error.Code.Value.CONNECT_FAILED, "no connection before the deadline")
                : Failures.of(Error.Code.Value.DEADLINE_EXCEEDED, "no answer before the deadline");
    }

    /** Gives the call up, at the server too. Ends it with CANCELLED, not with a {@code CancellationException}. */
    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return abandon(Failures.cancelled());
    }

    /** Waits for the end, at most until the deadline. */
    final T await() {
        dispatcher.requireOtherThread();
        try {
            return get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(deadlineError());
        } catch (InterruptedException e) {
            abandon(Failures.cancelled());
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
        return ended();
    }

    private T ended() {
        try {
            return join();
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
    }

    /** Ends the call with a fault of the asker's own code, at the server too. */
    final void giveUp(RuntimeException fault) {
        if (completeExceptionally(fault)) {
            dispatcher.abandoned(this);
        }
    }

    private boolean abandon(Error error) {
        boolean ended = fail(error);
        if (ended) {
            dispatcher.abandoned(this);
        }
        return ended;
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
