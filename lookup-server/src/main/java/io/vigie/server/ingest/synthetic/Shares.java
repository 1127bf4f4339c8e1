package io.vigie.server.ingest.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Values drawn by weight: a table in which each value stands as often as it weighs.
 *
 * @param table shared, never changed
 */
record Shares<T>(List<T> table) {

    /** A value and how much it weighs. */
    record Share<T>(int weight, T value) {}

    static <T> Share<T> share(int weight, T value) {
        return new Share<>(weight, value);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    static <T> Shares<T> of(Share<T>... shares) {
        List<T> table = new ArrayList<>();
        for (Share<T> share : shares) {
            for (int i = 0; i < share.weight; i++) {
                table.add(share.value);
            }
        }
        return new Shares<>(List.copyOf(table));
    }

    T draw(Dice dice) {
        return table.get(dice.below(table.size()));
    }
}
