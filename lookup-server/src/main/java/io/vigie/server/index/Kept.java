package io.vigie.server.index;

import io.vigie.v1.Record;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long a record is kept that does not say so itself, in its entry of the id table. Days since 1970-01-01, two bytes on
 * disk.
 *
 * @param entered when this data came to hold it
 * @param until day on which it is deleted, as its owner was told; 0 = nothing was told
 */
record Kept(int entered, int until) {
    static final int DAY_MAX = 0xFFFF;

    /** Of a record that is entered now. */
    static Kept from(Instant now) {
        return new Kept(day(LocalDate.ofInstant(now, ZoneOffset.UTC)), 0);
    }

    /** After its owner was told of the day. */
    Kept until(LocalDate day) {
        return new Kept(entered, day(day));
    }

    /** Of a record that takes the place of another: what was told counts no more once either says itself when it expires. */
    Kept replaced(@Nullable Record before, Record after) {
        boolean says = !RecordKind.expiresOf(after).isEmpty()
                || before != null && !RecordKind.expiresOf(before).isEmpty();
        return says ? new Kept(entered, 0) : this;
    }

    private static int day(LocalDate date) {
        return Math.clamp(date.toEpochDay(), 0, DAY_MAX);
    }
}
