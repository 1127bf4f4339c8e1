/**
 * The server, put together: {@link io.vigie.server.LookupServer} builds, starts and closes every part in one readable
 * order, and is what an integrator's test starts.
 */
@NullMarked
package io.vigie.server;

import org.jspecify.annotations.NullMarked;
