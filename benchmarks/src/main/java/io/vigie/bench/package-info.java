/**
 * The command {@code vigie bench}: measurements that others can repeat.
 *
 * <p>Rules. A figure is printed by one class, {@link io.vigie.bench.figures.Figures}, in the two forms of interface.md. stdout
 * carries figures only. A run that met a wrong answer fails: speed at the price of truth is no speed.
 *
 * <p>Start with {@link io.vigie.bench.Bench}; then {@link io.vigie.bench.load.LoadGenerator} (a server under load),
 * {@code micro} (JMH) and {@code bulk} (loading, disk, heap, start-up).
 */
@NullMarked
package io.vigie.bench;

import org.jspecify.annotations.NullMarked;
