package io.vigie.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.query.ManifestRun;
import io.vigie.server.query.QuestionWorkers;
import io.vigie.v1.ManifestEnd;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.concurrent.RejectedExecutionException;

/**
 * The answers to one manifest on their way to its client. Workers get turns of it only while the client reads: when the
 * channel is full, what has been begun is finished and nothing more is begun until it is writable again. Used on the
 * connection's event loop only.
 */
final class ManifestStream {
    private final Requests requests;
    private final QuestionWorkers workers;
    private final ChannelHandlerContext context;
    private final ManifestRun run;
    private final int correlation;
    private final int requestSize;
    private final int turnsMax;
    private int turns;
    private int answered;
    private int cancelled;
    private boolean ended;

    /**
     * @param run whose permits are taken
     * @param requestSize bytes that are given back at the end
     */
    ManifestStream(
            Requests requests,
            QuestionWorkers workers,
            ChannelHandlerContext context,
            ManifestRun run,
            int correlation,
            int requestSize) {
        this.requests = requests;
        this.workers = workers;
        this.context = context;
        this.run = run;
        this.correlation = correlation;
        this.requestSize = requestSize;
        // One more than there are workers, so that none waits while a turn's answers are being recorded.
        this.turnsMax = workers.count() + 1;
    }

    int correlation() {
        return correlation;
    }

    /** Hands out turns as long as there is something to begin and the client takes answers. */
    void resume() {
        while (turns < turnsMax && run.hasNext() && context.channel().isWritable()) {
            ManifestSlice slice = new ManifestSlice(this, context.alloc(), correlation);
            if (!workers.submit(run, slice)) {
                slice.drop();
                cancel();
                return;
            }
            turns++;
        }
    }

    /** Begins nothing more; what is under way is still sent, then the end. */
    void cancel() {
        int given = run.cancel();
        cancelled += given;
        requests.giveBack(0, given, 0);
        endWhenAnswered();
    }

    /** A turn is over; from any thread. */
    void sliceEnded(ManifestSlice slice, boolean recorded) {
        try {
            context.executor().execute(() -> {
                turns--;
                send(slice.frames(recorded), slice.count());
                resume();
                endWhenAnswered();
            });
        } catch (RejectedExecutionException e) {
            // The server stops, and the connection is gone with its loop.
            slice.drop();
        }
    }

    private void send(ByteBuf frames, int count) {
        answered += count;
        requests.send(frames, 0, count, 0);
    }

    private void endWhenAnswered() {
        if (ended || turns > 0 || run.hasNext()) {
            return;
        }
        ended = true;
        requests.ended(this);
        ManifestEnd end = ManifestEnd.newBuilder()
                .setId(run.id())
                .setTravellers(run.count())
                .setAnswered(answered)
                .setCancelled(cancelled)
                .build();
        requests.send(Frame.encode(context.alloc(), FrameKind.END, correlation, 0, end), 1, 0, requestSize);
    }
}
