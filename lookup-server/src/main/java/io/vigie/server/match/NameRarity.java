package io.vigie.server.match;

import java.util.HashMap;
import java.util.Map;

/**
 * How much a word tells that agrees: little when many people are named so.
 *
 * <p>From a fixed table of names that are common somewhere ({@code common-names.txt}), never from data: records that a
 * party may not see must not move its scores. A word that is not in it counts by its length. Thread-safe.
 */
public final class NameRarity {
    /** The least that {@link #of} gives. */
    public static final double MIN = 0.5;

    /** The most that {@link #of} gives. */
    public static final double MAX = 1.6;

    private static final String TABLE = "common-names.txt";

    /** Of words that are not in the table, by length: short ones are shared by many names. */
    private static final double[] BY_LENGTH = {MIN, MIN, 0.7, 0.9, 1.1, 1.3, 1.4, 1.5, MAX};

    private static final Map<String, Double> COMMON = read();

    private NameRarity() {}

    /**
     * The weight, from {@link #MIN} to {@link #MAX}.
     *
     * @param token A to Z
     */
    public static double of(String token) {
        Double common = COMMON.get(token);
        return common != null ? common : BY_LENGTH[Math.min(token.length(), BY_LENGTH.length - 1)];
    }

    private static Map<String, Double> read() {
        Map<String, Double> common = new HashMap<>();
        double weight = MIN;
        for (String line : Tables.lines(TABLE)) {
            if (line.startsWith("weight ")) {
                weight = Double.parseDouble(line.substring("weight ".length()));
            } else {
                for (String name : line.split(" ")) {
                    common.putIfAbsent(name, weight);
                }
            }
        }
        return Map.copyOf(common);
    }
}
