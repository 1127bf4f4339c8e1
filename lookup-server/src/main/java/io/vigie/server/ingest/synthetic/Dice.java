package io.vigie.server.ingest.synthetic;

/**
 * The random numbers of one thing of the world: SplitMix64 started at a hash of seed, stream and index. Written out here
 * so that no JDK can change it.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** What the numbers are for: each stream is independent of the others. */
    enum Stream {
        DOCUMENT,
        DOCUMENT_OWNER,
        NUMBER,
        CLEAR_DIGIT,
        TIE,
        PERSON,
        PERSON_OWNER,
        NAME,
        NOTICE,
        NOTICE_OWNER,
        QUESTION,
        SCHEDULE,
        VARIANT,
        CLEAR_TRAVELLER,
        NOTICE_STORY,
        INVALID_QUESTION,
    }

    static Dice of(long seed, Stream stream, long index) {
        return new Dice(hash(seed, stream, index));
    }

    /** One number that depends on all three. */
    static long hash(long seed, Stream stream, long index) {
        return mix(mix(seed + GOLDEN * (stream.ordinal() + 1)) + GOLDEN * index);
    }

    /** A hash reduced to 0 … bound - 1. */
    static long below(long hash, long bound) {
        return Math.unsignedMultiplyHigh(hash, bound);
    }

    /** 0 … bound - 1, each as likely. */
    int below(int bound) {
        return (int) below(next(), bound);
    }

    /** True in {@code share} of a thousand throws. */
    boolean perMille(int share) {
        return below(1000) < share;
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
