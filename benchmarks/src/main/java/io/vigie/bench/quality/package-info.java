/**
 * How well persons are found by name through the path that serves questions, and how often a clear traveller is taken for
 * somebody listed.
 *
 * <p>Rules. Everything is asked of a real {@link io.vigie.server.query.QueryService} on a real data folder, with verdict,
 * order, default threshold and all bounds. Travellers are split by person: all questions about one person stand in one
 * run, and no weight or bound may be chosen on a seed that a figure is published for. One thread.
 *
 * <p>Start with {@link io.vigie.bench.quality.Survey}, which asks; the other classes count what came back.
 */
@NullMarked
package io.vigie.bench.quality;

import org.jspecify.annotations.NullMarked;
