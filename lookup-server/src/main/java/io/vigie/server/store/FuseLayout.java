package io.vigie.server.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Layout of a filter's file. Numbers are big-endian.
 *
 * <pre>
 *  0          8       12      16               20              24       64
 *  +----------+-------+-------+----------------+---------------+--------+--------------+-------+------+-------+----------+
 *  | VIGIEFLT | level | parts | segment length | segment count | zeros  | fingerprints | seeds | keys | stamp | checksum |
 *  | 8 bytes  | int   | int   | int            | int           | 40     |              | longs | long | long  | int      |
 *  +----------+-------+-------+----------------+---------------+--------+--------------+-------+------+-------+----------+
 *  fingerprints: parts × (segment count + 2) × segment length bytes · seeds: one long a part
 *  checksum: CRC-32C of everything before it
 * </pre>
 */
final class FuseLayout {
    static final int LEVEL = 1;

    /** Parts begin on a cache line. */
    static final int HEADER_SIZE = 64;

    private static final int FOOTER_SIZE = 2 * Long.BYTES;
    private static final int CHECKSUM_SIZE = Integer.BYTES;
    private static final long MAGIC =
            ByteBuffer.wrap("VIGIEFLT".getBytes(StandardCharsets.US_ASCII)).getLong();
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private FuseLayout() {}

    static ByteBuffer header(FuseGeometry geometry) {
        return ByteBuffer.allocate(HEADER_SIZE)
                .putLong(MAGIC)
                .putInt(LEVEL)
                .putInt(geometry.parts())
                .putInt(geometry.segmentLength())
                .putInt(geometry.segmentCount())
                .clear();
    }

    static ByteBuffer footer(long keys, long stamp) {
        return ByteBuffer.allocate(FOOTER_SIZE).putLong(keys).putLong(stamp).flip();
    }

    /** The shape that the header tells and the size confirms, or null. */
    static @Nullable FuseGeometry geometry(MemorySegment file) {
        if (file.byteSize() < HEADER_SIZE || file.get(LONG, 0) != MAGIC || file.get(INT, 8) != LEVEL) {
            return null;
        }
        try {
            FuseGeometry geometry = new FuseGeometry(file.get(INT, 12), file.get(INT, 16), file.get(INT, 20));
            return file.byteSize() == seedsOffset(geometry) + (long) geometry.parts() * Long.BYTES + FOOTER_SIZE
                            + CHECKSUM_SIZE
                    ? geometry
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static long[] seeds(MemorySegment file, FuseGeometry geometry) {
        long[] seeds = new long[geometry.parts()];
        for (int part = 0; part < seeds.length; part++) {
            seeds[part] = file.get(LONG, seedsOffset(geometry) + (long) part * Long.BYTES);
        }
        return seeds;
    }

    static long keys(MemorySegment file) {
        return file.get(LONG, file.byteSize() - CHECKSUM_SIZE - FOOTER_SIZE);
    }

    static long stamp(MemorySegment file) {
        return file.get(LONG, file.byteSize() - CHECKSUM_SIZE - Long.BYTES);
    }

    static int checksum(MemorySegment file) {
        return file.get(INT, checksumOffset(file));
    }

    static long checksumOffset(MemorySegment file) {
        return file.byteSize() - CHECKSUM_SIZE;
    }

    private static long seedsOffset(FuseGeometry geometry) {
        return HEADER_SIZE + (long) geometry.parts() * geometry.partSize();
    }
}
