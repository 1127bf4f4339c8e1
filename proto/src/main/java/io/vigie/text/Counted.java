package io.vigie.text;

import java.util.Locale;

/** Counts with their nouns: 1 record, 2,076 records. */
public final class Counted {
    private Counted() {}

    /** With the plural in -s. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** With a plural of its own. */
    public static String of(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
