/**
 * Comparing names and dates: pure functions, no I/O, no clock, no state.
 *
 * <p>Uses no other package of the server. A name is read once ({@link io.vigie.server.match.NameReader}) into words of A
 * to Z; words are compared by {@link io.vigie.server.match.TokenSimilarity} and met by
 * {@link io.vigie.server.match.Skeleton}.
 */
@NullMarked
package io.vigie.server.match;

import org.jspecify.annotations.NullMarked;
