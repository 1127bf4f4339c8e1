package io.vigie.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** Frames on their way to a channel, gathered so that a burst of calls is one write. Event loop only. */
final class Outgoing {
    private static final int CHUNK_SIZE = 64 << 10;
    private static final byte[] NOTHING = {};

    private final Channel channel;
    private @Nullable ByteBuf gathered;

    Outgoing(Channel channel) {
        this.channel = channel;
    }

    /** Where to append frames; {@link #flushIfLarge} is to follow. */
    ByteBuf buffer() {
        if (gathered == null) {
            gathered = channel.alloc().directBuffer();
        }
        return gathered;
    }

    void add(FrameKind kind, int correlation, byte[] payload) {
        Frame.append(buffer(), kind, correlation, 0, payload);
        flushIfLarge();
    }

    void add(FrameKind kind, int correlation) {
        add(kind, correlation, NOTHING);
    }

    void flushIfLarge() {
        if (gathered != null && gathered.readableBytes() >= CHUNK_SIZE) {
            flush();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // writes that fail arrive at the connection as exceptionCaught
    void flush() {
        ByteBuf ready = gathered;
        if (ready != null) {
            gathered = null;
            channel.writeAndFlush(ready, channel.voidPromise());
        }
    }

    /** Nothing can be written any more. */
    void release() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
