package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/** Remembers every buffer that it gave out, so that a test can say how much was asked for and that all came back. */
final class CountingAllocator extends AbstractByteBufAllocator {
    private static final UnpooledByteBufAllocator WITHOUT_DETECTOR = new UnpooledByteBufAllocator(false, true);

    private final List<ByteBuf> given = new ArrayList<>();
    private int bytes;

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return remembered(WITHOUT_DETECTOR.heapBuffer(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return remembered(WITHOUT_DETECTOR.directBuffer(initialCapacity, maxCapacity));
    }

    /** A buffer that holds {@code content}, as one that a socket was read into. */
    ByteBuf holding(byte[] content, int from, int to) {
        return buffer(to - from).writeBytes(content, from, to - from);
    }

    /** Bytes of all buffers given out. */
    int bytes() {
        return bytes;
    }

    void assertAllReleased() {
        assertThat(given).allSatisfy(buffer -> assertThat(buffer.refCnt()).as("references to %s", buffer).isZero());
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private ByteBuf remembered(ByteBuf buffer) {
        bytes += buffer.capacity();
        given.add(buffer);
        return buffer;
    }
}
