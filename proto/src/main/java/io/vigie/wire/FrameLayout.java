package io.vigie.wire;

/**
 * Bytes of a frame, big-endian. The golden bytes of {@code FrameTest} hold this drawing to its word.
 *
 * <pre>
 *  0        4        5        6        8              12             16
 *  +--------+--------+--------+--------+--------------+--------------+---------
 *  | length | version|  kind  |  flags | correlation  | budget (µs)  | payload
 *  +--------+--------+--------+--------+--------------+--------------+---------
 * </pre>
 */
public final class FrameLayout {
    /** Bytes after the length field itself: header rest and payload. */
    public static final int LENGTH_OFFSET = 0;

    public static final int VERSION_OFFSET = 4;
    public static final int KIND_OFFSET = 5;
    public static final int FLAGS_OFFSET = 6;
    public static final int CORRELATION_OFFSET = 8;
    public static final int BUDGET_OFFSET = 12;
    public static final int HEADER_SIZE = 16;

    /** Smallest value of the length field: a frame without payload. */
    public static final int LENGTH_MIN = HEADER_SIZE - 4;

    /** Protocol version spoken by this code. */
    public static final int VERSION = 1;

    /** Frames of a client before WELCOME may not be larger. */
    public static final int HELLO_BYTES_MAX = 4096;

    private FrameLayout() {}
}
