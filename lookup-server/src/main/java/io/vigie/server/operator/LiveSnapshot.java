package io.vigie.server.operator;

import io.vigie.server.access.Caller;
import io.vigie.server.feed.Snapshots;
import io.vigie.v1.Chunk;
import io.vigie.v1.Error;
import io.vigie.v1.OperatorReply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One snapshot for the operator, as fast as it is taken. Ends when whoever asked for it has gone. Run by one thread, once. */
final class LiveSnapshot implements Snapshots.Sink {
    private static final int CREDIT = 16;

    private final Snapshots snapshots;
    private final OutputStream out;

    /** Bounded by the credit, but for signs of life. */
    private final BlockingQueue<OperatorReply> replies = new LinkedBlockingQueue<>();

    LiveSnapshot(Snapshots snapshots, OutputStream out) {
        this.snapshots = snapshots;
        this.out = out;
    }

    /** The last reply; the pieces are written before. */
    OperatorReply run() throws IOException, InterruptedException {
        Snapshots.Stream stream = snapshots.start(Caller.LOCAL_OPERATOR, CREDIT, this);
        try {
            OperatorReply reply = replies.take();
            while (reply.hasChunk() && !reply.getChunk().getLast()) {
                reply.writeDelimitedTo(out);
                if (!reply.getChunk().getContent().isEmpty()) {
                    stream.grant(1);
                }
                reply = replies.take();
            }
            return reply;
        } finally {
            stream.cancel();
        }
    }

    @Override
    public void send(Chunk chunk) {
        replies.add(OperatorReply.newBuilder().setChunk(chunk).build());
    }

    @Override
    public void fail(Error error) {
        replies.add(OperatorReply.newBuilder().setError(error).build());
    }
}
