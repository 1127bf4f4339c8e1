package io.vigie.server.index.persons;

/**
 * The date of birth under which a person is posted, as a number in the order of dates: year ({@link YearBucket}), month (4 bits,
 * 0 = not known), day (5 bits, 0 = not known). The first and the last bucket hold years of which nothing more is told.
 */
final class PostedDate {
    static final int UNKNOWN = YearBucket.UNKNOWN;

    /** The first of which the year is told; those before may mean any year. */
    static final int KNOWN = ofYear(YearBucket.LOWEST + 1);

    private static final int DAY_BITS = 9;
    private static final int DAY_MASK = (1 << DAY_BITS) - 1;

    private PostedDate() {}

    /** The first date of a bucket of years, which is that of who is known to be born in it and no more. */
    static int ofYear(int bucket) {
        return bucket << DAY_BITS;
    }

    /** Of a {@link PackedDate} within a year. */
    static int of(int packed) {
        return ofDayIn(YearBucket.of(PackedDate.firstYear(packed)), packed);
    }

    /** The month and day of a {@link PackedDate} within a year, in another bucket of years. */
    static int ofDayIn(int bucket, int packed) {
        boolean isOneYear = bucket > YearBucket.LOWEST && bucket < YearBucket.COUNT - 1;
        return ofYear(bucket) | (isOneYear ? packed & DAY_MASK : 0);
    }
}
