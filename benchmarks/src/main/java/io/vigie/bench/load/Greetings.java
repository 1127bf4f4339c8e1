package io.vigie.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Connects to a server, one connection after the other, and measures until each is greeted. Used by one thread. */
public final class Greetings implements AutoCloseable {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final int PATIENCE_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("vigie-bench", true), NioIoHandler.newFactory());
    private final InetSocketAddress address;

    public Greetings(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * How a connection is secured.
     *
     * @param context of a terminal
     * @param port under which its session is remembered: that of a connection before resumes it, another does not
     */
    public record Tls(SslContext context, int port) {}

    /**
     * One connection.
     *
     * @param nanos from connecting to WELCOME
     * @param resumed whether it went on with the session of one before
     */
    public record Greeting(long nanos, boolean resumed) {}

    private static final class Waiting implements Lane.Owner {
        private final CompletableFuture<Long> welcome = new CompletableFuture<>();

        @Override
        public void greeted() {
            welcome.complete(System.nanoTime());
        }

        @Override
        public void drained(Lane lane, long nowNanos) {
            // Nothing is asked.
        }

        @Override
        public void broken(IOException reason) {
            welcome.completeExceptionally(reason);
        }

        @Override
        public @Nullable Tally tally() {
            return null;
        }
    }

    /**
     * Connects, is greeted, and closes.
     *
     * @param tls null = plain
     */
    public Greeting measure(@Nullable Tls tls) throws IOException, InterruptedException {
        Waiting waiting = new Waiting();
        long startMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(pipeline(tls, new Lane(waiting, new FrameReader(FRAME_BYTES_MAX, new FrameReader.Room()), 1)))
                .connect(address);
        try {
            long nanos = waiting.welcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - start;
            SslHandler handler = connecting.channel().pipeline().get(SslHandler.class);
            return new Greeting(
                    nanos, handler != null && handler.engine().getSession().getCreationTime() < startMillis);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a connection was not greeted: " + e.getMessage(), e);
        } finally {
            connecting.channel().close().await();
        }
    }

    private ChannelInitializer<Channel> pipeline(@Nullable Tls tls, Lane lane) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.context().newHandler(channel.alloc(), address.getHostString(), tls.port()));
                }
                channel.pipeline().addLast(lane);
            }
        };
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
