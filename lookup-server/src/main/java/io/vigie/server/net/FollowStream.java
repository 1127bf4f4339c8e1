package io.vigie.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.access.Caller;
import io.vigie.server.feed.Followers;
import io.vigie.v1.Changes;
import io.vigie.v1.Follow;
import io.vigie.v1.RequestKind;
import io.vigie.wire.FrameKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The log of changes on its way to one client. Sent to by the followers' thread. */
final class FollowStream extends ReplyStream implements Followers.Sink {
    /** Frames that wait for the event loop; it may be behind, and then the channel does not know yet that it is full. */
    private static final int WAITING_MAX = 4;

    private final AtomicInteger waiting = new AtomicInteger();
    private Followers.@Nullable Stream stream;

    FollowStream(Requests requests, ChannelHandlerContext context, int correlation, int requestSize) {
        super(requests, context, correlation, requestSize);
    }

    void start(Followers followers, Caller caller, Follow follow) {
        stream = followers.follow(caller, follow, this);
    }

    @Override
    void grant(int changes) {
        if (stream != null) {
            stream.grant(changes);
        }
    }

    @Override
    RequestKind.Code kind() {
        return RequestKind.Code.FOLLOW;
    }

    @Override
    void stop() {
        if (stream != null) {
            stream.cancel();
        }
    }

    @Override
    public boolean isWritable() {
        return waiting.get() < WAITING_MAX && takesMore();
    }

    @Override
    public void send(Changes changes) {
        waiting.incrementAndGet();
        onLoop(() -> {
            waiting.decrementAndGet();
            send(FrameKind.CHANGES, changes);
        });
    }
}
