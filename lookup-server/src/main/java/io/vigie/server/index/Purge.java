package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far content that owners removed has left the disk. It leaves the tables at once, the log when that is trimmed, and the
 * pages of LMDB that were freed when a generation is built anew.
 *
 * <pre>
 *  +-------+------------------+--------+------+
 *  | first | first at (millis)| purged | last |   value of `purge` in the meta table, 4 longs
 *  +-------+------------------+--------+------+
 * </pre>
 *
 * A removal is a change that removed content or put other content in its place. While some are pending, others may follow for
 * ever, so what is due goes by the oldest.
 *
 * @param first sequence of the oldest removal that may not have left the disk, or less; 0 = none yet
 * @param firstAt when that was, or before
 * @param purged of what was removed up to this sequence nothing is left
 * @param last sequence of the newest removal
 */
public record Purge(long first, Instant firstAt, long purged, long last) {
    static final byte[] KEY = "purge".getBytes(StandardCharsets.US_ASCII);

    /** Nothing was removed. */
    static final Purge NONE = new Purge(0, Instant.EPOCH, 0, 0);

    private static final int SIZE = 4 * Long.BYTES;

    /** Of data written before removals were kept apart: without `last`. */
    private static final int FORMER_SIZE = 3 * Long.BYTES;

    /** Of a view's moment. */
    public static Purge of(ReadView view) {
        return decode(view.get(Table.META, KEY));
    }

    static Purge of(WriteView view) {
        return decode(view.get(Table.META, KEY));
    }

    /** Whether content that was removed may still be on the disk. */
    public boolean isPending() {
        return last > purged;
    }

    /** Whether a generation built now holds less of it, since the log does. */
    public boolean isDue(ReadView view) {
        return isPending() && ChangeLog.start(view) >= first;
    }

    Purge removed(long sequence, Instant at, long newest) {
        return isPending() ? new Purge(first, firstAt, purged, newest) : new Purge(sequence, at, purged, newest);
    }

    /**
     * Of a generation that is built anew.
     *
     * @param clean of what was removed up to this sequence it holds nothing
     * @param nextAt when the next removal was made, or before
     */
    Purge rebuilt(long clean, Instant nextAt) {
        return first > clean ? new Purge(first, firstAt, clean, last) : new Purge(clean + 1, nextAt, clean, last);
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putLong(first)
                .putLong(firstAt.toEpochMilli())
                .putLong(purged)
                .putLong(last)
                .array();
    }

    private static Purge decode(byte @Nullable [] value) {
        if (value == null) {
            return NONE;
        }
        if (value.length != SIZE && value.length != FORMER_SIZE) {
            throw new DamagedException("meta: purge of " + value.length + " bytes (expected: " + SIZE + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        long first = in.getLong();
        return new Purge(
                first, Instant.ofEpochMilli(in.getLong()), in.getLong(), value.length == SIZE ? in.getLong() : first);
    }
}
