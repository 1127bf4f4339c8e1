package io.vigie.server.ingest.foreign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as lists write them, read into ISO 8601 text that may be partial or an interval. Pure. */
final class ListDates {
    static final String ISO_EXPECTED = "expected: YYYY, YYYY-MM or YYYY-MM-DD";
    static final String ENGLISH_EXPECTED = "expected: such as 10 Dec 1948, Dec 1948, 1948, circa 1948 or 1946 to 1948";

    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{1,2}))?(?:-(\\d{1,2}))?(?:[T +Z-].*)?");
    private static final Pattern SLASHED = Pattern.compile("(\\d{4})(?:/(\\d{1,2}))?(?:/(\\d{1,2}))?");
    private static final Pattern ENGLISH = Pattern.compile("(?:(?:(\\d{1,2}) )?([A-Za-z]{3})[a-z.]* )?(\\d{4})");
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern ABOUT = Pattern.compile("(?i)(?:circa|c\\.|ca\\.|approximately|about) ");
    private static final int NEAR_YEARS_OF_YEAR = 2;
    private static final int NEAR_YEARS_OF_DAY = 1;
    private static final Pattern RANGE = Pattern.compile("(?i)(?:between )?(.+?)(?: (?:to|and) | ?[-–] ?)(.+)");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private ListDates() {}

    /** {@code 1960-04-11}, also with a time or zone behind it; null when it is no date. */
    static @Nullable String iso(String text) {
        return of(ISO.matcher(text));
    }

    /** {@code 1960/04/11} as INTERPOL writes it; 00 is not known. */
    static @Nullable String slashed(String text) {
        return of(SLASHED.matcher(text));
    }

    private static @Nullable String of(Matcher date) {
        return date.matches() ? date(number(date.group(1)), number(date.group(2)), number(date.group(3))) : null;
    }

    /**
     * {@code 10 Dec 1948}, {@code Dec 1948}, {@code 1946 to 1948}, as OFAC writes them; with {@code circa} before it the interval
     * of {@link #about}.
     */
    static @Nullable String english(String text) {
        String dates = ABOUT.matcher(text).replaceAll("");
        String one = oneEnglish(dates);
        if (one != null) {
            return dates.equals(text) ? one : about(one);
        }
        Matcher range = RANGE.matcher(dates);
        return range.matches()
                ? interval(oneEnglish(range.group(1).strip()), oneEnglish(range.group(2).strip()))
                : null;
    }

    /**
     * What a date may be that is said to be near: lists say so of people whose year of birth nobody knows, and a traveller must
     * not be cleared for being two years younger. A year stands for five, a month or a day for three; an interval is one already.
     */
    static @Nullable String about(@Nullable String date) {
        if (date == null || date.indexOf('/') >= 0) {
            return date;
        }
        int year = Integer.parseInt(date.substring(0, 4));
        int near = date.length() == 4 ? NEAR_YEARS_OF_YEAR : NEAR_YEARS_OF_DAY;
        return interval(date(year - near, 0, 0), date(year + near, 0, 0));
    }

    /** An interval of two dates; null when one is none, or they are not in order. */
    static @Nullable String interval(@Nullable String from, @Nullable String to) {
        if (from == null || to == null) {
            return null;
        }
        int common = Math.min(from.length(), to.length());
        if (from.substring(0, common).compareTo(to.substring(0, common)) > 0) {
            return null;
        }
        return from.equals(to) ? from : from + "/" + to;
    }

    private static @Nullable String oneEnglish(String text) {
        Matcher english = ENGLISH.matcher(text);
        if (english.matches()) {
            int month = english.group(2) == null
                    ? 0
                    : MONTHS.indexOf(english.group(2).toLowerCase(Locale.ROOT)) + 1;
            boolean unknownMonth = english.group(2) != null && month == 0;
            return unknownMonth ? null : date(number(english.group(3)), month, number(english.group(1)));
        }
        Matcher american = AMERICAN.matcher(text);
        return american.matches()
                ? date(number(american.group(3)), number(american.group(1)), number(american.group(2)))
                : null;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** A date of which month and day may be 0, not known; null when there is no such day. */
    static @Nullable String date(int year, int month, int day) {
        if (year < 1000 || year > 2999 || month == 0 && day > 0) {
            return null;
        }
        try {
            String whole = LocalDate.of(year, Math.max(month, 1), Math.max(day, 1)).toString();
            return whole.substring(0, month == 0 ? 4 : day == 0 ? 7 : 10);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
