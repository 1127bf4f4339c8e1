package io.vigie.wire;

import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames out of a stream of bytes, in place: {@link #feed}, then {@link #next} until it is false; in between the
 * other methods speak of the present frame. A header is checked before anything is allocated for the length it claims;
 * after the first fault all later bytes are dropped.
 *
 * <p>One per connection, used on its event loop only.
 */
public final class FrameReader {
    /*
     * What one read of a socket brings is nearly always whole frames. They are copied once, into a room that all
     * connections of a loop share, and read there: a frame costs no allocation. Only what is left of a torn frame is
     * kept by its connection, in an array that grows with what has come, doubling, never with what was claimed.
     *
     * Rejected: a buffer for each connection (10,000 of them would hold most of a gigabyte for nothing), and a payload
     * array for each frame (with its collection a good part of the time that a question takes; docs/decisions.md, 25).
     */
    private static final byte[] NOTHING = new byte[0];
    private static final int TORN_SIZE_MIN = 256;

    /** Bytes that the readers of one event loop share between {@link #feed} and the end of {@link #next}. */
    public static final class Room {
        private byte[] bytes = NOTHING;

        private byte[] of(int size) {
            if (bytes.length < size) {
                bytes = new byte[Math.max(size, 2 * bytes.length)];
            }
            return bytes;
        }
    }

    private final Room room;
    private int frameBytesMax;
    private byte[] torn = NOTHING;
    private int tornSize;
    private byte[] bytes = NOTHING;
    private int at;
    private int end;
    private boolean broken;

    private @Nullable FrameKind kind;
    private int frameFrom;

    /**
     * @param frameBytesMax largest frame taken, header included
     * @param room of the event loop that this is used on
     */
    public FrameReader(int frameBytesMax, Room room) {
        this.frameBytesMax = frameBytesMax;
        this.room = room;
    }

    /** Changes the limit for frames that have not been read yet, when HELLO has been exchanged. */
    public void frameBytesMax(int value) {
        frameBytesMax = value;
    }

    /** Takes all bytes of {@code in}, which stays the caller's. All frames of the feed before must have been read. */
    public void feed(ByteBuf in) {
        int size = in.readableBytes();
        if (broken) {
            in.skipBytes(size);
            return;
        }
        if (tornSize == 0) {
            bytes = room.of(size);
        } else {
            growTorn(tornSize + size);
            bytes = torn;
        }
        in.readBytes(bytes, tornSize, size);
        at = 0;
        end = tornSize + size;
    }

    /**
     * Goes to the next frame.
     *
     * @return false when what is left is no whole frame; it is kept until more comes
     * @throws FrameException once, for the first bytes that are no frame
     */
    public boolean next() throws FrameException {
        if (broken) {
            return false;
        }
        int have = end - at;
        if (have >= Integer.BYTES) {
            int length = intAt(at);
            checkLength(length);
            if (have > FrameLayout.KIND_OFFSET) {
                kind = checkedKind();
                if (have - Integer.BYTES >= length) {
                    frameFrom = at;
                    at += Integer.BYTES + length;
                    return true;
                }
            }
        }
        keepTorn(have);
        return false;
    }

    /** Drops what has come and all that will. */
    public void drop() {
        broken = true;
        at = 0;
        end = 0;
        tornSize = 0;
        torn = NOTHING;
        bytes = NOTHING;
    }

    public FrameKind kind() {
        if (kind == null) {
            throw new IllegalStateException("frame: none (expected: after next)");
        }
        return kind;
    }

    /** Reserved, 0. */
    public int flags() {
        return (bytes[frameFrom + FrameLayout.FLAGS_OFFSET] & 0xFF) << 8
                | bytes[frameFrom + FrameLayout.FLAGS_OFFSET + 1] & 0xFF;
    }

    /** Chosen by the asker and echoed; 0 = about the connection. */
    public int correlation() {
        return intAt(frameFrom + FrameLayout.CORRELATION_OFFSET);
    }

    /** Time left for this request, in microseconds; 0 = the server's default. */
    public int budgetMicros() {
        return intAt(frameFrom + FrameLayout.BUDGET_OFFSET);
    }

    /** Holds the payload, among other bytes; valid until {@link #next}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the payload begins in {@link #bytes}. */
    public int payloadFrom() {
        return frameFrom + FrameLayout.HEADER_SIZE;
    }

    public int payloadSize() {
        return intAt(frameFrom) - FrameLayout.LENGTH_MIN;
    }

    /** The payload as an array of its own. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, payloadFrom(), payloadFrom() + payloadSize());
    }

    private void checkLength(int length) throws FrameException {
        if (length < FrameLayout.LENGTH_MIN) {
            throw fault(
                    Error.Code.Value.BAD_FRAME, "length: " + length + " (expected: >= " + FrameLayout.LENGTH_MIN + ")");
        }
        if (length > frameBytesMax - Integer.BYTES) {
            throw fault(
                    Error.Code.Value.FRAME_TOO_LARGE,
                    "length: " + length + " (expected: <= " + (frameBytesMax - Integer.BYTES) + ")");
        }
    }

    private FrameKind checkedKind() throws FrameException {
        int version = bytes[at + FrameLayout.VERSION_OFFSET] & 0xFF;
        if (version != FrameLayout.VERSION) {
            throw fault(
                    Error.Code.Value.UNSUPPORTED_VERSION,
                    "version: " + version + " (expected: " + FrameLayout.VERSION + ")");
        }
        int number = bytes[at + FrameLayout.KIND_OFFSET] & 0xFF;
        FrameKind known = FrameKind.of(number);
        if (known == null) {
            throw fault(Error.Code.Value.UNKNOWN_KIND, "kind: " + number + " (expected: see protocol.md)");
        }
        return known;
    }

    private FrameException fault(Error.Code.Value code, String message) {
        drop();
        return new FrameException(code, message);
    }

    private void keepTorn(int size) {
        if (size == 0) {
            torn = NOTHING;
        } else if (bytes == torn) {
            // A frame that comes in many pieces stays where it is, else each piece would cost a copy of all before it.
            if (at > 0) {
                System.arraycopy(bytes, at, torn, 0, size);
            }
        } else {
            torn = new byte[Math.max(TORN_SIZE_MIN, size)];
            System.arraycopy(bytes, at, torn, 0, size);
        }
        tornSize = size;
        at = 0;
        end = size;
        bytes = torn;
    }

    private void growTorn(int size) {
        if (torn.length < size) {
            torn = Arrays.copyOf(torn, Math.max(size, 2 * torn.length));
        }
    }

    private int intAt(int offset) {
        return (bytes[offset] & 0xFF) << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | bytes[offset + 3] & 0xFF;
    }
}
