package io.vigie.server.index.persons;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Hash to tokens, in a segment: buckets by the top bits of the hash, the entries of one in ascending order. Immutable. */
final class KeyTable {
    private final MemorySegment bytes;
    private final long buckets;
    private final long list;
    private final int shift;

    KeyTable(MemorySegment bytes, long buckets, long list, int bits) {
        this.bytes = bytes;
        this.buckets = buckets;
        this.list = list;
        this.shift = WordHash.BITS - bits;
    }

    /** Index of the first entry of a hash or, when there is none, of a greater one. */
    long first(int hash) {
        long bucket = buckets + (long) (hash >>> shift) * Integer.BYTES;
        long at = Integer.toUnsignedLong(bytes.get(SegmentLayout.INT, bucket));
        long end = Integer.toUnsignedLong(bytes.get(SegmentLayout.INT, bucket + Integer.BYTES));
        while (end - at > 8) {
            long middle = at + end >>> 1;
            if (hashAt(middle) < hash) {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        while (at < end && hashAt(at) < hash) {
            at++;
        }
        return at;
    }

    /**
     * Looks where many hashes lie. The table is far larger than the processor's caches: so it waits for all of them at a time,
     * and finds them near when they are asked for one by one.
     *
     * @param places as many as hashes, or more; overwritten
     */
    void reach(int[] hashes, long[] places) {
        for (int i = 0; i < hashes.length; i++) {
            long bucket = buckets + (long) (hashes[i] >>> shift) * Integer.BYTES;
            places[i] = Integer.toUnsignedLong(bytes.get(SegmentLayout.INT, bucket));
        }
        for (int i = 0; i < hashes.length; i++) {
            places[i] = bytes.get(SegmentLayout.LONG, list + places[i] * Long.BYTES);
        }
    }

    /** One past the last entry that {@link #first} may be followed to. */
    long end(int hash) {
        return Integer.toUnsignedLong(
                bytes.get(SegmentLayout.INT, buckets + ((long) (hash >>> shift) + 1) * Integer.BYTES));
    }

    int hashAt(long index) {
        return (int) (bytes.get(SegmentLayout.LONG, list + index * Long.BYTES) >>> 32);
    }

    int tokenAt(long index) {
        return (int) bytes.get(SegmentLayout.LONG, list + index * Long.BYTES);
    }

    /** Fills a table: first every entry is counted, then every entry is put, then it is finished. */
    static final class Filler {
        private final MemorySegment bytes;
        private final long buckets;
        private final long list;
        private final int shift;
        private final int[] next;

        /** @param counts entries of each bucket; becomes the filler's own */
        Filler(MemorySegment bytes, long buckets, long list, int bits, int[] counts) {
            this.bytes = bytes;
            this.buckets = buckets;
            this.list = list;
            this.shift = WordHash.BITS - bits;
            this.next = counts;
            int start = 0;
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                bytes.set(SegmentLayout.INT, buckets + (long) i * Integer.BYTES, start);
                next[i] = start;
                start += count;
            }
            bytes.set(SegmentLayout.INT, buckets + (long) counts.length * Integer.BYTES, start);
        }

        void put(int hash, int token) {
            long index = Integer.toUnsignedLong(next[hash >>> shift]++);
            bytes.set(SegmentLayout.LONG, list + index * Long.BYTES, (long) hash << 32 | token);
        }

        void finish() {
            long[] sorted = new long[16];
            long from = 0;
            for (int bucket = 0; bucket < next.length; bucket++) {
                long to = Integer.toUnsignedLong(bytes.get(SegmentLayout.INT, buckets + (bucket + 1L) * Integer.BYTES));
                int size = (int) (to - from);
                if (size > 1) {
                    sorted = size > sorted.length ? new long[2 * size] : sorted;
                    for (int i = 0; i < size; i++) {
                        sorted[i] = bytes.get(SegmentLayout.LONG, list + (from + i) * Long.BYTES);
                    }
                    Arrays.sort(sorted, 0, size);
                    for (int i = 0; i < size; i++) {
                        bytes.set(SegmentLayout.LONG, list + (from + i) * Long.BYTES, sorted[i]);
                    }
                }
                from = to;
            }
        }
    }
}
