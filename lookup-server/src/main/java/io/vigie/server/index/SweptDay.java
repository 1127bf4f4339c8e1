package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The day up to which this data was swept, in the meta table: days since 1970-01-01 (int). A clock that is far ahead of it is not
 * believed, since what is deleted by it does not come back.
 */
public final class SweptDay {
    static final byte[] KEY = "swept".getBytes(StandardCharsets.US_ASCII);

    private SweptDay() {}

    /** At a view's moment; null before the first sweep. */
    public static @Nullable LocalDate of(ReadView view) {
        return decode(view.get(Table.META, KEY));
    }

    /**
     * Whether today may be right.
     *
     * @param jumpMax how far today may be ahead; zero = any distance
     */
    static boolean isBelieved(WriteView view, LocalDate today, Duration jumpMax) {
        return isBelieved(decode(view.get(Table.META, KEY)), today, jumpMax);
    }

    /** The same, for a day that is known. */
    public static boolean isBelieved(@Nullable LocalDate swept, LocalDate today, Duration jumpMax) {
        return swept == null || jumpMax.isZero() || !today.isAfter(swept.plusDays(jumpMax.toDays()));
    }

    public static void set(WriteView view, LocalDate today) {
        view.put(
                Table.META,
                KEY,
                ByteBuffer.allocate(Integer.BYTES).putInt((int) today.toEpochDay()).array());
    }

    private static @Nullable LocalDate decode(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (value.length != Integer.BYTES) {
            throw new DamagedException("meta: swept of " + value.length + " bytes (expected: " + Integer.BYTES + ")");
        }
        return LocalDate.ofEpochDay(ByteBuffer.wrap(value).getInt());
    }
}
