package io.vigie.client;

import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** PING: how long the way there and back takes, once there is a connection. */
final class PingCall extends Call<Duration> {
    private static final byte[] NOTHING = {};

    PingCall(Dispatcher dispatcher, long deadlineNanos) {
        super(dispatcher, deadlineNanos);
    }

    @Override
    int payloadSize() {
        return NOTHING.length;
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        Frame.append(out, FrameKind.PING, correlation, budgetMicros, NOTHING);
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.PONG;
    }

    @Override
    @Nullable Error read(byte[] payload) {
        complete(Duration.ofNanos(System.nanoTime() - sentNanos));
        return null;
    }

    @Override
    boolean fail(Error error) {
        return completeExceptionally(new LookupException(error));
    }
}
