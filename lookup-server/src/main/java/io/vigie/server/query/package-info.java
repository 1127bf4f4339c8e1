/**
 * The heart: who asks, what is found, what is recorded, what is shown.
 *
 * <p>{@link io.vigie.server.query.Burst#ask} reads like the table "the way of a question" in docs/architecture.md. An
 * answer is finding × completeness × freshness; {@link io.vigie.server.query.Verdicts} is the one table that makes a
 * verdict of them. What a caller sees is built from an allow-list of fields ({@link io.vigie.server.query.HitView}),
 * never by deleting from a stored record.
 *
 * <p>Threads: {@link io.vigie.server.query.QueryService} is thread-safe; a {@link io.vigie.server.query.Burst} belongs
 * to one event loop. A question sees one moment: one read transaction answers it whole.
 *
 * <p>Invariant: nothing that failed, was cut or was not searched ends as NO_HIT.
 *
 * <p>Start with {@link io.vigie.server.query.Burst}.
 */
@NullMarked
package io.vigie.server.query;

import org.jspecify.annotations.NullMarked;
