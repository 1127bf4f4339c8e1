package io.vigie.server.store;

import java.util.Arrays;

/** Builds the fingerprints of one part after the other; its arrays serve them all. Used by one thread. */
final class FusePart {
    /*
     * Binary fuse filter: Graf, Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters" (2022). Every key has
     * three places, and the fingerprints there, taken together by exclusive or, give the key's fingerprint. To find such
     * fingerprints the keys are peeled: a place that only one key uses can be set last, whatever the others hold, so that
     * key goes on a stack and its other places become freer; when all keys are on the stack, the places are set in the
     * opposite order. Peeling fails now and then; then another seed gives other places. Neighbouring segments keep a
     * key's places near each other; sorting the keys by their first place keeps the build in the cache.
     *
     * A place's count and the exclusive or of the indices of the keys' places (0 to 2) share a byte: count × 4 + index.
     *
     * Equal keys can never be peeled. They are rare (who adds sorts), so they are looked for only after a failure. A
     * finished part is asked for all its keys: what the peeling did wrong is a failure too, never a missing key.
     */

    private static final int ATTEMPTS_MAX = 1000;

    /** Failures after which equal keys are suspected. */
    private static final int ATTEMPTS_BEFORE_SORT = 1;

    private final FuseGeometry geometry;
    private final long[] ordered;
    private final byte[] stackIndex;
    private final long[] placeHash;
    private final byte[] placeCount;
    private final int[] alone;
    private final byte[] fingerprints;
    private final int[] starts;
    private final int startShift;

    FusePart(FuseGeometry geometry, int keysMax) {
        this.geometry = geometry;
        int places = geometry.partSize();
        ordered = new long[keysMax];
        stackIndex = new byte[keysMax];
        placeHash = new long[places];
        placeCount = new byte[places];
        // An entry stays until it is taken; each place comes here once when it is first alone and once when it becomes so.
        alone = new int[places + 1];
        fingerprints = new byte[places];
        int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(geometry.segmentCount()));
        starts = new int[(1 << bits) + 1];
        startShift = 64 - bits;
    }

    /** What {@link #build} made; valid until the next build. */
    byte[] fingerprints() {
        return fingerprints;
    }

    /** What a part came to. */
    record Built(long seed, int keys) {}

    /**
     * Builds a part.
     *
     * @param keys hashes, in any order; changed here
     */
    Built build(int part, long[] keys, int size) {
        int distinct = size;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (attempt == ATTEMPTS_BEFORE_SORT) {
                distinct = removeEqual(keys, size);
            }
            long seed = Hash64.mix(((long) part << 32) + attempt + 1);
            order(keys, distinct, seed);
            if (peel(distinct)) {
                assign(distinct);
                if (holdsAll(keys, distinct, seed)) {
                    return new Built(seed, distinct);
                }
            }
        }
        throw new IllegalStateException("filter: a part of " + distinct + " keys cannot be built");
    }

    /** Sorts the hashes roughly by their first place. */
    private void order(long[] keys, int size, long seed) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < size; i++) {
            starts[(int) (Hash64.mix(keys[i] + seed) >>> startShift) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < size; i++) {
            long hash = Hash64.mix(keys[i] + seed);
            ordered[starts[(int) (hash >>> startShift)]++] = hash;
        }
    }

    /** Leaves the keys on the stack ({@code ordered}, {@code stackIndex}); false when some could not be peeled. */
    private boolean peel(int size) {
        if (!fillPlaces(size)) {
            return false;
        }
        int waiting = 0;
        for (int place = 0; place < placeCount.length; place++) {
            alone[waiting] = place;
            waiting += isAlone(place) ? 1 : 0;
        }
        int stack = 0;
        while (waiting > 0 && stack < size) {
            int place = alone[--waiting];
            if (!isAlone(place)) {
                continue;
            }
            long hash = placeHash[place];
            int index = placeCount[place] & 3;
            ordered[stack] = hash;
            stackIndex[stack++] = (byte) index;
            for (int step = 1; step <= 2; step++) {
                int otherIndex = index + step > 2 ? index + step - 3 : index + step;
                int other = placeOf(hash, otherIndex);
                alone[waiting] = other;
                placeCount[other] = (byte) (placeCount[other] - 4 ^ otherIndex);
                placeHash[other] ^= hash;
                waiting += isAlone(other) ? 1 : 0;
            }
            placeCount[place] = 0;
        }
        return stack == size;
    }

    /** False when a count does not fit its six bits. */
    private boolean fillPlaces(int size) {
        Arrays.fill(placeHash, 0);
        Arrays.fill(placeCount, (byte) 0);
        for (int i = 0; i < size; i++) {
            long hash = ordered[i];
            int first = geometry.first(hash);
            int second = geometry.second(hash, first);
            int third = geometry.third(hash, first);
            placeHash[first] ^= hash;
            placeCount[first] += 4;
            placeHash[second] ^= hash;
            placeCount[second] = (byte) (placeCount[second] + 4 ^ 1);
            placeHash[third] ^= hash;
            placeCount[third] = (byte) (placeCount[third] + 4 ^ 2);
            if ((placeCount[first] & 0xFC) == 0 || (placeCount[second] & 0xFC) == 0 || (placeCount[third] & 0xFC) == 0) {
                return false;
            }
        }
        return true;
    }

    private void assign(int size) {
        Arrays.fill(fingerprints, (byte) 0);
        for (int i = size - 1; i >= 0; i--) {
            long hash = ordered[i];
            int place = placeOf(hash, stackIndex[i]);
            fingerprints[place] ^= (byte) (FuseGeometry.fingerprint(hash) ^ together(hash));
        }
    }

    private boolean holdsAll(long[] keys, int size, long seed) {
        for (int i = 0; i < size; i++) {
            long hash = Hash64.mix(keys[i] + seed);
            if (together(hash) != FuseGeometry.fingerprint(hash)) {
                return false;
            }
        }
        return true;
    }

    private byte together(long hash) {
        int first = geometry.first(hash);
        return (byte) (fingerprints[first]
                ^ fingerprints[geometry.second(hash, first)]
                ^ fingerprints[geometry.third(hash, first)]);
    }

    private boolean isAlone(int place) {
        return (placeCount[place] & 0xFF) >>> 2 == 1;
    }

    private int placeOf(long hash, int index) {
        int first = geometry.first(hash);
        return switch (index) {
            case 0 -> first;
            case 1 -> geometry.second(hash, first);
            default -> geometry.third(hash, first);
        };
    }

    private static int removeEqual(long[] keys, int size) {
        Arrays.sort(keys, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        return kept;
    }
}
