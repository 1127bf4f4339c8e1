package io.vigie.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets questions leave at a steady rate, spread over the lanes in turn. */
final class OpenSender implements Sender {
    /*
     * A timer of the operating system wakes late by tens of microseconds, and every one of them would count as latency
     * of the server. So a timer is set only for the longer part of a pause; for the rest the loop turns without
     * sleeping, still reading answers between. This takes a processor of its own, but for what others want of it: the
     * loop yields, or a server on the same cores would wait for the end of its time slice, which is milliseconds.
     *
     * When no lane has room the next question waits, and with it those behind it: they leave late, in order, each
     * counted from its own time.
     */
    private static final long TURNING_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

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
            long pause = dueNanos - System.nanoTime() - TURNING_NANOS;
            if (pause <= 0) {
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
