/**
 * A server under load, with every answer checked against its truth.
 *
 * <p>Rules. Questions are encoded once; sending one copies bytes and patches the correlation. An answer is read only as
 * far as its truth goes. Latency is counted from the moment at which a question was meant to leave, so a server that
 * falls behind is charged for what had to wait (no coordinated omission). Nothing is skipped to keep a rate.
 *
 * <p>Threads: one event loop does everything, so that what one client thread can do is what is measured.
 *
 * <p>Rejected: asking through {@code LookupClient}. It builds messages, deadlines and stages for each question, which a
 * terminal wants and a generator must not pay for: a measured server has to be the slower side.
 *
 * <p>Start with {@link io.vigie.bench.load.LoadGenerator}.
 */
@NullMarked
package io.vigie.bench.load;

import org.jspecify.annotations.NullMarked;
