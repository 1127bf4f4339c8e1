package io.vigie.server.index;

import io.vigie.server.match.PartialDate;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When records expire and when their owners are warned of it.
 *
 * <pre>
 *  +-----------+--------+----------------+
 *  | due       | what   | id, as in `id` |   value: nothing
 *  | int       | 1 byte |                |
 *  +-----------+--------+----------------+
 *  due: days since 1970-01-01, from which on it is to be done · what: 1 the record is deleted, 2 its owner is warned
 * </pre>
 *
 * A record is deleted when the last day that {@code expires} can mean has passed; its owner is warned four months before
 * that day, and before {@code reviewDate} (Regulation (EU) 2018/1862 art. 53 and 54).
 */
public final class ExpiryDates {
    private static final int DELETED = 1;
    private static final int WARNED = 2;
    static final int WARNING_MONTHS = 4;
    private static final int ID_FROM = Integer.BYTES + 1;

    private ExpiryDates() {}

    /**
     * Something that is due.
     *
     * @param key in the table
     * @param id of the record
     * @param deleted the record is to be deleted; else its owner is to be warned
     */
    public record Due(byte[] key, String id, boolean deleted) {}

    /**
     * What is due on a day or was before, oldest first.
     *
     * @param after key to go on behind; empty = from the first
     * @param max at most
     */
    public static List<Due> due(ReadView view, LocalDate today, byte[] after, int max) {
        List<Due> due = new ArrayList<>();
        for (boolean found = view.seekFrom(Table.EXPIRY, after, after.length);
                found && due.size() < max;
                found = view.next()) {
            if (Arrays.equals(view.key(), 0, view.keySize(), after, 0, after.length)) {
                continue;
            }
            if (ByteBuffer.wrap(view.key()).getInt() > today.toEpochDay()) {
                break;
            }
            byte[] key = new byte[view.keySize()];
            System.arraycopy(view.key(), 0, key, 0, key.length);
            String id = new String(key, ID_FROM, key.length - ID_FROM, StandardCharsets.UTF_8);
            due.add(new Due(key, id, key[Integer.BYTES] == DELETED));
        }
        return due;
    }

    /** Keys of a record, ascending by what they say, not by day. */
    static Collection<byte[]> keysOf(Record record) {
        Collection<byte[]> keys = new ArrayList<>();
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        LocalDate last = lastDay(RecordKind.expiresOf(record));
        if (last != null) {
            keys.add(key(last.plusDays(1), DELETED, id));
            keys.add(key(last.minusMonths(WARNING_MONTHS), WARNED, id));
        }
        LocalDate review = lastDay(RecordKind.reviewDateOf(record));
        if (review != null && !review.equals(last)) {
            keys.add(key(review.minusMonths(WARNING_MONTHS), WARNED, id));
        }
        return keys;
    }

    static void replace(WriteView view, @Nullable Record before, @Nullable Record after) {
        RecordLinks.replace(
                view,
                Table.EXPIRY,
                before == null ? List.of() : keysOf(before),
                after == null ? List.of() : keysOf(after));
    }

    /** Owners are warned once: takes away the warnings of a record that were due at a time. */
    static void warned(WriteView view, Record record, Instant time) {
        for (byte[] key : keysOf(record)) {
            if (isWarning(key) && isDue(key, time)) {
                view.delete(Table.EXPIRY, key);
            }
        }
    }

    /** Whether a key is of a warning, which is gone when the owner has been warned. */
    static boolean isWarning(byte[] key) {
        return key[Integer.BYTES] == WARNED;
    }

    /** Whether a warning of a record is of {@code expires}; else it is of {@code reviewDate}. */
    static boolean isOfExpiry(Record record, byte[] warning) {
        LocalDate last = lastDay(RecordKind.expiresOf(record));
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        return last != null && Arrays.equals(warning, key(last.minusMonths(WARNING_MONTHS), WARNED, id));
    }

    static boolean isDue(byte[] key, Instant time) {
        return ByteBuffer.wrap(key).getInt() <= LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
    }

    static @Nullable LocalDate lastDay(String date) {
        PartialDate parsed = date.isEmpty() ? null : PartialDate.parse(date);
        return parsed == null ? null : parsed.latest();
    }

    private static byte[] key(LocalDate due, int what, byte[] id) {
        return ByteBuffer.allocate(ID_FROM + id.length)
                .putInt(Math.max(0, (int) due.toEpochDay()))
                .put((byte) what)
                .put(id)
                .array();
    }
}
