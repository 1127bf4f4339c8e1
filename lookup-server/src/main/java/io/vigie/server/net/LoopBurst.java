package io.vigie.server.net;

import io.netty.channel.EventLoop;
import io.vigie.server.query.Burst;
import io.vigie.wire.FrameReader;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The burst of one event loop, shared by its connections, and the connections that wait for it. */
final class LoopBurst {
    /** A longer burst ends early, so that its first answers do not wait for its last. */
    private static final int REQUESTS_MAX = 256;

    /** The same for its requests' bytes, which also bounds what an audit block holds. */
    private static final int BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LoopBurst.class);

    private final EventLoop loop;
    private final Burst burst;
    private final FrameReader.Room room = new FrameReader.Room();
    private final List<Requests> waiting = new ArrayList<>();
    private boolean endScheduled;
    private long bytes;

    LoopBurst(EventLoop loop, Burst burst) {
        this.loop = loop;
        this.burst = burst;
    }

    /** Where the connections of this loop read their frames. */
    FrameReader.Room room() {
        return room;
    }

    /** The burst to ask; ends by itself when this turn of the loop is over. */
    Burst joinedBy(Requests requests) {
        if (!requests.isWaiting()) {
            requests.waiting(true);
            waiting.add(requests);
        }
        if (!endScheduled) {
            loop.execute(this::end);
            endScheduled = true;
        }
        return burst;
    }

    /** Counts a request that was answered, and ends the burst early when it has grown long. */
    void endWhenLong(int requestBytes) {
        bytes += requestBytes;
        if (burst.size() >= REQUESTS_MAX || bytes >= BYTES_MAX) {
            handOver();
        }
    }

    private void end() {
        endScheduled = false;
        handOver();
    }

    private void handOver() {
        if (waiting.isEmpty()) {
            return;
        }
        List<PendingAnswers> answers = new ArrayList<>(waiting.size());
        for (Requests requests : waiting) {
            requests.waiting(false);
            PendingAnswers pending = requests.takePending();
            if (pending != null) {
                answers.add(pending);
            }
        }
        waiting.clear();
        bytes = 0;
        try {
            // Also when all requests failed: the burst lets go of its moment.
            burst.end(recorded -> loop.execute(() -> release(answers, recorded)));
        } catch (RuntimeException | Error e) {
            // Not thrown to the request that came last: what is released here gives its permit back, too.
            LOG.error("a burst could not be ended", e);
            release(answers, false);
        }
    }

    /** One connection that fails must not keep the permits of the others. */
    private static void release(List<PendingAnswers> answers, boolean recorded) {
        for (PendingAnswers pending : answers) {
            try {
                pending.release(recorded);
            } catch (RuntimeException | Error e) {
                LOG.error("answers could not be sent", e);
            }
        }
    }
}
