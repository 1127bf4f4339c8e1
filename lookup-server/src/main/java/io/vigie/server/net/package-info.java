/**
 * The listener and what happens on a connection: frames in, answers out, in bursts.
 *
 * <p>All requests that one turn of an event loop brings, from however many connections, are one burst: one read
 * transaction, one audit block, one flush a connection. Their answers wait, encoded, until the audit thread says that
 * the block is written. Everything is bounded: frames, requests in flight, connections, time until HELLO; a connection
 * whose peer does not read is not read from either.
 *
 * <p>Threads: a connection and its {@link io.vigie.server.net.LoopBurst} belong to one event loop.
 *
 * <p>Start with {@link io.vigie.server.net.Listener}, then {@link io.vigie.server.net.Connection}.
 */
@NullMarked
package io.vigie.server.net;

import org.jspecify.annotations.NullMarked;
