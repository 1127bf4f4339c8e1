package io.vigie.server.hits;

import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;

/**
 * One hit that was shown to an asker.
 *
 * @param hit what is remembered of it
 * @param message for the owner of the record, without id and count
 * @param named the question had an id, so that the same hit once more is the same question, retried or hedged
 */
public record HitReport(KeptHit hit, OwnerMessage message, boolean named) {}
