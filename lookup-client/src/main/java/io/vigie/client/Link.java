package io.vigie.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.vigie.v1.Error;
import io.vigie.wire.FrameDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one connection to one endpoint, again and again. Event loop only. */
final class Link {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(512 << 10, 1 << 20);

    private final int index;
    private final Endpoint endpoint;
    private final ClientConfig config;
    private final @Nullable SslContext tls;
    private final Backoff backoff;
    private final EventLoop loop;
    private final Dispatcher dispatcher;
    private @Nullable Connection connection;
    private @Nullable Error unreachable;
    private @Nullable Future<?> nextAttempt;
    private int failures;
    private boolean closed;

    Link(
            int index,
            Endpoint endpoint,
            ClientConfig config,
            @Nullable SslContext tls,
            EventLoop loop,
            Dispatcher dispatcher) {
        this.tls = tls;
        this.index = index;
        this.endpoint = endpoint;
        this.config = config;
        this.backoff = new Backoff(config.backoffMin(), config.backoffMax());
        this.loop = loop;
        this.dispatcher = dispatcher;
    }

    int index() {
        return index;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** From greeting to end; null between attempts. */
    @Nullable Connection connection() {
        return connection;
    }

    /** Why the latest attempt failed; null while the first is under way and once one has worked. */
    @Nullable Error unreachable() {
        return unreachable;
    }

    void connect() {
        if (closed) {
            return;
        }
        endpoint.address().whenComplete((address, problem) -> onLoop(() -> {
            if (address == null) {
                failed("unknown host");
            } else {
                connect(address);
            }
        }));
    }

    void close(Error why) {
        closed = true;
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (connection != null) {
            connection.close(why);
        }
    }

    /** The connection may be used for other things than before. */
    void changed() {
        dispatcher.linkChanged();
    }

    void opened() {
        unreachable = null;
        dispatcher.linkChanged();
    }

    /**
     * The connection ended.
     *
     * @param openNanos how long it could be used; negative when never
     */
    void closed(Error why, long openNanos) {
        connection = null;
        if (openNanos < 0) {
            failed(why.getMessage().isEmpty() ? why.getCode().toString() : why.getMessage());
            return;
        }
        failures = openNanos >= config.backoffMax().toNanos() ? 0 : failures + 1;
        connectLater();
        dispatcher.linkChanged();
    }

    private void connect(InetSocketAddress address) {
        if (closed) {
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) Math.max(1, config.connectTimeout().toMillis()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Connection started = new Connection(Link.this, dispatcher, config, channel);
                        connection = started;
                        if (tls != null) {
                            channel.pipeline()
                                    .addLast(tls.newHandler(channel.alloc(), endpoint.host(), endpoint.port()));
                        }
                        channel.pipeline().addLast(new FrameDecoder(config.frameBytesMax()), started);
                    }
                })
                .connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                connection = null;
                failed(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private void failed(String what) {
        if (closed) {
            return;
        }
        failures++;
        String where = endpoint.toString();
        unreachable = Failures.of(
                Error.Code.Value.CONNECT_FAILED, what.contains(where) ? what : where + ": " + what);
        connectLater();
        dispatcher.linkChanged();
    }

    private void connectLater() {
        if (!closed) {
            Duration delay = backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
            nextAttempt = loop.schedule(() -> connect(), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }
}
