package io.vigie.server.net;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vigie.v1.Error;
import io.vigie.v1.RequestKind;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.concurrent.RejectedExecutionException;

/**
 * Many frames in answer to one request, from a thread of their own: the request's permit is held until the last. Used on the
 * connection's event loop, but for {@link #onLoop} and what uses it.
 */
abstract sealed class ReplyStream permits FollowStream, SnapshotStream {
    private final Requests requests;
    private final ChannelHandlerContext context;
    private final int correlation;
    private final int requestSize;
    private boolean ended;

    /**
     * @param requestSize bytes that are given back at the end
     */
    ReplyStream(Requests requests, ChannelHandlerContext context, int correlation, int requestSize) {
        this.requests = requests;
        this.context = context;
        this.correlation = correlation;
        this.requestSize = requestSize;
    }

    /** Lets so many more items be sent. */
    abstract void grant(int items);

    /** Whoever makes the items need not go on. */
    abstract void stop();

    /** What its asker must be allowed, as long as it lasts. */
    abstract RequestKind.Code kind();

    /** Ends it because its asker may no longer have it. */
    final void refuse(Error why) {
        stop();
        sendLast(FrameKind.ERROR, why);
    }

    final int correlation() {
        return correlation;
    }

    final boolean takesMore() {
        return context.channel().isWritable();
    }

    /** The client wants no more, or has gone. */
    final void cancel() {
        stop();
        if (end()) {
            requests.giveBack(1, 1, requestSize);
        }
    }

    /** Sends a frame, unless the stream has ended. */
    final void send(FrameKind kind, MessageLite message) {
        if (!ended) {
            requests.send(encoded(kind, message), 0, 0, 0);
        }
    }

    /** Sends the last frame, unless the stream has ended. */
    final void sendLast(FrameKind kind, MessageLite message) {
        if (end()) {
            requests.send(encoded(kind, message), 1, 1, requestSize);
        }
    }

    /** The last word; from any thread. */
    public final void fail(Error error) {
        onLoop(() -> sendLast(FrameKind.ERROR, error));
    }

    final void onLoop(Runnable task) {
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException e) {
            // The server stops, and the connection is gone with its loop.
            return;
        }
    }

    private ByteBuf encoded(FrameKind kind, MessageLite message) {
        return Frame.encode(context.alloc(), kind, correlation, 0, message);
    }

    /** False when it had ended already. */
    private boolean end() {
        boolean first = !ended;
        ended = true;
        requests.ended(this);
        return first;
    }
}
