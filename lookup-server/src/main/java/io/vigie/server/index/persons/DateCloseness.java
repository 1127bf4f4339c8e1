package io.vigie.server.index.persons;

/** How much an asked date of birth adds to a coarse rank, or takes from it. */
final class DateCloseness {
    static final float NOT_KNOWN = 0;
    static final float WORST = -0.15f;

    private static final float EQUAL = 0.1f;
    private static final float CONSISTENT = 0.06f;
    private static final float EXCHANGED = 0.07f;
    private static final float NEAR = 0.02f;
    private static final float ONE_DIGIT = 0.05f;

    private DateCloseness() {}

    static float of(int asked, int recorded, int tolerance) {
        int apart = Math.max(
                PackedDate.firstYear(recorded) - PackedDate.lastYear(asked),
                PackedDate.firstYear(asked) - PackedDate.lastYear(recorded));
        if (apart > 0) {
            boolean sameDay = asked % (1 << 9) == recorded % (1 << 9) && PackedDate.day(asked) != 0;
            if (sameDay && differInOneDigit(PackedDate.firstYear(asked), PackedDate.firstYear(recorded))) {
                return ONE_DIGIT;
            }
            return apart <= tolerance ? NEAR / 2 : WORST;
        }
        return withinYear(asked, recorded);
    }

    private static float withinYear(int asked, int recorded) {
        int month = PackedDate.month(asked);
        int otherMonth = PackedDate.month(recorded);
        int day = PackedDate.day(asked);
        int otherDay = PackedDate.day(recorded);
        if (month == 0 || otherMonth == 0) {
            return CONSISTENT;
        }
        if (month == otherMonth) {
            return day == 0 || otherDay == 0 ? CONSISTENT : day == otherDay ? EQUAL : ONE_DIGIT;
        }
        return month == otherDay && day == otherMonth ? EXCHANGED : NEAR;
    }

    private static boolean differInOneDigit(int a, int b) {
        int differing = 0;
        for (int x = a, y = b; x > 0 || y > 0; x /= 10, y /= 10) {
            differing += x % 10 == y % 10 ? 0 : 1;
        }
        return differing == 1;
    }
}
