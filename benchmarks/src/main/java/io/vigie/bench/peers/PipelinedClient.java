package io.vigie.bench.peers;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps so many questions under way on each of several connections, with one thread, as the generator of load does with
 * ours: both sides of a comparison have the same kind of client. Used once.
 */
final class PipelinedClient {
    /** Of a connection before it has its line: nothing is asked, so nothing comes. */
    private static final ChannelHandler NOTHING = new SharableHandler();
    private static final int ROOM = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final int pipeline;
    private final long measuredNanos;
    private final CompletableFuture<Double> finished = new CompletableFuture<>();
    private long start;
    private long asked;
    private long answered;

    private PipelinedClient(Exchange exchange, int pipeline, Duration duration) {
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.measuredNanos = duration.toNanos();
    }

    /** Answers a second. */
    static double rate(InetSocketAddress address, Exchange exchange, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("vigie-bench-peer", true), io);
        try {
            return new PipelinedClient(exchange, pipeline, duration).run(address, connections, group);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private double run(InetSocketAddress address, int connections, MultiThreadIoEventLoopGroup group)
            throws IOException, InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            ChannelFuture connected = bootstrap.clone().handler(NOTHING).connect(address);
            if (!connected.awaitUninterruptibly().isSuccess()) {
                throw new IOException("a peer cannot be reached", connected.cause());
            }
            Line line = new Line(connected.channel());
            connected.channel().pipeline().addLast(line);
            lines.add(line);
        }
        group.next().execute(() -> {
            start = System.nanoTime();
            lines.forEach(Line::fill);
        });
        try {
            return finished.get(measuredNanos + PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("a peer's run failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("a peer answered nothing for " + PATIENCE.toSeconds() + " s", e);
        }
    }

    @ChannelHandler.Sharable
    private static final class SharableHandler extends ChannelInboundHandlerAdapter {}

    /** One connection. All of them are on one event loop, so that counts need no care. */
    private final class Line extends ChannelInboundHandlerAdapter {
        private final long[] underWay = new long[pipeline];
        private int oldest;
        private int free = pipeline;
        private final Channel channel;
        private final ByteBuf arrived;

        Line(Channel channel) {
            this.channel = channel;
            this.arrived = channel.alloc().directBuffer(ROOM);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
            ByteBuf in = (ByteBuf) message;
            arrived.writeBytes(in);
            in.release();
            while (free < pipeline && exchange.take(arrived, underWay[oldest])) {
                oldest = oldest + 1 == pipeline ? 0 : oldest + 1;
                free++;
                answered++;
            }
            arrived.discardReadBytes();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            long spent = System.nanoTime() - start;
            if (spent >= measuredNanos) {
                finished.complete(answered * 1e9 / spent);
            } else {
                fill();
            }
        }

        void fill() {
            if (free == 0) {
                return;
            }
            ByteBuf out = channel.alloc().directBuffer(ROOM);
            while (free > 0) {
                int place = (oldest + pipeline - free) % pipeline;
                underWay[place] = asked++;
                exchange.ask(out, underWay[place]);
                free--;
            }
            channel.writeAndFlush(out, channel.voidPromise());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            arrived.release();
            finished.completeExceptionally(new IOException("a peer closed the connection"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            finished.completeExceptionally(cause);
            ctx.close();
        }
    }
}
