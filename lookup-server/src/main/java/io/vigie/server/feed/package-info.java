/**
 * Changes in and changes out: what owners submit becomes one order of changes, which others follow.
 *
 * <p>Invariant: an outcome leaves only when its change is durable, and recorded in the audit trail. Start with
 * {@link io.vigie.server.feed.Submissions}.
 */
@NullMarked
package io.vigie.server.feed;

import org.jspecify.annotations.NullMarked;
