package io.vigie.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets questions leave at a steady rate, spread over the lanes in turn. */
final class OpenSender implements Sender {
    /*
     * Between two questions the loop sleeps until the next one's time. It once turned without sleeping for the last 200 µs, as
     * a timer that is late counts as latency of the server; but then it kept a processor busy, and threads of a server on the
     * same two cores waited behind it: p99 of 1,750 checks a second was 1.2 and 3.9 ms in place of 0.9 and 1.0.
     *
     * When no lane has room the next question waits, and with it those behind it: they leave late, in order, each
     * counted from its own time.
     */

    private final EventLoop loop;
    private final List<Lane> lanes;
    private final Mix.Questions questions;
    private final Timeline time;
    private final Tally tally;
    private final double pauseNanos;
    private final List<Lane> filled = new ArrayList<>();
    private long dueNanos;
    private long sent;
    private int turn;
    private boolean waitsForRoom;

    OpenSender(
            EventLoop loop,
            List<Lane> lanes,
            Mix.Questions questions,
            Timeline time,
            Tally tally,
            double questionsPerSecond) {
        this.loop = loop;
        this.lanes = lanes;
        this.questions = questions;
        this.time = time;
        this.tally = tally;
        this.pauseNanos = 1e9 / questionsPerSecond;
        this.dueNanos = time.start();
    }

    @Override
    public void start(long nowNanos) {
        PromptTimers.onThisThread();
        send();
    }

    @Override
    public void drained(Lane lane, long nowNanos) {
        if (waitsForRoom) {
            waitsForRoom = false;
            send();
        }
    }

    @Override
    public boolean isDone(long nowNanos) {
        return time.isOver(dueNanos);
    }

    @Override
    public void giveUp(Tally tally, long nowNanos) {
        while (!time.isOver(dueNanos)) {
            tally.gaveUp(dueNanos, nowNanos);
            advance();
        }
    }

    private void send() {
        long now = System.nanoTime();
        while (dueNanos - now <= 0 && !time.isOver(dueNanos)) {
            Lane lane = laneWithRoom();
            if (lane == null) {
                waitsForRoom = true;
                break;
            }
            lane.ask(questions.next(), dueNanos);
            filled.add(lane);
            tally.sent(dueNanos, now);
            advance();
        }
        filled.forEach(Lane::flush);
        filled.clear();
        if (!waitsForRoom && !time.isOver(dueNanos)) {
            long pause = dueNanos - System.nanoTime();
            if (pause <= 0) {
                // A server on the same cores would wait for the end of this thread's time slice.
                Thread.yield();
            }
            // Scheduled, not executed: tasks that are executed would keep the loop from reading.
            loop.schedule(this::send, Math.max(0, pause), TimeUnit.NANOSECONDS);
        }
    }

    /** Counted from the start, so that rounding does not add up. */
    private void advance() {
        sent++;
        dueNanos = time.start() + (long) (sent * pauseNanos);
    }

    private @Nullable Lane laneWithRoom() {
        for (int i = 0; i < lanes.size(); i++) {
            turn = turn + 1 == lanes.size() ? 0 : turn + 1;
            if (lanes.get(turn).hasRoom()) {
                return lanes.get(turn);
            }
        }
        return null;
    }
}
