package io.vigie.server.index;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Change;
import io.vigie.v1.Record;
import io.vigie.wire.ProtoTime;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one order of changes, kept with what they change. Key: sequence (long); value: {@link Checked} {@code Change}. The
 * log has no gaps: it holds every change from {@link #start} to the position of the data.
 */
public final class ChangeLog {
    private static final int SALT_SIZE = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ChangeLog() {}

    /** Thrown for a position that the log does not reach. */
    public static final class TrimmedException extends Exception {
        private static final long serialVersionUID = 1L;

        TrimmedException(long after, long start) {
            super("sequence: " + after + " (expected: >= " + start + ", where the log begins)", null, false, false);
        }
    }

    /** A position with its log: changes after it can be read. */
    public static long start(ReadView view) {
        return view.seek(Table.LOG, new byte[0], 0)
                ? ByteBuffer.wrap(view.key()).getLong() - 1
                : Records.contents(view).sequence();
    }

    /** Whether a change took content away, or put other content in its place. */
    static boolean isRemoval(Change change) {
        return switch (change.getKind()) {
            case PUT, WITHDRAWN, EXPIRED, PURGED -> change.getVersionBefore() > 0;
            case EXPIRY_WARNING, MESSAGE, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /**
     * Changes after a sequence, in order.
     *
     * @param bytesMax of all together, unless the first alone is larger
     * @return empty when there are none yet
     * @throws TrimmedException when the log begins later
     */
    public static List<Change> after(ReadView view, long sequence, int countMax, int bytesMax) throws TrimmedException {
        List<Change> changes = new ArrayList<>();
        long expected = sequence + 1;
        long bytes = 0;
        byte[] from = key(expected);
        for (boolean found = view.seekFrom(Table.LOG, from, from.length);
                found && changes.size() < countMax;
                found = view.next()) {
            long at = ByteBuffer.wrap(view.key()).getLong();
            if (at != expected) {
                throw new TrimmedException(sequence, at - 1);
            }
            byte[] value = view.value();
            bytes += value.length;
            if (bytes > bytesMax && !changes.isEmpty()) {
                break;
            }
            changes.add(decode(value));
            expected++;
        }
        if (changes.isEmpty() && sequence < Records.contents(view).sequence()) {
            throw new TrimmedException(sequence, Records.contents(view).sequence());
        }
        return changes;
    }

    /**
     * Removes at most {@code max} changes that were made before a time, oldest first; the number removed. One that cannot be
     * read goes like those before it: no follower can pass it.
     */
    public static int trim(WriteView view, Instant before, int max) {
        int removed = 0;
        while (removed < max) {
            byte[] first = view.firstKey(Table.LOG);
            byte[] value = first == null ? null : view.get(Table.LOG, first);
            if (first == null || value == null || !isBefore(value, before)) {
                break;
            }
            view.delete(Table.LOG, first);
            removed++;
        }
        return removed;
    }

    private static boolean isBefore(byte[] value, Instant time) {
        try {
            return ProtoTime.instant(decode(value).getTime()).isBefore(time);
        } catch (DamagedException e) {
            return true;
        }
    }

    static void append(WriteView view, Change change) {
        view.put(Table.LOG, key(change.getPosition().getSequence()), encode(change));
    }

    static byte[] key(long sequence) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    }

    static byte[] encode(Change change) {
        return Checked.encode(change);
    }

    static Change decode(byte[] value) {
        int from = Checked.verify("log", value);
        try {
            return Change.parser().parseFrom(value, from, value.length - from);
        } catch (InvalidProtocolBufferException e) {
            throw new DamagedException("log: a value is not a change");
        }
    }

    /** Says what a change made of a record, so that it can be proved later, but not guessed once the salt has gone. */
    static void content(Change.Builder change, @Nullable Record record) {
        if (record == null) {
            return;
        }
        byte[] salt = new byte[SALT_SIZE];
        RANDOM.nextBytes(salt);
        change.setRecord(record)
                .setContentSalt(ByteString.copyFrom(salt))
                .setContentDigest(ByteString.copyFrom(digest(salt, record)));
    }

    private static byte[] digest(byte[] salt, Record record) {
        return Digests.sha256(salt, record.toByteArray());
    }

    /** Whether a change holds the content that it was written with. */
    public static boolean isWhole(Change change) {
        return !change.hasRecord()
                || Arrays.equals(
                        digest(change.getContentSalt().toByteArray(), change.getRecord()),
                        change.getContentDigest().toByteArray());
    }
}
