package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** One connection's worth of bytes through a {@link FrameDecoder}: what came out of it, in order. */
final class DecoderRun {
    final CountingAllocator allocator = new CountingAllocator();
    /** Frames and exceptions. */
    final List<Object> events = new ArrayList<>();

    final FrameDecoder decoder;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    DecoderRun(int frameBytesMax) {
        decoder = new FrameDecoder(frameBytesMax);
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(decoder, new Sink());
    }

    DecoderRun feed(byte[] bytes) {
        return feed(bytes, 0, bytes.length);
    }

    DecoderRun feed(byte[] bytes, int from, int to) {
        channel.writeInbound(allocator.holding(bytes, from, to));
        return this;
    }

    /** In pieces of {@code size} bytes. */
    DecoderRun feedTorn(byte[] bytes, int size) {
        for (int from = 0; from < bytes.length; from += size) {
            feed(bytes, from, Math.min(bytes.length, from + size));
        }
        return this;
    }

    /** The peer closes; afterwards every buffer must have been released. */
    List<Object> close() {
        channel.finishAndReleaseAll();
        allocator.assertAllReleased();
        return events;
    }

    List<Frame> frames() {
        assertThat(events).allSatisfy(event -> assertThat(event).isInstanceOf(Frame.class));
        return events.stream().map(Frame.class::cast).toList();
    }

    private final class Sink extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            events.add(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause);
        }
    }
}
