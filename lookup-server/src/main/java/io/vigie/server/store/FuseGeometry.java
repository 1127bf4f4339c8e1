package io.vigie.server.store;

/**
 * Where the three fingerprints of a hash lie. All parts of a filter have one shape.
 *
 * <p>A hash here is that of the part: the key's hash mixed again with the part's seed.
 *
 * @param parts a power of two; the top bits of a key's hash choose one
 * @param segmentLength a power of two; a key's three places lie in three neighbouring segments
 * @param segmentCount segments in which a key's first place may lie; two more follow
 */
record FuseGeometry(int parts, int segmentLength, int segmentCount) {
    /** A part this small is built within a processor's cache, and one this large wastes no space. */
    private static final int PART_KEYS = 1 << 20;

    private static final int PARTS_MAX = 1 << 16;
    private static final int SEGMENT_LENGTH_MAX = 1 << 18;

    FuseGeometry {
        if (!isPowerOfTwo(parts, PARTS_MAX)
                || !isPowerOfTwo(segmentLength, SEGMENT_LENGTH_MAX)
                || segmentCount < 1
                || segmentCount > Integer.MAX_VALUE / segmentLength - 2) {
            throw new IllegalArgumentException("filter: " + parts + " parts of " + segmentCount + " segments of "
                    + segmentLength + " (expected: powers of two, at least one segment)");
        }
    }

    /** How many parts suit a number of keys. */
    static int partsFor(long keys) {
        int parts = 1;
        while (parts < PARTS_MAX && keys / parts > PART_KEYS) {
            parts <<= 1;
        }
        return parts;
    }

    /** The shape that Graf and Lemire found to succeed nearly always for three places a key. */
    static FuseGeometry of(int parts, int keysInLargestPart) {
        int keys = Math.max(keysInLargestPart, 2);
        double log = Math.log(keys);
        int segmentLength = Math.min(1 << (int) Math.floor(log / Math.log(3.33) + 2.25), SEGMENT_LENGTH_MAX);
        double places = keys * Math.max(1.125, 0.875 + 0.25 * Math.log(1e6) / log);
        int segments = (int) Math.ceil(places / segmentLength);
        return new FuseGeometry(parts, segmentLength, Math.max(segments - 2, 1));
    }

    /** Bytes of one part. */
    int partSize() {
        return (segmentCount + 2) * segmentLength;
    }

    int partOf(long keyHash) {
        // Twice, since a shift by 64 is a shift by 0.
        return (int) (keyHash >>> 1 >>> 63 - Integer.numberOfTrailingZeros(parts));
    }

    int first(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, (long) segmentCount * segmentLength);
    }

    int second(long hash, int first) {
        return first + segmentLength ^ (int) (hash >>> 18) & segmentLength - 1;
    }

    int third(long hash, int first) {
        return first + 2 * segmentLength ^ (int) hash & segmentLength - 1;
    }

    static byte fingerprint(long hash) {
        return (byte) (hash ^ hash >>> 32);
    }

    private static boolean isPowerOfTwo(int value, int max) {
        return value >= 1 && value <= max && Integer.bitCount(value) == 1;
    }
}
