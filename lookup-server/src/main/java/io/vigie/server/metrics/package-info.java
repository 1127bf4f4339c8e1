/**
 * Meters: one table, {@link io.vigie.server.metrics.Meters}, and the only user of Micrometer.
 *
 * <p>No tag holds personal data or a value that a caller chooses. Thread-safe; recording allocates nothing. Uses no
 * other package of the server.
 *
 * <p>Start with {@link io.vigie.server.metrics.Meters}.
 */
@NullMarked
package io.vigie.server.metrics;

import org.jspecify.annotations.NullMarked;
