package io.vigie.bench.capacity;

import io.netty.handler.ssl.SslContext;
import io.vigie.bench.bulk.ServerProcess;
import io.vigie.bench.load.LoadGenerator;
import io.vigie.bench.load.LoadResult;
import io.vigie.bench.load.Mix;
import io.vigie.bench.load.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of its own process, and the load that is put on it. Every answer is checked. */
final class AskedProcess implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int PIPELINE = 16;
    private static final int IN_FLIGHT_MAX = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ServerProcess server;
    private final @Nullable SslContext tls;
    private final Consumer<String> progress;

    /**
     * @param tls of a terminal; null = plain
     */
    AskedProcess(ServerProcess server, @Nullable SslContext tls, Consumer<String> progress) {
        this.server = server;
        this.tls = tls;
        this.progress = progress;
    }

    double readySeconds() {
        return server.readySeconds();
    }

    ServerProcess.Memory memory() throws IOException {
        return server.memory();
    }

    /** Questions a second of a closed loop. */
    Step closed(Mix.Questions questions, Duration warmup, Duration duration) throws IOException, InterruptedException {
        return asked(new Pace.Closed(PIPELINE), 0, questions, warmup, duration);
    }

    Step open(double rate, Mix.Questions questions, Duration warmup, Duration duration)
            throws IOException, InterruptedException {
        return asked(new Pace.Open(rate, IN_FLIGHT_MAX), rate, questions, warmup, duration);
    }

    /**
     * Asks for as long as something else takes, in stretches that follow each other at once.
     *
     * @param isOver whether it has ended
     */
    Step openUntil(BooleanSupplier isOver, double rate, Mix.Questions questions, Duration stretch)
            throws IOException, InterruptedException {
        Duration before = server.processorTime();
        long start = System.nanoTime();
        LoadResult all = ask(new Pace.Open(rate, IN_FLIGHT_MAX), questions, Duration.ZERO, stretch);
        while (!isOver.getAsBoolean()) {
            all = all.and(ask(new Pace.Open(rate, IN_FLIGHT_MAX), questions, Duration.ZERO, stretch));
        }
        return Step.of(rate, all, cores(before, start));
    }

    private Step asked(Pace pace, double rate, Mix.Questions questions, Duration warmup, Duration duration)
            throws IOException, InterruptedException {
        Duration before = server.processorTime();
        long start = System.nanoTime();
        LoadResult result = ask(pace, questions, warmup, duration);
        // Over warm-up and measurement alike, which ask at the same rate.
        return Step.of(rate, result, cores(before, start));
    }

    private double cores(Duration before, long start) {
        return (double) server.processorTime().minus(before).toNanos() / (System.nanoTime() - start);
    }

    private LoadResult ask(Pace pace, Mix.Questions questions, Duration warmup, Duration duration)
            throws IOException, InterruptedException {
        LoadResult result = LoadGenerator.run(
                new LoadGenerator.Config(address(), tls, CONNECTIONS, pace, questions, warmup, duration, PATIENCE),
                progress);
        if (result.wrong() > 0) {
            throw new IOException(result.wrong() + " wrong answers; " + String.join("; ", result.examples()));
        }
        return result;
    }

    /** By name over TLS: certificates are of names. */
    private InetSocketAddress address() {
        InetSocketAddress address = server.address();
        return tls == null ? address : new InetSocketAddress("localhost", address.getPort());
    }

    @Override
    public void close() {
        server.close();
    }
}
