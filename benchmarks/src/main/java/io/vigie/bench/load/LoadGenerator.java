package io.vigie.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a server questions of known truth over several connections and one thread, and measures. Used once. */
public final class LoadGenerator implements Lane.Owner {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration GREETING_TIMEOUT = Duration.ofMillis(5);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private final Config config;
    private final Consumer<String> progress;
    private final EventLoop loop;
    private final List<Lane> lanes = new ArrayList<>();
    private final CompletableFuture<Tally> started = new CompletableFuture<>();
    private final CompletableFuture<LoadResult> finished = new CompletableFuture<>();
    private int greeted;
    private @Nullable Tally tally;
    private @Nullable Sender sender;

    /**
     * A run.
     *
     * @param address of the server
     * @param tls of a terminal; null = plain
     * @param connections opened before the first question
     * @param pace when questions leave
     * @param questions in their order
     * @param warmup asked and checked, not measured
     * @param duration measured
     * @param patience for the last answers; then the run is given up
     */
    public record Config(
            InetSocketAddress address,
            @Nullable SslContext tls,
            int connections,
            Pace pace,
            Mix.Questions questions,
            Duration warmup,
            Duration duration,
            Duration patience) {
        /** Over plain TCP. */
        public Config(
                InetSocketAddress address,
                int connections,
                Pace pace,
                Mix.Questions questions,
                Duration warmup,
                Duration duration,
                Duration patience) {
            this(address, null, connections, pace, questions, warmup, duration, patience);
        }
    }

    private LoadGenerator(Config config, Consumer<String> progress, EventLoop loop) {
        this.config = config;
        this.progress = progress;
        this.loop = loop;
    }

    /**
     * Runs to the end.
     *
     * @param progress told a line now and then
     * @throws IOException when the server cannot be reached or ends a connection
     */
    public static LoadResult run(Config config, Consumer<String> progress) throws IOException, InterruptedException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("vigie-bench", true), io);
        try {
            LoadGenerator generator = new LoadGenerator(config, progress, group.next());
            generator.connect();
            return generator.await();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("the run failed", e.getCause());
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private void connect() throws IOException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
        FrameReader.Room room = new FrameReader.Room();
        for (int i = 0; i < config.connections(); i++) {
            lanes.add(new Lane(this, new FrameReader(FRAME_BYTES_MAX, room), config.pace().inFlightMax()));
        }
        for (Lane lane : lanes) {
            ChannelFuture connected = bootstrap.clone().handler(pipeline(lane)).connect(config.address());
            if (!connected.awaitUninterruptibly().isSuccess()) {
                throw new IOException(
                        text(config.address()) + ": cannot be reached (expected: a server, started with `vigie serve`)",
                        connected.cause());
            }
        }
    }

    private ChannelInitializer<SocketChannel> pipeline(Lane lane) {
        SslContext tls = config.tls();
        InetSocketAddress address = config.address();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel connecting) {
                if (tls != null) {
                    connecting.pipeline().addLast(tls.newHandler(connecting.alloc(), address.getHostString(), address.getPort()));
                }
                connecting.pipeline().addLast(lane);
            }
        };
    }

    private LoadResult await() throws IOException, InterruptedException, ExecutionException {
        Tally counted;
        Duration patience = CONNECT_TIMEOUT.plus(GREETING_TIMEOUT.multipliedBy(lanes.size()));
        try {
            counted = started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(text(config.address()) + ": no WELCOME within " + patience.toSeconds() + " s", e);
        }
        long start = System.nanoTime();
        while (true) {
            try {
                return finished.get(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                double seconds = (System.nanoTime() - start) / 1e9;
                progress.accept(String.format(Locale.ROOT, "%.0f s: %,d answers", seconds, counted.answers()));
            }
        }
    }

    @Override
    public void greeted() {
        if (++greeted == lanes.size()) {
            // Later, so that nothing leaves while the last lane is still in its greeting.
            loop.execute(this::start);
        }
    }

    private void start() {
        Timeline time = Timeline.from(System.nanoTime(), config.warmup(), config.duration());
        Tally counted = new Tally(time);
        Sender sending =
                switch (config.pace()) {
                    case Pace.Closed _ -> new ClosedSender(lanes, config.questions(), time);
                    case Pace.Open open ->
                        new OpenSender(
                                loop, lanes, config.questions(), time, counted, open.questionsPerSecond());
                };
        tally = counted;
        sender = sending;
        started.complete(counted);
        long untilEnd = time.end() - time.start();
        loop.schedule(this::finishWhenDone, untilEnd, TimeUnit.NANOSECONDS);
        loop.schedule(this::giveUp, untilEnd + config.patience().toNanos(), TimeUnit.NANOSECONDS);
        sending.start(time.start());
    }

    @Override
    public void drained(Lane lane, long nowNanos) {
        if (sender != null) {
            if (tally != null) {
                tally.publish();
            }
            sender.drained(lane, nowNanos);
            if (sender.isDone(nowNanos)) {
                finishWhenDone();
            }
        }
    }

    private void finishWhenDone() {
        if (tally != null && sender != null && sender.isDone(System.nanoTime()) && lanes.stream().allMatch(Lane::isIdle)) {
            finished.complete(tally.result());
        }
    }

    private void giveUp() {
        if (tally != null && sender != null && !finished.isDone()) {
            long now = System.nanoTime();
            for (Lane lane : lanes) {
                lane.giveUp(tally, now);
            }
            sender.giveUp(tally, now);
            finished.complete(tally.result());
        }
    }

    @Override
    public void broken(IOException reason) {
        started.completeExceptionally(reason);
        finished.completeExceptionally(reason);
    }

    @Override
    public @Nullable Tally tally() {
        return tally;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
