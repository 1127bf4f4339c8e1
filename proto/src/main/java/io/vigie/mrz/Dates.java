package io.vigie.mrz;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Six-digit dates and the century they mean, relative to a reference date.
 *
 * <p>Doc 9303-3, 4.7 leaves the century to the reader. Here a birth is the latest such day that is not after the
 * reference. An expiry is in the hundred years from fifty years before the reference to fifty after it; when that
 * makes a document expire before its holder's birth, it is a century later.
 */
final class Dates {

    private static final int EXPIRY_YEARS_BACK = 50;

    private Dates() {}

    /** A birth date; null when the characters are no day of the calendar. */
    static LocalDate birth(char[] text, int from, LocalDate reference) {
        if (!isNumeric(text, from)) {
            return null;
        }
        int year = reference.getYear() - Math.floorMod(reference.getYear() - number(text, from), 100);
        LocalDate date = date(year, text, from);
        if (year == reference.getYear() && (date == null || date.isAfter(reference))) {
            return date(year - 100, text, from);
        }
        return date;
    }

    /** An expiry date; null when the characters are no day of the calendar. */
    static LocalDate expiry(char[] text, int from, LocalDate reference, LocalDate birth) {
        if (!isNumeric(text, from)) {
            return null;
        }
        int first = reference.getYear() - EXPIRY_YEARS_BACK;
        int year = first + Math.floorMod(number(text, from) - first, 100);
        LocalDate date = date(year, text, from);
        return date != null && birth != null && date.isBefore(birth) ? date(year + 100, text, from) : date;
    }

    static boolean isNumeric(char[] text, int from) {
        for (int i = from; i < from + Layout.DATE_SIZE; i++) {
            if (!MrzChars.isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static LocalDate date(int year, char[] text, int from) {
        int month = number(text, from + 2);
        int day = number(text, from + 4);
        boolean exists = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return exists ? LocalDate.of(year, month, day) : null;
    }

    private static int number(char[] text, int from) {
        return (text[from] - '0') * 10 + text[from + 1] - '0';
    }
}
