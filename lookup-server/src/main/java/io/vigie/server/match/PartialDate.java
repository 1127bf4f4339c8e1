package io.vigie.server.match;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A date of which the day, or day and month, may be unknown, or an interval of such dates.
 *
 * @param earliest first day it can mean
 * @param latest last day it can mean
 */
public record PartialDate(LocalDate earliest, LocalDate latest) {

    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED = "expected: YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by /";

    private static final int HIJRI_YEAR_MIN = 1300;
    private static final int HIJRI_YEAR_MAX = 1470;
    private static final int YEAR_MIN = 1000;
    private static final int YEAR_MAX = 2999;

    /**
     * Reads ISO 8601 text: {@code 1974}, {@code 1974-08}, {@code 1974-08-12}, {@code 1970/1975}.
     *
     * @return null when the text is none of these, names an impossible day, or ends before it begins
     */
    public static @Nullable PartialDate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return parseOne(text);
        }
        PartialDate from = parseOne(text.substring(0, slash));
        PartialDate to = parseOne(text.substring(slash + 1));
        if (from == null || to == null || to.latest.isBefore(from.earliest)) {
            return null;
        }
        return new PartialDate(from.earliest, to.latest);
    }

    private static @Nullable PartialDate parseOne(String text) {
        int size = text.length();
        if (size != 4 && size != 7 && size != 10) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = size >= 7 ? part(text, 4) : 0;
        int day = size == 10 ? part(text, 7) : 0;
        if (year < YEAR_MIN || year > YEAR_MAX || month < 0 || day < 0) {
            return null;
        }
        try {
            return switch (size) {
                case 4 -> new PartialDate(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
                case 7 ->
                    new PartialDate(
                            LocalDate.of(year, month, 1), YearMonth.of(year, month).atEndOfMonth());
                default -> {
                    LocalDate date = LocalDate.of(year, month, day);
                    yield new PartialDate(date, date);
                }
            };
        } catch (DateTimeException e) {
            return isOtherCalendar(year) ? endOfMonth(year, month, day) : null;
        }
    }

    /** Whether a year of birth is no Gregorian one, but of the Hijri or Jalali calendar. */
    public static boolean isOtherCalendar(int year) {
        return year >= HIJRI_YEAR_MIN && year <= HIJRI_YEAR_MAX;
    }

    /** 30 Safar, the second month, is a day; no Gregorian day is it, so it is read as around the end of that month. */
    private static @Nullable PartialDate endOfMonth(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        LocalDate last = YearMonth.of(year, month).atEndOfMonth();
        return new PartialDate(last, last.plusDays(1));
    }

    private static int part(String text, int dash) {
        return text.charAt(dash) == '-' ? digits(text, dash + 1, dash + 3) : -1;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
