package io.vigie.server.net;

import io.vigie.v1.Error;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is open and in flight in the whole server, against its bounds. Thread-safe. */
final class Limits {
    private static final long BYTES_IN_FLIGHT_LEAST = 16 << 20;

    private final Listener.Config config;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final long bytesInFlightMax;

    Limits(Listener.Config config) {
        this(config, Runtime.getRuntime().maxMemory());
    }

    /** A request is in memory up to four times (payload, message, audit block, write), so an eighth is half the heap. */
    Limits(Listener.Config config, long heapBytesMax) {
        this.config = config;
        this.bytesInFlightMax = Math.max(Math.max(BYTES_IN_FLIGHT_LEAST, heapBytesMax / 8), config.frameBytesMax());
    }

    boolean openConnection() {
        if (connections.incrementAndGet() > config.connectionsMax()) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    void closeConnection() {
        connections.decrementAndGet();
    }

    /**
     * A permit for one request, or the code that refuses it.
     *
     * @param ofConnection requests that its connection has in flight already
     * @param questions that it asks: as many as the server has in flight with it
     */
    Error.Code.@Nullable Value take(int ofConnection, int questions, int bytes) {
        if (ofConnection >= config.inFlightPerConnectionMax()) {
            return Error.Code.Value.TOO_MANY_IN_FLIGHT;
        }
        if (inFlight.addAndGet(questions) > config.inFlightMax()) {
            inFlight.addAndGet(-questions);
            return Error.Code.Value.OVERLOADED;
        }
        if (bytesInFlight.addAndGet(bytes) > bytesInFlightMax) {
            giveBack(questions, bytes);
            return Error.Code.Value.OVERLOADED;
        }
        return null;
    }

    void giveBack(int questions, long bytes) {
        inFlight.addAndGet(-questions);
        bytesInFlight.addAndGet(-bytes);
    }

    int connections() {
        return connections.get();
    }

    int inFlight() {
        return inFlight.get();
    }
}
