package io.vigie.bench.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Parts of what was observed. */
final class Shares {
    private Shares() {}

    /** How many of 100; not a number when there are none at all. */
    static double percent(List<Observed> of, Predicate<Observed> which) {
        return 100.0 * of.stream().filter(which).count() / of.size();
    }

    /** Candidates of this score or more for each 1,000 travellers. */
    static double wrongPerThousand(List<Observed> of, double score) {
        return 1000.0 * of.stream().mapToInt(one -> one.wrongFrom(score)).sum() / of.size();
    }

    /** Travellers of 1,000 with such a candidate. */
    static double stoppedPerThousand(List<Observed> of, double score) {
        return 10 * percent(of, one -> one.wrongFrom(score) > 0);
    }

    /** The mean over all kinds of variants of the percentage found at this score, so that each kind counts alike. */
    static double recall(List<Observed> listed, double score) {
        return Kind.ALL.stream()
                .filter(Kind::isVariant)
                .map(kind -> listed.stream().filter(one -> one.kind().equals(kind)).toList())
                .filter(ofKind -> !ofKind.isEmpty())
                .mapToDouble(ofKind -> percent(ofKind, one -> one.rightScore() >= score))
                .average()
                .orElse(Double.NaN);
    }

    /** For a table; a dash when there was nothing to measure. */
    static String text(double value) {
        if (Double.isNaN(value) || value == 0) {
            return Double.isNaN(value) ? "–" : "0";
        }
        // Digits that count: shares of a border's travellers are small.
        return value < 1
                ? new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
