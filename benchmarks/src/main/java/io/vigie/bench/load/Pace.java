package io.vigie.bench.load;

/** When the next question leaves. */
public sealed interface Pace {
    /** Questions of one connection that may be under way at once. */
    int inFlightMax();

    /**
     * As soon as an answer has come: how much a server can do.
     *
     * @param pipeline questions under way on each connection
     */
    record Closed(int pipeline) implements Pace {
        @Override
        public int inFlightMax() {
            return pipeline;
        }
    }

    /**
     * At its time, whatever the server does: how long a traveller waits.
     *
     * @param questionsPerSecond over all connections
     * @param inFlightMax a question beyond it leaves late
     */
    record Open(double questionsPerSecond, int inFlightMax) implements Pace {}
}
