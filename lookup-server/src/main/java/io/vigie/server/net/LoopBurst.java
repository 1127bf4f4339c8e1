package io.vigie.server.net;

import io.netty.channel.EventLoop;
import io.vigie.server.query.Burst;
import java.util.ArrayList;
import java.util.List;

/** The burst of one event loop, shared by its connections, and the connections that wait for it. */
final class LoopBurst {
    /** A longer burst ends early, so that its first answers do not wait for its last. */
    private static final int REQUESTS_MAX = 512;

    private final EventLoop loop;
    private final Burst burst;
    private List<Connection> waiting = new ArrayList<>();
    private boolean endScheduled;

    LoopBurst(EventLoop loop, Burst burst) {
        this.loop = loop;
        this.burst = burst;
    }

    /** The burst to ask; ends by itself when this turn of the loop is over. */
    Burst joinedBy(Connection connection) {
        if (!connection.isWaiting()) {
            connection.waiting(true);
            waiting.add(connection);
        }
        if (!endScheduled) {
            endScheduled = true;
            loop.execute(this::end);
        }
        return burst;
    }

    /** Ends the burst early when it has grown long. */
    void endWhenLong() {
        if (burst.size() >= REQUESTS_MAX) {
            handOver();
        }
    }

    private void end() {
        endScheduled = false;
        handOver();
    }

    private void handOver() {
        if (burst.size() == 0) {
            return;
        }
        List<Connection> ended = waiting;
        waiting = new ArrayList<>();
        List<PendingAnswers> answers = new ArrayList<>(ended.size());
        for (Connection connection : ended) {
            connection.waiting(false);
            answers.add(connection.takePending());
        }
        burst.end(recorded -> loop.execute(() -> {
            for (PendingAnswers pending : answers) {
                pending.release(recorded);
            }
        }));
    }
}
