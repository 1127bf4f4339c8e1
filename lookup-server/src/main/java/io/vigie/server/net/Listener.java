package io.vigie.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vigie.server.access.AccessRules;
import io.vigie.server.access.Caller;
import io.vigie.server.feed.Feed;
import io.vigie.server.metrics.Meters;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.query.QueryService;
import io.vigie.server.query.QuestionWorkers;
import io.vigie.v1.Welcome;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections and runs their event loops. Thread-safe; {@link #close} drains. */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Config config;
    private final QueryService queries;
    private final QuestionWorkers workers;
    private final Feed feed;
    private final AccessRules rules;
    private final ServerMetrics metrics;
    private final String version;
    private final Limits limits;
    private final @Nullable ServerTls tls;
    private static final int TLS_THREADS = 2;

    /** Profiles change and end while streams last. */
    private static final int REVIEW_SECONDS = 5;

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<EventLoop, LoopBurst> bursts = new ConcurrentHashMap<>();
    private final MultiThreadIoEventLoopGroup group;
    private final Channel channel;
    private volatile boolean draining;

    /** Somebody who cannot prove who they are. */
    static final class UntrustedException extends Exception {
        private static final long serialVersionUID = 1L;

        UntrustedException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Knobs of the listener.
     *
     * @param address where to listen; port 0 = any free one
     * @param transport how
     * @param threads event loops
     * @param frameBytesMax larger frames are refused
     * @param connectionsMax open at once
     * @param inFlightMax requests at once in the whole server
     * @param inFlightPerConnectionMax requests at once on one connection
     * @param helloTimeout a connection without HELLO is closed after it
     * @param tls files of its certificate; null = whoever connects is the local operator
     * @param insecurePlainText whether to do without TLS also where others can connect
     */
    public record Config(
            InetSocketAddress address,
            Transport transport,
            int threads,
            int frameBytesMax,
            int connectionsMax,
            int inFlightMax,
            int inFlightPerConnectionMax,
            Duration helloTimeout,
            @Nullable TlsFiles tls,
            boolean insecurePlainText) {
        public Config {
            if (tls == null
                    && !insecurePlainText
                    && !address.isUnresolved()
                    && !address.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException("net.listen: " + address
                        + " (expected: a loopback address, or tls.certificate, tls.key and tls.authorities: without TLS"
                        + " whoever connects has all rights of the operator)");
            }
            atLeast("net.threads", threads, 1);
            atLeast("net.frame-bytes-max", frameBytesMax, 4096);
            atLeast("net.connections-max", connectionsMax, 1);
            atLeast("net.in-flight-max", inFlightMax, 1);
            atLeast("net.in-flight-per-connection-max", inFlightPerConnectionMax, 1);
        }

        private static void atLeast(String key, int value, int min) {
            if (value < min) {
                throw new IllegalArgumentException(key + ": " + value + " (expected: >= " + min + ")");
            }
        }
    }

    private Listener(
            Config config,
            QueryService queries,
            QuestionWorkers workers,
            Feed feed,
            AccessRules rules,
            ServerMetrics metrics,
            Clock clock,
            String version)
            throws IOException, TlsException {
        this.config = config;
        this.queries = queries;
        this.workers = workers;
        this.feed = feed;
        this.rules = rules;
        this.metrics = metrics;
        this.version = version;
        this.limits = new Limits(config);
        this.tls = config.tls() == null
                ? null
                : ServerTls.open(config.tls(), clock, config.helloTimeout(), TLS_THREADS, this::endUntrusted);
        this.group = new MultiThreadIoEventLoopGroup(
                config.threads(), new DefaultThreadFactory("vigie-net"), config.transport().ioHandler());
        metrics.gauge(Meters.CONNECTIONS, limits, Limits::connections);
        metrics.gauge(Meters.IN_FLIGHT, limits, Limits::inFlight);
        metrics.gauge(Meters.TLS_REFUSED, this, Listener::tlsRefused);
        this.channel = bind();
        var _ = group.scheduleAtFixedRate(
                this::review, REVIEW_SECONDS, REVIEW_SECONDS, TimeUnit.SECONDS);
    }

    /** What is wrong with files of certificates, though connections are made. */
    public List<String> warnings() {
        return tls == null ? List.of() : tls.warnings();
    }

    private double tlsRefused() {
        return tls != null && tls.isRefused() ? 1 : 0;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address cannot be used
     * @throws TlsException when a file of certificates cannot be used
     */
    public static Listener open(
            Config config,
            QueryService queries,
            QuestionWorkers workers,
            Feed feed,
            AccessRules rules,
            ServerMetrics metrics,
            Clock clock,
            String version)
            throws IOException, TlsException {
        return new Listener(config, queries, workers, feed, rules, metrics, clock, version);
    }

    private Channel bind() throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(config.transport().serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 << 10, 1 << 20))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        if (tls != null) {
                            accepted.pipeline().addLast(tls.newHandler(accepted));
                        }
                        accepted.pipeline().addLast(connection(accepted.eventLoop()));
                    }
                })
                .bind(config.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException("net.listen: " + config.address().getHostString() + ":"
                    + config.address().getPort() + " cannot be used (" + bound.cause().getMessage() + ")");
        }
        return bound.channel();
    }

    /**
     * What serves one channel without TLS, be it accepted here or made without a socket to measure what sockets are no part of.
     *
     * @param loop that answers the requests of its connections together; turned by the thread that the channel belongs to
     */
    public ChannelHandler connection(EventLoop loop) {
        return new Connection(this, bursts.computeIfAbsent(loop, one -> new LoopBurst(one, queries.newBurst())));
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /**
     * Stops to accept, tells clients to go elsewhere, answers what is in flight, closes.
     *
     * @param timeout clients that have not left by then are closed
     */
    public void drain(Duration timeout) {
        draining = true;
        channel.close().awaitUninterruptibly();
        connections.forEach(Connection::goAway);
        long end = System.nanoTime() + timeout.toNanos();
        awaitNoConnections(end);
        connections.forEach(Connection::closeWhenIdle);
        awaitNoConnections(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
    }

    /** Closes at once; call {@link #drain} before to do so politely. */
    @Override
    public void close() {
        draining = true;
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        if (tls != null) {
            tls.close();
        }
        LOG.debug("listener closed");
    }

    Config config() {
        return config;
    }

    QueryService queries() {
        return queries;
    }

    Feed feed() {
        return feed;
    }

    AccessRules rules() {
        return rules;
    }

    QuestionWorkers workers() {
        return workers;
    }

    ServerMetrics metrics() {
        return metrics;
    }

    Limits limits() {
        return limits;
    }

    boolean isDraining() {
        return draining;
    }

    /**
     * Who is at the other end of a connection that has said HELLO.
     *
     * @throws UntrustedException when that cannot be told
     */
    Caller callerOf(ChannelPipeline pipeline) throws UntrustedException {
        if (tls == null) {
            return Caller.LOCAL_OPERATOR;
        }
        // Again, since a handshake that resumes a session asks nobody.
        String fault = untrusted(pipeline);
        if (fault != null) {
            throw new UntrustedException(fault);
        }
        try {
            return tls.callerOf(pipeline.get(SslHandler.class));
        } catch (IllegalArgumentException | SSLPeerUnverifiedException e) {
            throw new UntrustedException("the certificate: " + e.getMessage());
        }
    }

    /** Why the certificate of a connection is no longer good; null when it is. */
    @Nullable String untrusted(ChannelPipeline pipeline) {
        if (tls == null) {
            return null;
        }
        SslHandler handler = pipeline.get(SslHandler.class);
        return handler == null ? "the connection has ended" : tls.peerFault(handler);
    }

    /** Whatever fails for one connection that is closing must not be the end of all reviews. */
    private void review() {
        try {
            connections.forEach(Connection::review);
        } catch (RuntimeException | Error e) {
            LOG.error("rights of open connections were not all reviewed", e);
        }
    }

    private void endUntrusted() {
        connections.forEach(Connection::endIfUntrusted);
    }

    void opened(Connection connection) {
        connections.add(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
        synchronized (connections) {
            connections.notifyAll();
        }
    }

    Welcome welcome(Caller caller) {
        return Welcome.newBuilder()
                .setServer("vigie/" + version)
                .setVersion(FrameLayout.VERSION)
                .addAllDatasets(queries.searchedDatasets().stream()
                        .filter(caller.rights()::include)
                        .toList())
                .setFreshness(queries.freshness())
                .setPosition(queries.position())
                .setFrameBytesMax(config.frameBytesMax())
                .setInFlightMax(config.inFlightPerConnectionMax())
                .build();
    }

    private void awaitNoConnections(long endNanos) {
        synchronized (connections) {
            long left = endNanos - System.nanoTime();
            while (!connections.isEmpty() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(connections, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = endNanos - System.nanoTime();
            }
        }
    }
}
