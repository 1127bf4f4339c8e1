/**
 * What this machine carries: the highest rate that keeps a goal of latency, how cost grows with data, and what that means for
 * a load that somebody plans for.
 *
 * <p>Rules. The server runs in a process of its own, as {@code vigie serve} starts it. Open loop for latency, closed loop for
 * the ceiling. Every answer is checked; one wrong answer ends the run. A number in the report was measured, or is computed
 * from such in one place: {@link io.vigie.bench.capacity.Sizing} and {@link io.vigie.bench.capacity.Growth}.
 *
 * <p>Start with {@link io.vigie.bench.capacity.CapacityRun}.
 */
@NullMarked
package io.vigie.bench.capacity;

import org.jspecify.annotations.NullMarked;
