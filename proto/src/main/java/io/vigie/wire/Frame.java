package io.vigie.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A frame as received. Immutable by convention: the payload belongs to the receiver and nobody writes to it.
 *
 * @param kind what the payload is
 * @param flags reserved, 0
 * @param correlation chosen by the asker and echoed; 0 = about the connection
 * @param budgetMicros time left for this request, in microseconds; 0 = the server's default
 * @param payload one protobuf message, possibly empty
 */
public record Frame(FrameKind kind, int flags, int correlation, int budgetMicros, byte[] payload) {

    /** Encodes one frame into a new buffer that the caller owns. */
    public static ByteBuf encode(
            ByteBufAllocator allocator, FrameKind kind, int correlation, int budgetMicros, MessageLite message) {
        ByteBuf out = allocator.buffer(FrameLayout.HEADER_SIZE + message.getSerializedSize());
        append(out, kind, correlation, budgetMicros, message);
        return out;
    }

    /** Appends one frame to {@code out}, which grows as needed. */
    public static void append(ByteBuf out, FrameKind kind, int correlation, int budgetMicros, MessageLite message) {
        int size = message.getSerializedSize();
        header(out, kind, correlation, budgetMicros, size);
        if (size == 0) {
            return;
        }
        int start = out.writerIndex();
        ByteBuffer target = out.internalNioBuffer(start, size);
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(target);
            message.writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writerIndex(start + size);
    }

    /** Appends one frame whose payload is already encoded. */
    public static void append(ByteBuf out, FrameKind kind, int correlation, int budgetMicros, byte[] payload) {
        header(out, kind, correlation, budgetMicros, payload.length);
        out.writeBytes(payload);
    }

    /** Writes the header of a frame at the beginning of {@code out}; the payload belongs behind it. */
    public static void header(byte[] out, FrameKind kind, int correlation, int budgetMicros, int payloadSize) {
        putInt(out, FrameLayout.LENGTH_OFFSET, FrameLayout.LENGTH_MIN + payloadSize);
        out[FrameLayout.VERSION_OFFSET] = FrameLayout.VERSION;
        out[FrameLayout.KIND_OFFSET] = (byte) kind.number();
        out[FrameLayout.FLAGS_OFFSET] = 0;
        out[FrameLayout.FLAGS_OFFSET + 1] = 0;
        putInt(out, FrameLayout.CORRELATION_OFFSET, correlation);
        putInt(out, FrameLayout.BUDGET_OFFSET, budgetMicros);
    }

    private static void putInt(byte[] out, int at, int value) {
        out[at] = (byte) (value >>> 24);
        out[at + 1] = (byte) (value >>> 16);
        out[at + 2] = (byte) (value >>> 8);
        out[at + 3] = (byte) value;
    }

    private static void header(ByteBuf out, FrameKind kind, int correlation, int budgetMicros, int payloadSize) {
        out.ensureWritable(FrameLayout.HEADER_SIZE + payloadSize);
        out.writeInt(FrameLayout.LENGTH_MIN + payloadSize);
        out.writeByte(FrameLayout.VERSION);
        out.writeByte(kind.number());
        out.writeShort(0);
        out.writeInt(correlation);
        out.writeInt(budgetMicros);
    }
}
