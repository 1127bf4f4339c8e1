package io.vigie.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/** How values lie along an axis. */
enum Scale {
    LINEAR {
        @Override
        double of(double value) {
            return value;
        }

        @Override
        List<Double> ticks(double low, double high) {
            double step = niceStep((high - low) / WANTED_TICKS);
            List<Double> ticks = new ArrayList<>();
            for (long i = (long) Math.ceil(low / step); i * step <= high * (1 + EPSILON); i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    },

    /** Powers of ten at equal distances. Values are above zero. */
    LOGARITHMIC {
        @Override
        double of(double value) {
            return Math.log10(value);
        }

        @Override
        List<Double> ticks(double low, double high) {
            List<Double> ticks = new ArrayList<>();
            double decades = Math.log10(high / low);
            double[] digits = decades < 1 ? FINE : decades < 2 ? MIDDLE : COARSE;
            for (int power = (int) Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
                for (double digit : digits) {
                    double tick = digit * Math.pow(10, power);
                    if (tick >= low * (1 - EPSILON) && tick <= high * (1 + EPSILON)) {
                        ticks.add(tick);
                    }
                }
            }
            return ticks;
        }
    },

    /** Percentiles: each nine at the same distance from the one before. */
    NINES {
        @Override
        double of(double percent) {
            return -Math.log10(1 - Math.min(percent, PERCENT_MAX) / 100);
        }

        @Override
        List<Double> ticks(double low, double high) {
            return List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99).stream().filter(tick -> tick >= low && tick <= high).toList();
        }
    };

    private static final double[] COARSE = {1};
    private static final double[] MIDDLE = {1, 2, 5};
    private static final double[] FINE = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    private static final double EPSILON = 1e-9;
    private static final int WANTED_TICKS = 6;
    private static final double PERCENT_MAX = 99.999;

    /** The place of a value, in any unit. */
    abstract double of(double value);

    /** Values to be marked between two. */
    abstract List<Double> ticks(double low, double high);

    private static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digits = rough / power;
        return (digits < 1.5 ? 1 : digits < 3.5 ? 2 : digits < 7.5 ? 5 : 10) * power;
    }
}
