package io.vigie.server.ingest.synthetic;

import java.time.LocalDate;

/** Dates of birth: some are known in part only. */
final class Birth {
    private static final int FIRST_YEAR = 1940;
    private static final int LAST_YEAR = 2009;
    private static final int PARTIAL_PERCENT = 10;

    private Birth() {}

    static LocalDate day(Dice dice) {
        // Two throws, the later year of which counts: there are more of the young than of the old.
        int span = LAST_YEAR - FIRST_YEAR + 1;
        int once = dice.below(span);
        int year = FIRST_YEAR + Math.max(once, dice.below(span));
        return Days.within(dice, year, year);
    }

    /** The text of a record: the day, or for one in ten less than that. */
    static String recorded(LocalDate day, Dice dice) {
        if (dice.below(100) >= PARTIAL_PERCENT) {
            return day.toString();
        }
        int year = day.getYear();
        return switch (dice.below(10)) {
            case 0, 1, 2, 3, 4 -> Integer.toString(year);
            case 5, 6, 7 -> day.toString().substring(0, 7);
            default -> (year - dice.below(3)) + "/" + (year + 1 + dice.below(2));
        };
    }
}
