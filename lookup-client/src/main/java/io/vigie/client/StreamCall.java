package io.vigie.client;

import io.vigie.v1.Error;
import java.util.concurrent.TimeUnit;

/**
 * A call whose answer is a stream without a deadline: it fails when the server is silent for long, since servers send something
 * every second.
 */
abstract sealed class StreamCall<T> extends Call<T> permits FollowCall, SnapshotCall {
    private static final long SILENCE_MAX_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 2;

    private volatile long heardNanos = System.nanoTime();

    StreamCall(Dispatcher dispatcher) {
        super(dispatcher, System.nanoTime() + FOR_EVER_NANOS);
    }

    /** The server has sent something, was asked, or could not be listened to. */
    final void heard() {
        heardNanos = System.nanoTime();
    }

    @Override
    final boolean isExpired(long nowNanos) {
        return nowNanos - heardNanos > SILENCE_MAX_NANOS;
    }

    @Override
    final boolean fail(Error error) {
        return completeExceptionally(new LookupException(error));
    }
}
