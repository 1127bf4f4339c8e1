package io.vigie.server.index.persons;

import java.util.BitSet;

/**
 * The date of birth of a question: which postings are worth reading for it. Immutable.
 *
 * <p>Those are of dates with which somebody might be shown, whatever their name, as {@link DateCloseness} has it. With a day
 * asked that are a few days of the year and the same day of a few other years: one posting of some fifty.
 */
final class AskedDate {
    /** Years around the asked ones that are searched first. */
    private static final int NEAR_YEARS = 1;

    private static final int DAYS_MAX = 31;
    private static final int MONTHS_MAX = 12;

    private final int packed;
    private final int tolerance;
    private final float least;
    private final DateWindows near;
    private final DateWindows mistaken;

    private AskedDate(int packed, int tolerance, float least) {
        this.packed = packed;
        this.tolerance = tolerance;
        this.least = least;
        near = isSearchable() ? nearWindows() : DateWindows.NONE;
        mistaken = isSearchable() ? mistakenWindows() : DateWindows.NONE;
    }

    /**
     * @param packed {@link PackedDate}; NONE when there is none
     * @param tolerance in years
     * @param least score that is shown
     */
    static AskedDate of(int packed, int tolerance, float least) {
        return new AskedDate(packed, tolerance, least);
    }

    int packed() {
        return packed;
    }

    int tolerance() {
        return tolerance;
    }

    boolean isNone() {
        return packed == PackedDate.NONE;
    }

    /** Whether there is a date that can be searched by: of few years, in the calendar of the index. */
    boolean isSearchable() {
        return !isNone()
                && !PackedDate.isOfOtherCalendar(packed)
                && PackedDate.lastYear(packed) - PackedDate.firstYear(packed) < YearBucket.YEARS_MAX;
    }

    /** Bucket of the first year near the asked ones. */
    int firstBucket() {
        return YearBucket.of(firstYear());
    }

    /** Bucket of the last year near the asked ones. */
    int lastBucket() {
        return YearBucket.of(lastYear());
    }

    /** Dates that may mean any year, and those in years near the asked ones. */
    DateWindows near() {
        return near;
    }

    /** Dates in years that one wrong digit makes of the asked ones. */
    DateWindows mistaken() {
        return mistaken;
    }

    /** The asked day as a {@link PostedDate}; UNKNOWN where none is asked, or 1 January, which is none. */
    int sameDay() {
        boolean isDay = isSearchable() && DateCloseness.of(packed, packed, tolerance) == DateCloseness.BEST;
        return isDay ? PostedDate.of(packed) : PostedDate.UNKNOWN;
    }

    /** Whether another day of the asked year is as good as none, so that few postings of each year matter. */
    boolean isByDay() {
        return isSearchable() && PackedDate.day(packed) != 0 && tolerance == 0 && 1 + DateCloseness.NEAR < least;
    }

    /** Whether somebody may be shown who was born in another year altogether. */
    boolean isAnyYear() {
        return 1 + DateCloseness.WORST >= least;
    }

    private int firstYear() {
        return PackedDate.firstYear(packed) - Math.max(NEAR_YEARS, tolerance);
    }

    private int lastYear() {
        return PackedDate.lastYear(packed) + Math.max(NEAR_YEARS, tolerance);
    }

    private DateWindows nearWindows() {
        DateWindows.Builder windows = new DateWindows.Builder().add(PostedDate.UNKNOWN, PostedDate.KNOWN);
        if (!isByDay()) {
            return windows.add(PostedDate.ofYear(firstBucket()), PostedDate.ofYear(lastBucket() + 1))
                    .build();
        }
        for (int year = firstYear(); year <= lastYear(); year++) {
            addAgreeing(PackedDate.of(year, 0, 0), windows);
            for (int month = 1; month <= MONTHS_MAX; month++) {
                for (int day = 0; day <= DAYS_MAX; day++) {
                    addAgreeing(PackedDate.of(year, month, day), windows);
                }
            }
        }
        return windows.build();
    }

    private void addAgreeing(int recorded, DateWindows.Builder windows) {
        if (1 + DateCloseness.of(packed, recorded, tolerance) >= least) {
            int posted = PostedDate.of(recorded);
            windows.add(posted, posted + 1);
        }
    }

    private DateWindows mistakenWindows() {
        DateWindows.Builder windows = new DateWindows.Builder();
        if (!isAnyYear() && PackedDate.day(packed) == 0) {
            return windows.build();
        }
        BitSet years = mistakenYears();
        for (int bucket = years.nextSetBit(0); bucket >= 0; bucket = years.nextSetBit(bucket + 1)) {
            if (isAnyYear()) {
                windows.add(PostedDate.ofYear(bucket), PostedDate.ofYear(bucket + 1));
            } else {
                int posted = PostedDate.ofDayIn(bucket, packed);
                windows.add(posted, posted + 1);
            }
        }
        return windows.build();
    }

    /** Buckets of every other year that differs from an asked one in its last three digits at one place. */
    private BitSet mistakenYears() {
        BitSet mistaken = new BitSet();
        for (int year = PackedDate.firstYear(packed); year <= PackedDate.lastYear(packed); year++) {
            for (int place = 1; place <= 100; place *= 10) {
                int without = year - year / place % 10 * place;
                for (int digit = 0; digit < 10; digit++) {
                    mistaken.set(YearBucket.of(without + digit * place));
                }
            }
        }
        mistaken.clear(0, YearBucket.LOWEST + 1);
        mistaken.clear(firstBucket(), lastBucket() + 1);
        mistaken.clear(YearBucket.COUNT - 1);
        return mistaken;
    }
}
