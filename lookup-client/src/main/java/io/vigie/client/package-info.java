/**
 * The client library: asks one server or several what is known about a traveller, and says so in types that cannot be
 * mistaken for one another.
 *
 * <p>A question always ends, within its deadline, as one {@link io.vigie.client.Answer}: {@code Hits}, {@code Clear},
 * {@code Incomplete} or {@code Failed}. Only a complete answer on fresh data that names what was searched becomes
 * {@code Clear}; anything empty, contradictory or unknown is {@code Failed}.
 *
 * <p>Threads: {@link io.vigie.client.LookupClient} may be used by any number of threads. Behind it one daemon thread,
 * the client's event loop, owns every connection and every call under way; askers reach it through one queue without
 * locks, and what the queue holds leaves in one write. Stages complete on that thread, so what hangs on them must not
 * block.
 *
 * <p>Everything is bounded: calls in flight and waiting, bytes waiting to be sent, frames, attempts, time. The package
 * never logs; what went wrong is in the answer. It knows the server only by its protocol (docs/protocol.md).
 *
 * <p>Start with {@link io.vigie.client.LookupClient}; behind it with {@code Dispatcher}.
 */
@NullMarked
package io.vigie.client;

import org.jspecify.annotations.NullMarked;
