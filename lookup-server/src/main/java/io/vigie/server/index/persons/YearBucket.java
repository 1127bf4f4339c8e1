package io.vigie.server.index.persons;

/** A year of birth as a byte, in the order of years: 0 is not known, 1 is 1880 or before, 255 is 2134 or later. */
final class YearBucket {
    static final int UNKNOWN = 0;
    static final int COUNT = 256;

    /** All years that are too early, those of other calendars among them, which may mean any. */
    static final int LOWEST = 1;

    /** A date that means more years than this says too little to be sought by year. */
    static final int YEARS_MAX = 16;

    private static final int BEFORE = 1879;

    private YearBucket() {}

    static int of(int year) {
        return Math.clamp(year - BEFORE, 1, COUNT - 1);
    }
}
