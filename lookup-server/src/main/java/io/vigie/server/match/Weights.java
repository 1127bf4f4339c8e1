package io.vigie.server.match;

import java.util.Arrays;
import java.util.Map;

/** One weight for each {@link MatchFeature}. Immutable. */
public final class Weights {
    /** Those of the table. */
    public static final Weights STANDARD = new Weights(
            Arrays.stream(MatchFeature.values()).mapToDouble(MatchFeature::weight).toArray());

    /** The least score of a candidate that is worth an officer's time, unless the server is told another. */
    public static final double THRESHOLD = 0.77;

    private final double[] values;

    private Weights(double[] values) {
        this.values = values;
    }

    /** Those of this table, but for some: to measure what a change would do. */
    public Weights with(Map<MatchFeature, Double> changed) {
        double[] copy = values.clone();
        changed.forEach((feature, weight) -> copy[feature.ordinal()] = weight);
        return new Weights(copy);
    }

    public double of(MatchFeature feature) {
        return values[feature.ordinal()];
    }
}
