package io.vigie.server.net;

import io.vigie.v1.Error;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.atomic.AtomicInteger;

/** What is open and in flight in the whole server, against its bounds. Thread-safe. */
final class Limits {
    private final Listener.Config config;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();

    Limits(Listener.Config config) {
        this.config = config;
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

    /** A permit for one request, or the code that refuses it. */
    Error.Code.@Nullable Value take(int ofConnection) {
        if (ofConnection >= config.inFlightPerConnectionMax()) {
            return Error.Code.Value.TOO_MANY_IN_FLIGHT;
        }
        if (inFlight.incrementAndGet() > config.inFlightMax()) {
            inFlight.decrementAndGet();
            return Error.Code.Value.OVERLOADED;
        }
        return null;
    }

    void giveBack(int permits) {
        inFlight.addAndGet(-permits);
    }

    int connections() {
        return connections.get();
    }

    int inFlight() {
        return inFlight.get();
    }
}
