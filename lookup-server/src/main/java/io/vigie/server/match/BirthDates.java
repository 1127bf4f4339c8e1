package io.vigie.server.match;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How two dates of birth agree: one of the {@code BIRTH_} rows of {@link MatchFeature}. Pure.
 *
 * <p>A year from 1300 to 1470 is no Gregorian year of a traveller: it is taken as one of the Hijri or Jalali calendar.
 */
public final class BirthDates {
    private static final int DIGITS = 8;
    /** As converted, a year of another calendar ends some days late. */
    private static final int DAYS_OF_YEAR_MAX = 370;

    /** A Hijri month has 29 days or 30. */
    private static final int SHORTER_BY_MAX = 2;

    private BirthDates() {}

    /**
     * How the date asked agrees with the best of those recorded.
     *
     * @param yearTolerance how many years apart the question tolerates
     */
    public static MatchFeature compare(@Nullable PartialDate query, List<PartialDate> records, int yearTolerance) {
        MatchFeature best = MatchFeature.BIRTH_UNKNOWN;
        for (int i = 0; query != null && i < records.size(); i++) {
            MatchFeature one = compare(query, records.get(i), yearTolerance);
            if (i == 0 || one.evidence() > best.evidence()) {
                best = one;
            }
        }
        return best;
    }

    static MatchFeature compare(PartialDate query, PartialDate record, int yearTolerance) {
        if (isOtherCalendar(query) != isOtherCalendar(record)) {
            return isOtherCalendar(query)
                    ? byCalendar(query, record, yearTolerance)
                    : byCalendar(record, query, yearTolerance);
        }
        boolean days = isDay(query) && isDay(record);
        if (days) {
            LocalDate one = query.earliest();
            LocalDate other = record.earliest();
            if (one.equals(other)) {
                return MatchFeature.BIRTH_EQUAL;
            }
            if (one.getYear() == other.getYear() && one.getMonthValue() == other.getDayOfMonth()
                    && one.getDayOfMonth() == other.getMonthValue()) {
                return MatchFeature.BIRTH_SWAPPED;
            }
            if (digitsThatDiffer(one, other) == 1) {
                return MatchFeature.BIRTH_ONE_DIGIT;
            }
        }
        boolean within = overlap(loosened(query), loosened(record))
                || isDay(query) && overlap(swapped(query), loosened(record))
                || isDay(record) && overlap(swapped(record), loosened(query));
        return within ? within(query, record) : nearOrNot(query, record, yearTolerance);
    }

    /** Day and month exchanged; the date itself where that makes no date. */
    private static PartialDate swapped(PartialDate day) {
        LocalDate date = day.earliest();
        if (date.getDayOfMonth() > 12) {
            return day;
        }
        LocalDate swapped = LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
        return new PartialDate(swapped, swapped);
    }

    /** One day; 1 January is none, for it often stands for a day that is not known. */
    static boolean isDay(PartialDate date) {
        LocalDate day = date.earliest();
        boolean newYear = day.getDayOfYear() == 1;
        return day.equals(date.latest()) && !newYear;
    }

    /** 1 January is the whole year. */
    private static PartialDate loosened(PartialDate date) {
        LocalDate day = date.earliest();
        return day.equals(date.latest()) && day.getDayOfYear() == 1
                ? new PartialDate(day, day.withDayOfYear(day.lengthOfYear()))
                : date;
    }

    private static int digitsThatDiffer(LocalDate one, LocalDate other) {
        int a = digits(one);
        int b = digits(other);
        int count = 0;
        for (int i = 0; i < DIGITS; i++) {
            count += a % 10 == b % 10 ? 0 : 1;
            a /= 10;
            b /= 10;
        }
        return count;
    }

    private static int digits(LocalDate date) {
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    private static int yearsApart(PartialDate one, PartialDate other) {
        int before = other.earliest().getYear() - one.latest().getYear();
        int after = one.earliest().getYear() - other.latest().getYear();
        return Math.max(0, Math.max(before, after));
    }

    private static boolean isOtherCalendar(PartialDate date) {
        return PartialDate.isOtherCalendar(date.earliest().getYear());
    }

    /** The better of what the Hijri and the Jalali calendar make of the other date. */
    private static MatchFeature byCalendar(PartialDate other, PartialDate gregorian, int yearTolerance) {
        PartialDate written = loosened(other);
        MatchFeature hijri = compareConverted(converted(written, BirthDates::ofHijri), gregorian, yearTolerance);
        MatchFeature jalali = compareConverted(converted(written, BirthDates::ofJalali), gregorian, yearTolerance);
        return hijri.evidence() >= jalali.evidence() ? hijri : jalali;
    }

    private static MatchFeature compareConverted(
            @Nullable PartialDate converted, PartialDate gregorian, int yearTolerance) {
        if (converted == null) {
            return MatchFeature.BIRTH_CONTRADICTED;
        }
        if (isDay(gregorian) && converted.earliest().equals(converted.latest())) {
            long days = ChronoUnit.DAYS.between(converted.earliest(), gregorian.earliest());
            return Math.abs(days) <= 1 ? MatchFeature.BIRTH_CALENDAR : nearOrNot(converted, gregorian, yearTolerance);
        }
        return overlap(converted, loosened(gregorian))
                ? within(converted, gregorian)
                : nearOrNot(converted, gregorian, yearTolerance);
    }

    /** What lies in two of our years and is no longer than one is no interval of years. */
    private static MatchFeature within(PartialDate one, PartialDate other) {
        long days = Math.max(days(one), days(other));
        return days > DAYS_OF_YEAR_MAX ? MatchFeature.BIRTH_INTERVAL : MatchFeature.BIRTH_WITHIN;
    }

    private static long days(PartialDate date) {
        return ChronoUnit.DAYS.between(date.earliest(), date.latest()) + 1;
    }

    /** Both ends in the Gregorian calendar; null when neither is a date of the other one. */
    private static @Nullable PartialDate converted(PartialDate written, Function<LocalDate, @Nullable LocalDate> calendar) {
        LocalDate first = calendar.apply(written.earliest());
        LocalDate last = calendar.apply(written.latest());
        // Its months end sooner than those in which the end of a partial date was written.
        for (int day = 1; last == null && day <= SHORTER_BY_MAX; day++) {
            last = calendar.apply(written.latest().minusDays(day));
        }
        return first == null || last == null || last.isBefore(first) ? null : new PartialDate(first, last);
    }

    private static boolean overlap(PartialDate one, PartialDate other) {
        return !one.earliest().isAfter(other.latest()) && !other.earliest().isAfter(one.latest());
    }

    private static MatchFeature nearOrNot(PartialDate one, PartialDate other, int yearTolerance) {
        int years = yearsApart(one, other);
        if (yearTolerance > 0 && years <= yearTolerance) {
            return MatchFeature.BIRTH_TOLERATED;
        }
        return years <= 1 ? MatchFeature.BIRTH_NEAR : MatchFeature.BIRTH_CONTRADICTED;
    }

    private static @Nullable LocalDate ofHijri(LocalDate written) {
        try {
            return LocalDate.from(HijrahDate.of(written.getYear(), written.getMonthValue(), written.getDayOfMonth()));
        } catch (DateTimeException e) {
            return null; // no such day, or beyond the tables
        }
    }

    private static LocalDate ofJalali(LocalDate written) {
        Calendar calendar =
                Calendar.getInstance(TimeZone.getTimeZone("UTC"), new ULocale("en@calendar=persian"));
        calendar.clear();
        calendar.set(written.getYear(), written.getMonthValue() - 1, written.getDayOfMonth());
        return Instant.ofEpochMilli(calendar.getTimeInMillis()).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
