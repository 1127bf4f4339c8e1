package io.vigie.bench.figures;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Alternating rounds of two systems, or of two ways of one; who begins changes from round to round.
 *
 * @param count of rounds
 * @param progress told a line each
 */
public record Rounds(int count, Consumer<String> progress) {
    private static final int EMPTY_MAX = 10;

    /** Measures one system once: how much it does in a second. */
    public interface Rate {
        double measure() throws IOException, InterruptedException;
    }

    /**
     * Compares. Both are warm.
     *
     * @param name of the figure
     * @param unit of the rates
     * @param recall null where nothing can be missed
     * @return the ratio in the middle, with the lowest and highest
     */
    public Figure compare(String name, String unit, Rate ours, Rate theirs, Figure.@Nullable Recall recall)
            throws IOException, InterruptedException {
        double[] rates = new double[count];
        double[] theirRates = new double[count];
        double[] ratios = new double[count];
        int empty = 0;
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                rates[i] = ours.measure();
                theirRates[i] = theirs.measure();
            } else {
                theirRates[i] = theirs.measure();
                rates[i] = ours.measure();
            }
            if (rates[i] <= 0 || theirRates[i] <= 0) {
                // The machine was taken away for as long: no ratio. Again.
                if (++empty > EMPTY_MAX) {
                    throw new IOException(name + ": nothing was answered in a round (expected: rounds that are longer)");
                }
                i--;
                continue;
            }
            ratios[i] = rates[i] / theirRates[i];
            progress.accept(String.format(
                    Locale.ROOT, "%s, round %d: %,.0f and %,.0f %s", name, i + 1, rates[i], theirRates[i], unit));
        }
        Arrays.sort(ratios);
        Figure.Spread spread = new Figure.Spread(ratios[0], ratios[count - 1]);
        return new Figure(name, mean(rates), spread, unit, new Figure.Peer(mean(theirRates), ratios[count / 2], recall));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
