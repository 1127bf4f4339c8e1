/**
 * Comparing names and dates: pure functions, no I/O, no clock, no state.
 *
 * <p>Uses no other package of the server. Start with {@link io.vigie.server.match.PartialDate}.
 */
@NullMarked
package io.vigie.server.match;

import org.jspecify.annotations.NullMarked;
