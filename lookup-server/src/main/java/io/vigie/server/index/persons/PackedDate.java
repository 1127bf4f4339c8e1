package io.vigie.server.index.persons;

import io.vigie.server.match.PartialDate;

/**
 * A partial date as one number.
 *
 * <pre>
 *  within a year:  0 | year (12 bits) | month (4, 0 = not known) | day (5, 0 = not known)
 *  longer:         1 << 30 | first year (12) | last year (12)
 * </pre>
 */
final class PackedDate {
    /** No date. */
    static final int NONE = 0;

    private static final int LONGER = 1 << 30;
    private static final int YEAR_MASK = 0xFFF;

    private PackedDate() {}

    /** @param month and day 0 when not known */
    static int of(int year, int month, int day) {
        return year << 9 | month << 5 | day;
    }

    static int of(PartialDate date) {
        int first = date.earliest().getYear();
        int last = date.latest().getYear();
        if (first != last) {
            return LONGER | first << 12 | last;
        }
        int month = date.earliest().getMonthValue();
        if (month != date.latest().getMonthValue()) {
            return of(first, 0, 0);
        }
        int day = date.earliest().getDayOfMonth();
        return of(first, month, day == date.latest().getDayOfMonth() ? day : 0);
    }

    /** The date of a text; {@link #NONE} when it is none. */
    static int parse(String text) {
        PartialDate date = PartialDate.parse(text);
        return date == null ? NONE : of(date);
    }

    static int firstYear(int date) {
        return (date & LONGER) != 0 ? date >>> 12 & YEAR_MASK : date >>> 9;
    }

    static int lastYear(int date) {
        return (date & LONGER) != 0 ? date & YEAR_MASK : date >>> 9;
    }

    static boolean isOfOtherCalendar(int date) {
        return PartialDate.isOtherCalendar(firstYear(date));
    }

    /** 0 when not known. */
    static int month(int date) {
        return (date & LONGER) != 0 ? 0 : date >>> 5 & 0xF;
    }

    /** 0 when not known. */
    static int day(int date) {
        return (date & LONGER) != 0 ? 0 : date & 0x1F;
    }
}
