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
        append(out, kind, correlation, budgetMicros, payload, payload.length);
    }

    /** The same, of bytes 0 to {@code size} − 1. */
    public static void append(
            ByteBuf out, FrameKind kind, int correlation, int budgetMicros, byte[] payload, int size) {
        header(out, kind, correlation, budgetMicros, size);
        out.writeBytes(payload, 0, size);
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
