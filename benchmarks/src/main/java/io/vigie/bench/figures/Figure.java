package io.vigie.bench.figures;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * One measured value, as interface.md prints it.
 *
 * @param name such as {@code load.closed.pipeline16}
 * @param ours the value
 * @param spread of the value within the run, or null when it was measured once
 * @param unit such as {@code questions/s}
 * @param peer what another system gave beside it; null when there was none
 */
public record Figure(String name, double ours, @Nullable Spread spread, String unit, @Nullable Peer peer) {
    private static final MathContext PRECISION = new MathContext(4);

    /** The lowest and highest of several measurements. */
    public record Spread(double low, double high) {}

    /**
     * Another system in the same run.
     *
     * @param theirs its value
     * @param ratio of ours to theirs; the spread of the figure is that of the ratio
     * @param recall null where nothing can be missed
     */
    public record Peer(double theirs, double ratio, @Nullable Recall recall) {}

    /**
     * What was found of what was to be found, in percent.
     *
     * @param ours what we found
     * @param theirs what the other system found
     */
    public record Recall(double ours, double theirs) {}

    public Figure(String name, double ours, @Nullable Spread spread, String unit) {
        this(name, ours, spread, unit, null);
    }

    public static Figure of(String name, double ours, String unit) {
        return new Figure(name, ours, null, unit);
    }

    /** A line of {@code --json}, without its line break. */
    String json() {
        JsonObject line = new JsonObject();
        line.addProperty("name", name);
        line.addProperty("ours", number(ours));
        if (peer != null) {
            line.addProperty("theirs", number(peer.theirs));
            line.addProperty("ratio", number(peer.ratio));
        }
        if (spread != null) {
            line.addProperty("low", number(spread.low));
            line.addProperty("high", number(spread.high));
        }
        line.addProperty("unit", unit);
        if (peer != null && peer.recall != null) {
            line.addProperty("recall", number(peer.recall.ours));
            line.addProperty("theirRecall", number(peer.recall.theirs));
        }
        return line.toString();
    }

    /** Whole numbers stay whole; the rest keeps four digits, more than any run here is worth. */
    public static BigDecimal number(double value) {
        BigDecimal exact = new BigDecimal(value);
        boolean whole = value == Math.rint(value);
        BigDecimal rounded = whole ? exact : exact.round(PRECISION).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
