package io.vigie.server.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * How long entries are kept. They are erased by whole months: when the last of a month has been kept so long.
 *
 * @param months at least 1
 */
public record Retention(int months) {
    /** Three years (Reg. (EU) 2018/1862 art. 12). */
    public static final Retention DEFAULT = new Retention(36);

    public Retention {
        if (months < 1 || months > 1200) {
            throw new IllegalArgumentException("audit.keep-months: " + months + " (expected: 1 to 1200)");
        }
    }

    /** Whether the entries of a day need no longer be kept. */
    boolean isOver(LocalDate day, Instant now) {
        YearMonth present = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return YearMonth.from(day).plusMonths(months).isBefore(present);
    }
}
