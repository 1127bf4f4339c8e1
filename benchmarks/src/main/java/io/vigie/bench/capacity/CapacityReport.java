package io.vigie.bench.capacity;

import io.vigie.bench.bulk.ServerProcess;
import io.vigie.bench.figures.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run found.
 *
 * @param plan what was measured
 * @param command that was run
 * @param isQuick too short for claims
 * @param memory of the server under load, after it
 */
public record CapacityReport(
        Machine machine,
        String command,
        boolean isQuick,
        Plan plan,
        Goal goal,
        MadeWorld world,
        ServerProcess.Memory memory,
        List<Carried> carried,
        List<Growth> growth) {
    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final String[] PERCENTILE_NAMES = {"p50", "p99", "p99.9"};

    public CapacityReport {
        carried = List.copyOf(carried);
        growth = List.copyOf(growth);
    }

    /** Whether a rate was found for every kind of questions. */
    public boolean isFound() {
        return carried.stream().allMatch(one -> one.highest() > 0);
    }

    /** The main values, by name. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Carried one : carried) {
            String name = "capacity." + one.traffic().label();
            figures.add(Figure.of(name + ".highest", one.highest(), "questions/s"));
            figures.add(Figure.of(name + ".closed", one.closed().answered(), "questions/s"));
            figures.add(Figure.of(name + ".perCore", one.perCore(), "questions/s"));
            Step half = one.search().near(0.5);
            for (int i = 0; i < PERCENTILES.length; i++) {
                figures.add(Figure.of(name + ".half." + PERCENTILE_NAMES[i], half.millis(PERCENTILES[i]), "ms"));
            }
            Sizing sizing = new Sizing(one.highest(), Sizing.SHARE);
            for (int load : Sizing.LOADS) {
                figures.add(Figure.of(name + ".machines.rate" + load, sizing.machinesAndSpare(load), "machines"));
            }
        }
        for (Growth grown : growth) {
            for (Cost cost : Cost.values()) {
                double exponent = grown.exponent(cost::of);
                if (Double.isFinite(exponent)) {
                    String name = "capacity.growth." + grown.of() + "." + cost.label() + ".exponent";
                    figures.add(Figure.of(name, exponent, "power"));
                }
            }
        }
        return figures;
    }
}
