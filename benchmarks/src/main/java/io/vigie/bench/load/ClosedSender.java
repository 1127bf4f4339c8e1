package io.vigie.bench.load;

import java.util.List;

/** Keeps every lane full. */
final class ClosedSender implements Sender {
    private final List<Lane> lanes;
    private final Mix.Questions questions;
    private final Timeline time;

    ClosedSender(List<Lane> lanes, Mix.Questions questions, Timeline time) {
        this.lanes = lanes;
        this.questions = questions;
        this.time = time;
    }

    @Override
    public void start(long nowNanos) {
        lanes.forEach(lane -> drained(lane, nowNanos));
    }

    @Override
    public void drained(Lane lane, long nowNanos) {
        if (time.isOver(nowNanos) || !lane.hasRoom()) {
            return;
        }
        long leaving = System.nanoTime();
        while (lane.hasRoom()) {
            // None is late: each leaves when there is room.
            lane.ask(questions.next(), leaving);
        }
        lane.flush();
    }

    @Override
    public boolean isDone(long nowNanos) {
        return time.isOver(nowNanos);
    }

    @Override
    public void giveUp(Tally tally, long nowNanos) {
        // Nothing here waits to leave.
    }
}
