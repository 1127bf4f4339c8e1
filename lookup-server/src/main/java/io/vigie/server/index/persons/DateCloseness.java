package io.vigie.server.index.persons;

import io.vigie.server.match.MatchFeature;

/** How much an asked date of birth adds to a rank, or takes from it: roughly what it does to the score. */
final class DateCloseness {
    static final float NOT_KNOWN = 0;
    static final float WORST = weight(MatchFeature.BIRTH_CONTRADICTED);

    /** More is never added. */
    static final float BEST = weight(MatchFeature.BIRTH_EQUAL);

    static final float ONE_DIGIT = weight(MatchFeature.BIRTH_ONE_DIGIT);

    private static final float EXCHANGED = weight(MatchFeature.BIRTH_SWAPPED);
    private static final float OTHER_CALENDAR = weight(MatchFeature.BIRTH_CALENDAR);
    private static final float CONSISTENT = weight(MatchFeature.BIRTH_WITHIN);
    /** Another day of a year that is asked for or next to one. */
    static final float NEAR = weight(MatchFeature.BIRTH_NEAR);
    private static final float TOLERATED = weight(MatchFeature.BIRTH_TOLERATED);

    private DateCloseness() {}

    static float of(int asked, int recorded, int tolerance) {
        if (PackedDate.isOfOtherCalendar(asked) != PackedDate.isOfOtherCalendar(recorded)) {
            return OTHER_CALENDAR;
        }
        int apart = Math.max(
                PackedDate.firstYear(recorded) - PackedDate.lastYear(asked),
                PackedDate.firstYear(asked) - PackedDate.lastYear(recorded));
        if (apart > 0) {
            boolean days = PackedDate.day(asked) != 0 && PackedDate.day(recorded) != 0;
            boolean sameDay = days && asked % (1 << 9) == recorded % (1 << 9);
            if (sameDay && differInOneDigit(PackedDate.firstYear(asked), PackedDate.firstYear(recorded))) {
                return ONE_DIGIT;
            }
            if (apart > Math.max(1, tolerance)) {
                return WORST;
            }
            return apart <= tolerance ? TOLERATED : NEAR;
        }
        return withinYear(asked, recorded, tolerance > 0 ? TOLERATED : NEAR);
    }

    private static float withinYear(int asked, int recorded, float otherDay) {
        int month = PackedDate.month(asked);
        int otherMonth = PackedDate.month(recorded);
        int day = PackedDate.day(asked);
        int otherDayOfMonth = PackedDate.day(recorded);
        if (month == 0 || otherMonth == 0 || isNewYear(asked) || isNewYear(recorded)) {
            return CONSISTENT;
        }
        if (month == otherMonth) {
            return day == 0 || otherDayOfMonth == 0
                    ? CONSISTENT
                    : day == otherDayOfMonth ? BEST : differInOneDigit(day, otherDayOfMonth) ? ONE_DIGIT : otherDay;
        }
        if (month == otherDayOfMonth && day == otherMonth) {
            return EXCHANGED;
        }
        if (day == 0 || otherDayOfMonth == 0) {
            return day == otherMonth || otherDayOfMonth == month ? CONSISTENT : otherDay;
        }
        return day == otherDayOfMonth && differInOneDigit(month, otherMonth) ? ONE_DIGIT : otherDay;
    }

    /** 1 January often stands for a day that is not known. */
    private static boolean isNewYear(int date) {
        return PackedDate.month(date) == 1 && PackedDate.day(date) == 1;
    }

    private static boolean differInOneDigit(int a, int b) {
        int differing = 0;
        for (int x = a, y = b; x > 0 || y > 0; x /= 10, y /= 10) {
            differing += x % 10 == y % 10 ? 0 : 1;
        }
        return differing == 1;
    }

    private static float weight(MatchFeature feature) {
        return (float) feature.weight();
    }
}
