package io.vigie.server.operator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends connections whose other side neither sends nor takes what is due: channels that block know no time limit. Thread-safe. */
final class Patience implements AutoCloseable {
    private final Duration limit;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-operator-clock").daemon().unstarted(task));

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** A step that waits for the other side. */
    interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Runs a step of one connection.
     *
     * @throws IOException when the channel was closed because the step took too long, too
     */
    <T> T wait(SocketChannel channel, Step<T> step) throws IOException {
        Future<?> end = clock.schedule(() -> close(channel), limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return step.run();
        } finally {
            var _ = end.cancel(false);
        }
    }

    /** What is written to the channel, a message at a time. */
    OutputStream output(SocketChannel channel) {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int from, int size) throws IOException {
                Patience.this.wait(channel, () -> {
                    out.write(bytes, from, size);
                    return size;
                });
            }
        };
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var _ = clock.shutdownNow();
    }
}
