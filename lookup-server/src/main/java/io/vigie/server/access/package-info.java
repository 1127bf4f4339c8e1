/**
 * Who asks and what they may see: the registry of parties, and the caller that a connection belongs to.
 *
 * <p>Pure functions and values; uses no other package of the server. Start with {@link io.vigie.server.access.Caller}.
 */
@NullMarked
package io.vigie.server.access;

import org.jspecify.annotations.NullMarked;
