package io.vigie.server.net;

import com.google.protobuf.MessageLite;
import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.feed.Followers;
import io.vigie.v1.Changes;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The log of changes on its way to one client. Sent to by the followers' thread; everything else on the connection's
 * event loop.
 */
final class FollowStream implements Followers.Sink {
    /** Frames that wait for the event loop; it may be behind, and then the channel does not know yet that it is full. */
    private static final int WAITING_MAX = 4;

    private final Requests requests;
    private final ChannelHandlerContext context;
    private final int correlation;
    private final int requestSize;
    private Followers.@Nullable Stream stream;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean ended;

    /**
     * @param requestSize bytes that are given back at the end
     */
    FollowStream(Requests requests, ChannelHandlerContext context, int correlation, int requestSize) {
        this.requests = requests;
        this.context = context;
        this.correlation = correlation;
        this.requestSize = requestSize;
    }

    int correlation() {
        return correlation;
    }

    void start(Followers followers, Follow follow) {
        stream = followers.follow(follow, this);
    }

    void grant(int changes) {
        if (stream != null) {
            stream.grant(changes);
        }
    }

    void cancel() {
        if (stream != null) {
            stream.cancel();
        }
        if (end()) {
            requests.giveBack(1, 1, requestSize);
        }
    }

    @Override
    public boolean isWritable() {
        return waiting.get() < WAITING_MAX && context.channel().isWritable();
    }

    @Override
    public void send(Changes changes) {
        waiting.incrementAndGet();
        onLoop(() -> {
            waiting.decrementAndGet();
            send(FrameKind.CHANGES, changes, 0, 0);
        });
    }

    @Override
    public void fail(Error error) {
        onLoop(() -> {
            if (end()) {
                send(FrameKind.ERROR, error, 1, requestSize);
            }
        });
    }

    /** False when it had ended already. */
    private boolean end() {
        boolean first = !ended;
        ended = true;
        requests.ended(this);
        return first;
    }

    private void send(FrameKind kind, MessageLite message, int permits, int bytes) {
        if (!ended || permits > 0) {
            requests.send(Frame.encode(context.alloc(), kind, correlation, 0, message), permits, permits, bytes);
        }
    }

    private void onLoop(Runnable task) {
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException e) {
            // The server stops, and the connection is gone with its loop.
            return;
        }
    }
}
