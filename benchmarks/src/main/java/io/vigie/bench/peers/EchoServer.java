package io.vigie.bench.peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Answers each frame (a length and so many bytes) with one of a fixed size, one flush for all that arrived together, and
 * does nothing else: what a wire of such frames can do at most. One thread; a process of its own.
 */
public final class EchoServer {
    private EchoServer() {}

    /**
     * Says {@code ready HOST:PORT}, and serves until it is stopped.
     *
     * @param arguments bytes of an answer after its length
     */
    public static void main(String[] arguments) {
        int answerSize = Integer.parseInt(arguments[0]);
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io);
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Echo(answerSize));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("ready 127.0.0.1:" + address.getPort());
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        private final int answerSize;
        private int skipped;
        private int lengthSeen;
        private int length;

        Echo(int answerSize) {
            this.answerSize = answerSize;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            int frames = frames(in);
            in.release();
            if (frames > 0) {
                int size = Integer.BYTES + answerSize;
                ByteBuf out = ctx.alloc().directBuffer(frames * size);
                for (int i = 0; i < frames; i++) {
                    out.writeInt(answerSize).writeZero(answerSize);
                }
                ctx.write(out, ctx.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        /** Frames that end in these bytes; what is torn goes on with the next. */
        private int frames(ByteBuf in) {
            int frames = 0;
            while (in.isReadable()) {
                if (lengthSeen < Integer.BYTES) {
                    length = length << 8 | in.readUnsignedByte();
                    lengthSeen++;
                } else {
                    int size = Math.min(length - skipped, in.readableBytes());
                    in.skipBytes(size);
                    skipped += size;
                }
                if (lengthSeen == Integer.BYTES && skipped == length) {
                    frames++;
                    skipped = 0;
                    lengthSeen = 0;
                    length = 0;
                }
            }
            return frames;
        }
    }
}
