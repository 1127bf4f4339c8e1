package io.vigie.bench.load;

import java.util.List;

/** Keeps every lane full. */
final class ClosedSender implements Sender {
    private final List<Lane> lanes;
    private final Mix.Questions questions;
    private final Timeline time;
    private final Tally tally;

    ClosedSender(List<Lane> lanes, Mix.Questions questions, Timeline time, Tally tally) {
        this.lanes = lanes;
        this.questions = questions;
        this.time = time;
        this.tally = tally;
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
            lane.ask(questions.next(), leaving);
            tally.sent(leaving, leaving);
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
