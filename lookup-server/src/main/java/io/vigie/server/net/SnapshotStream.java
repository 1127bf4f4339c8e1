package io.vigie.server.net;

import com.google.protobuf.MessageLite;
import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.access.Caller;
import io.vigie.server.feed.Snapshots;
import io.vigie.v1.Chunk;
import io.vigie.v1.Error;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to one client. Sent to by the snapshot's thread; everything else on the connection's event loop.
 */
final class SnapshotStream implements Snapshots.Sink {
    private final Requests requests;
    private final ChannelHandlerContext context;
    private final int correlation;
    private final int requestSize;
    private Snapshots.@Nullable Stream stream;
    private boolean ended;

    /**
     * @param requestSize bytes that are given back at the end
     */
    SnapshotStream(Requests requests, ChannelHandlerContext context, int correlation, int requestSize) {
        this.requests = requests;
        this.context = context;
        this.correlation = correlation;
        this.requestSize = requestSize;
    }

    int correlation() {
        return correlation;
    }

    void start(Snapshots snapshots, Caller caller, int credit) {
        stream = snapshots.start(caller, credit, this);
    }

    void grant(int chunks) {
        if (stream != null) {
            stream.grant(chunks);
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
    public void send(Chunk chunk) {
        onLoop(() -> {
            if (chunk.getLast() && end()) {
                send(FrameKind.CHUNK, chunk, 1, requestSize);
            } else if (!ended) {
                send(FrameKind.CHUNK, chunk, 0, 0);
            }
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
        requests.send(Frame.encode(context.alloc(), kind, correlation, 0, message), permits, permits, bytes);
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
