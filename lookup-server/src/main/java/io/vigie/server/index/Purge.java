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
 *  +---------+-------------------+--------+
 *  | removed | removed at (millis)| purged |   value of `purge` in the meta table, 3 longs
 *  +---------+-------------------+--------+
 * </pre>
 *
 * @param removed sequence of the last change that removed content or put other content in its place; 0 = none
 * @param removedAt when that was
 * @param purged of what was removed up to this sequence nothing is left
 */
public record Purge(long removed, Instant removedAt, long purged) {
    static final byte[] KEY = "purge".getBytes(StandardCharsets.US_ASCII);

    /** Nothing was removed. */
    static final Purge NONE = new Purge(0, Instant.EPOCH, 0);

    private static final int SIZE = 3 * Long.BYTES;

    /** Of a view's moment. */
    public static Purge of(ReadView view) {
        return decode(view.get(Table.META, KEY));
    }

    static Purge of(WriteView view) {
        return decode(view.get(Table.META, KEY));
    }

    /** Whether content that was removed may still be on the disk. */
    public boolean isPending() {
        return removed > purged;
    }

    /** Whether a generation built now holds nothing of it, since the log does not either. */
    public boolean isDue(ReadView view) {
        return isPending() && ChangeLog.start(view) >= removed;
    }

    Purge removedNow(long sequence, Instant now) {
        return new Purge(sequence, now, purged);
    }

    /** Of a generation that is built anew. */
    Purge rebuilt(boolean logHoldsNothing) {
        return logHoldsNothing ? new Purge(removed, removedAt, removed) : this;
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putLong(removed)
                .putLong(removedAt.toEpochMilli())
                .putLong(purged)
                .array();
    }

    private static Purge decode(byte @Nullable [] value) {
        if (value == null) {
            return NONE;
        }
        if (value.length != SIZE) {
            throw new DamagedException("meta: purge of " + value.length + " bytes (expected: " + SIZE + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        return new Purge(in.getLong(), Instant.ofEpochMilli(in.getLong()), in.getLong());
    }
}
