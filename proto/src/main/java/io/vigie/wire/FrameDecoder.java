package io.vigie.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Bytes to {@link Frame}s, for those who keep them; {@link FrameReader} has the rules. The first fault ends the stream:
 * a {@link FrameException} goes down the pipeline once and all later bytes are dropped.
 *
 * <p>One per channel, used on its event loop only.
 */
public final class FrameDecoder extends ChannelInboundHandlerAdapter {
    private final FrameReader reader;

    /**
     * @param frameBytesMax largest frame taken, header included
     */
    public FrameDecoder(int frameBytesMax) {
        this.reader = new FrameReader(frameBytesMax, new FrameReader.Room());
    }

    /** Changes the limit for frames that have not been decoded yet. */
    public void frameBytesMax(int bytes) {
        reader.frameBytesMax(bytes);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            reader.feed(in);
        } finally {
            in.release();
        }
        try {
            while (reader.next()) {
                ctx.fireChannelRead(new Frame(
                        reader.kind(), reader.flags(), reader.correlation(), reader.budgetMicros(), reader.payload()));
            }
        } catch (FrameException e) {
            ctx.fireExceptionCaught(e);
        }
    }
}
