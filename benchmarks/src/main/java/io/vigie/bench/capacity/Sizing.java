package io.vigie.bench.capacity;

import java.util.List;

/**
 * How many machines like this one a load needs.
 *
 * @param highest rate of one machine that keeps the goal
 * @param share of it that a machine is planned to carry
 */
record Sizing(double highest, double share) {
    /** Loads of the table: the world's largest such service, and what grows from there. */
    static final List<Integer> LOADS = List.of(250, 900, 4_500, 100_000);

    /** Half: latency is far from the knee there, and a rush hour twice the plan is still carried. */
    static final double SHARE = 0.5;

    /** Machines that carry the load; 0 when one carries nothing within the goal, so that no number would. */
    long machines(double load) {
        return highest > 0 ? Math.max(1, (long) Math.ceil(load / (highest * share))) : 0;
    }

    /** The same, and one that may fail. */
    long machinesAndSpare(double load) {
        long machines = machines(load);
        return machines == 0 ? 0 : machines + 1;
    }
}
