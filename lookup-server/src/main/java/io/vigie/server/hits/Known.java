package io.vigie.server.hits;

import io.vigie.v1.Clearance;
import io.vigie.v1.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a hit beside the record.
 *
 * @param clearance of this traveller; null = none
 * @param confirmation that the asking party asked for last; null = none
 */
public record Known(@Nullable Clearance clearance, @Nullable Confirmation confirmation) {}
