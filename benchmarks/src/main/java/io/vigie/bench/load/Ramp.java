package io.vigie.bench.load;

import java.util.ArrayList;
import java.util.List;

/** Rates, one after the other. */
public final class Ramp {
    private static final int RATES_MAX = 1_000;
    private static final double RATE_MAX = 1e9;

    private Ramp() {}

    /**
     * The rates of a ramp, ascending.
     *
     * @param text {@code FROM:TO:STEP}, in questions a second
     * @throws IllegalArgumentException that says what is expected
     */
    public static List<Double> rates(String text) {
        String[] parts = text.split(":", -1);
        double[] values = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                values[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        if (values.length != 3
                || !(values[0] > 0 && values[1] >= values[0] && values[1] <= RATE_MAX && values[2] > 0)
                || (values[1] - values[0]) / values[2] >= RATES_MAX) {
            throw wrong(text);
        }
        List<Double> rates = new ArrayList<>();
        for (int i = 0; values[0] + i * values[2] <= values[1]; i++) {
            rates.add(values[0] + i * values[2]);
        }
        return rates;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                text + " (expected: FROM:TO:STEP in questions a second, such as 10000:100000:10000, with at most " + RATES_MAX + " rates)");
    }
}
