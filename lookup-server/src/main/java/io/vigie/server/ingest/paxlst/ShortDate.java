package io.vigie.server.ingest.paxlst;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Dates of a passenger list: YYMMDD, or CCYYMMDD. Month and day may be 00, not known. A birth whose year has two digits
 * lies in the century in which it is not in the future: nobody on a list is taken to be older than 99.
 */
final class ShortDate {
    private static final int LONG = 8;
    private static final int SHORT = 6;
    private static final int CENTURY = 100;

    private ShortDate() {}

    /** ISO 8601, partial where something is not known; null when it is no date. */
    static @Nullable String birth(String text, LocalDate today) {
        String date = whole(text, today.getYear() / CENTURY * CENTURY);
        if (date != null && text.length() == SHORT && date.compareTo(today.toString()) > 0) {
            return whole(text, today.getYear() / CENTURY * CENTURY - CENTURY);
        }
        return date;
    }

    /** Of a journey, in this century. Anything behind the day, such as a time, is left out. */
    static @Nullable String journey(String text, LocalDate today) {
        return text.length() < SHORT ? null : whole(text.substring(0, SHORT), today.getYear() / CENTURY * CENTURY);
    }

    private static @Nullable String whole(String text, int century) {
        if (text.length() != SHORT && text.length() != LONG || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int split = text.length() - 4;
        int year = Integer.parseInt(text.substring(0, split)) + (text.length() == SHORT ? century : 0);
        int month = Integer.parseInt(text.substring(split, split + 2));
        int day = Integer.parseInt(text.substring(split + 2));
        if (year == 0 || month == 0 && day > 0) {
            return null;
        }
        try {
            String known = LocalDate.of(year, Math.max(month, 1), Math.max(day, 1)).toString();
            return known.substring(0, month == 0 ? 4 : day == 0 ? 7 : 10);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
