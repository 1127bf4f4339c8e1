/**
 * Measured values and how a command hands them over: as text for people, and as the lines of interface.md.
 *
 * <p>Start with {@link io.vigie.bench.figures.Figures}.
 */
@NullMarked
package io.vigie.bench.figures;

import org.jspecify.annotations.NullMarked;
