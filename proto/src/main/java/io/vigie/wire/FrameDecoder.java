package io.vigie.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.vigie.v1.Error;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to {@link Frame}s. The header is checked before anything is allocated for the length it claims; the first
 * fault ends the stream: a {@link FrameException} goes down the pipeline once and all later bytes are dropped.
 *
 * <p>One per channel, used on its event loop only.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private int frameBytesMax;
    private boolean broken;

    /**
     * @param frameBytesMax largest frame taken, header included
     */
    public FrameDecoder(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    /** Changes the limit for frames that have not been decoded yet, when HELLO has been exchanged. */
    public void frameBytesMax(int bytes) {
        frameBytesMax = bytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            Frame frame = next(in);
            if (frame != null) {
                out.add(frame);
            }
        } catch (FrameException e) {
            broken = true;
            in.skipBytes(in.readableBytes());
            ctx.fireExceptionCaught(e);
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.isReadable()) {
            decode(ctx, in, out);
        }
    }

    private @Nullable Frame next(ByteBuf in) throws FrameException {
        if (in.readableBytes() < Integer.BYTES) {
            return null;
        }
        int start = in.readerIndex();
        int length = in.getInt(start);
        if (length < FrameLayout.LENGTH_MIN) {
            throw new FrameException(
                    Error.Code.Value.BAD_FRAME, "length: " + length + " (expected: >= " + FrameLayout.LENGTH_MIN + ")");
        }
        if (length > frameBytesMax - Integer.BYTES) {
            throw new FrameException(
                    Error.Code.Value.FRAME_TOO_LARGE,
                    "length: " + length + " (expected: <= " + (frameBytesMax - Integer.BYTES) + ")");
        }
        if (in.readableBytes() <= FrameLayout.KIND_OFFSET) {
            return null;
        }
        FrameKind kind = checkedKind(in, start);
        if (in.readableBytes() < Integer.BYTES + length) {
            return null;
        }
        byte[] payload = new byte[length - FrameLayout.LENGTH_MIN];
        in.getBytes(start + FrameLayout.HEADER_SIZE, payload);
        Frame frame = new Frame(
                kind,
                in.getUnsignedShort(start + FrameLayout.FLAGS_OFFSET),
                in.getInt(start + FrameLayout.CORRELATION_OFFSET),
                in.getInt(start + FrameLayout.BUDGET_OFFSET),
                payload);
        in.skipBytes(Integer.BYTES + length);
        return frame;
    }

    private static FrameKind checkedKind(ByteBuf in, int start) throws FrameException {
        int version = in.getUnsignedByte(start + FrameLayout.VERSION_OFFSET);
        if (version != FrameLayout.VERSION) {
            throw new FrameException(
                    Error.Code.Value.UNSUPPORTED_VERSION,
                    "version: " + version + " (expected: " + FrameLayout.VERSION + ")");
        }
        int number = in.getUnsignedByte(start + FrameLayout.KIND_OFFSET);
        FrameKind kind = FrameKind.of(number);
        if (kind == null) {
            throw new FrameException(Error.Code.Value.UNKNOWN_KIND, "kind: " + number + " (expected: see protocol.md)");
        }
        return kind;
    }
}
