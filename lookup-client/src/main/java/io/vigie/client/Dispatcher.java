package io.vigie.client;

import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.handler.ssl.SslContext;
import io.vigie.v1.Error;
import io.vigie.wire.WhoActs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which connection a call goes over, and what becomes of it when that comes to nothing. {@link #start},
 * {@link #abandoned} and {@link #close} are for any thread; the rest is the event loop's.
 */
final class Dispatcher {
    /*
     * A call goes to the open connection with the fewest calls in flight. If its server sends it elsewhere, or fails in a
     * way that another may not, it goes to another link, once to each; if its connection is lost, to any. It is sent at most once more often than there are
     * links, so a question that brings servers down does not do so for ever.
     *
     * While no connection is open but one may be soon, calls wait. Once the latest attempt of every link has failed
     * they fail at once rather than at their deadline.
     *
     * Deadlines are kept by a sweep over all calls under way instead of a timer a call: a call ends at most
     * SWEEP_MILLIS after its deadline, plus what the loop is behind. Without calls there is no sweep.
     */
    static final int SWEEP_MILLIS = 10;

    private static final long STOP_SECONDS = 2;

    private final SingleThreadIoEventLoop loop;
    private final List<Link> links = new ArrayList<>();
    private final CallQueue queue;
    private final int waitingMax;
    private final Queue<Call<?>> waiting = new ArrayDeque<>();
    private int firstLink;
    private @Nullable Future<?> nextSweep;
    private boolean closed;

    Dispatcher(ClientConfig config) {
        SslContext tls = ClientTls.of(config);
        loop = new SingleThreadIoEventLoop(
                null, new DefaultThreadFactory("vigie-client", true), NioIoHandler.newFactory());
        for (String endpoint : config.endpoints()) {
            for (int i = 0; i < config.connectionsPerEndpoint(); i++) {
                links.add(new Link(links.size(), Endpoint.parse(endpoint), config, tls, loop, this));
            }
        }
        waitingMax = config.inFlightMax() * links.size();
        queue = new CallQueue(waitingMax, new StatusCall(this, 0));
        loop.execute(() -> links.forEach(Link::connect));
    }

    /** Takes the call on; it ends by its deadline whatever happens. */
    <C extends Call<?>> C start(C call) {
        switch (queue.offer(call)) {
            case FIRST -> execute(this::drain);
            case QUEUED -> {}
            case FULL -> call.fail(Failures.tooManyInFlight());
            case CLOSED -> call.fail(Failures.closed());
        }
        return call;
    }

    /** The call has ended without the loop's knowing. */
    void abandoned(Call<?> call) {
        execute(() -> {
            if (call.connection != null) {
                call.connection.cancel(call);
                flush();
            }
        });
    }

    /** Whoever reads a stream takes more of it. */
    void granted(Call<?> call, int items) {
        execute(() -> {
            if (call.connection != null && !call.isDone()) {
                call.connection.grant(call, items);
                flush();
            }
        });
    }

    /**
     * Keeps blocking methods off the event loop.
     *
     * @throws IllegalStateException on it, where waiting would wait for itself
     */
    void requireOtherThread() {
        if (loop.inEventLoop()) {
            throw new IllegalStateException("a blocking method on the client's own thread (expected: its async twin)");
        }
    }

    /** Ends every call with CLIENT_CLOSED and stops the thread. */
    void close() {
        execute(this::closeNow);
        if (loop.inEventLoop()) {
            return;
        }
        try {
            loop.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection opened, closed, failed or may no longer be used: what waits may have somewhere to go. */
    void linkChanged() {
        long now = System.nanoTime();
        for (int count = waiting.size(); count > 0; count--) {
            place(waiting.remove(), now);
        }
    }

    /** The server answered this call with an error. */
    void refused(Call<?> call, Error error) {
        if (!Failures.isWorthRetrying(error)) {
            call.fail(error);
            return;
        }
        if (call.connection != null) {
            call.refusedBy |= 1L << call.connection.linkIndex();
        }
        retry(call, error);
    }

    /** The connection ended before the call did. */
    void lost(Call<?> call, Error error) {
        switch (WhoActs.on(error.getCode())) {
            case CALLER -> call.fail(error);
            case CLIENT_RETRIES_ELSEWHERE, OPERATOR -> retry(call, error);
        }
    }

    /** Sends what was queued since the last flush: one write a connection. */
    void flush() {
        for (int i = 0; i < links.size(); i++) {
            Connection connection = links.get(i).connection();
            if (connection != null) {
                connection.flush();
            }
        }
    }

    private void drain() {
        long now = System.nanoTime();
        for (Call<?> call = queue.takeAll(); call != null; ) {
            Call<?> next = CallQueue.unlink(call);
            place(call, now);
            call = next;
        }
        flush();
    }

    private void retry(Call<?> call, Error error) {
        call.connection = null;
        call.lastError = error;
        if (closed || !call.isRepeatable() || call.attempts() > links.size()) {
            call.fail(error);
        } else {
            place(call, System.nanoTime());
        }
    }

    private void place(Call<?> call, long now) {
        if (call.isDone()) {
            return;
        }
        if (call.isExpired(now)) {
            call.fail(call.deadlineError());
            return;
        }
        Connection best = null;
        Error unreachable = null;
        boolean full = false;
        boolean coming = false;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get((firstLink + i) % links.size());
            Connection connection = link.connection();
            if ((call.refusedBy & 1L << link.index()) != 0) {
                continue;
            }
            if (connection == null || !connection.isOpen()) {
                coming |= link.unreachable() == null;
                unreachable = link.unreachable() == null ? unreachable : link.unreachable();
            } else if (connection.isFull()) {
                full = true;
            } else if (best == null || connection.inFlightCount() < best.inFlightCount()) {
                best = connection;
            }
        }
        if (best != null) {
            firstLink = best.linkIndex() + 1;
            best.send(call, now);
            sweepSoon();
        } else if (full || coming && waiting.size() >= waitingMax) {
            call.fail(Failures.tooManyInFlight());
        } else if (coming) {
            waiting.add(call);
            sweepSoon();
        } else {
            call.fail(nowhere(call, unreachable));
        }
    }

    private static Error nowhere(Call<?> call, @Nullable Error unreachable) {
        if (call.lastError != null) {
            return call.lastError;
        }
        return unreachable != null ? unreachable : call.deadlineError();
    }

    private void sweepSoon() {
        if (nextSweep == null) {
            nextSweep = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        nextSweep = null;
        long now = System.nanoTime();
        waiting.removeIf(call -> {
            if (call.isExpired(now)) {
                call.fail(call.deadlineError());
            }
            return call.isDone();
        });
        boolean busy = !waiting.isEmpty();
        for (Link link : links) {
            Connection connection = link.connection();
            if (connection != null) {
                connection.sweep(now);
                busy |= connection.inFlightCount() > 0;
            }
        }
        flush();
        if (busy) {
            sweepSoon();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever closes awaits the loop itself
    private void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        Error why = Failures.closed();
        for (Call<?> call = queue.close(); call != null; ) {
            Call<?> next = CallQueue.unlink(call);
            call.fail(why);
            call = next;
        }
        waiting.forEach(call -> call.fail(why));
        waiting.clear();
        links.forEach(link -> link.close(why));
        loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has stopped, and every call ended before it did.
            return;
        }
    }
}
