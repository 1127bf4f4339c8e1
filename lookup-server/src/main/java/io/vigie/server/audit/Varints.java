package io.vigie.server.audit;

/** Protobuf's varints, in arrays: lowest seven bits first, the top bit set when more follow. */
public final class Varints {
    private Varints() {}

    /** Bytes that {@link #put} writes; the value is not negative. */
    public static int size(int value) {
        return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
    }

    /**
     * Writes a value that is not negative.
     *
     * @return the offset behind it
     */
    public static int put(byte[] out, int at, int value) {
        int left = value;
        int next = at;
        while (left >= 0x80) {
            out[next++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        out[next++] = (byte) left;
        return next;
    }
}
