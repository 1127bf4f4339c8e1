/**
 * Who asks and what they may see. Today there is one caller, the local operator on the loopback interface, who may act
 * for any party; certificates and profiles take their place here.
 *
 * <p>Pure functions and values; uses no other package of the server. Start with {@link io.vigie.server.access.Caller}.
 */
@NullMarked
package io.vigie.server.access;

import org.jspecify.annotations.NullMarked;
