package io.vigie.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.access.Caller;
import io.vigie.server.feed.Snapshots;
import io.vigie.v1.Chunk;
import io.vigie.v1.RequestKind;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** A snapshot on its way to one client. Sent to by the snapshot's thread. */
final class SnapshotStream extends ReplyStream implements Snapshots.Sink {
    private Snapshots.@Nullable Stream stream;

    SnapshotStream(Requests requests, ChannelHandlerContext context, int correlation, int requestSize) {
        super(requests, context, correlation, requestSize);
    }

    void start(Snapshots snapshots, Caller caller, int credit) {
        stream = snapshots.start(caller, credit, this);
    }

    @Override
    void grant(int chunks) {
        if (stream != null) {
            stream.grant(chunks);
        }
    }

    @Override
    RequestKind.Code kind() {
        return RequestKind.Code.SNAPSHOT;
    }

    @Override
    void stop() {
        if (stream != null) {
            stream.cancel();
        }
    }

    @Override
    public void send(Chunk chunk) {
        onLoop(() -> {
            if (chunk.getLast()) {
                sendLast(FrameKind.CHUNK, chunk);
            } else {
                send(FrameKind.CHUNK, chunk);
            }
        });
    }
}
