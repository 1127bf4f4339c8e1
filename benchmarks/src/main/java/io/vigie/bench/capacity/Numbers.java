package io.vigie.bench.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: three digits that count, more than a run on a shared machine is worth. */
final class Numbers {
    private static final MathContext PRECISION = new MathContext(3);

    private Numbers() {}

    /** Such as 12,300, 4.57 or 0.0812; "–" when there is none. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(PRECISION).stripTrailingZeros();
        int scale = Math.max(0, rounded.scale());
        return String.format(Locale.ROOT, "%,." + scale + "f", rounded);
    }

    /** Exponents of growth: two digits after the point. */
    static String exponent(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }

    /** Counts stay whole. */
    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
