/**
 * Messages between parties, above all to the owners of records that were hit; confirmations of hits by their owners; and
 * clearances, by which an owner says that a traveller is not the person of the record.
 *
 * <p>Invariant: what {@link io.vigie.server.hits.Messages} has told anybody is on the disk, and stays until the party that
 * it is for has acknowledged it. No hit goes untold: one that finds no room in a party's queue is counted, and the count is
 * a message of its own.
 *
 * <p>Threads: one thread owns everything and commits in groups; what a question looks up, {@link
 * io.vigie.server.hits.Messages#known}, is in concurrent maps. Everything is kept in memory within bounds, and in the journal
 * of the folder, which outlives the generations of the data.
 *
 * <p>Start with {@link io.vigie.server.hits.Messages}.
 */
@NullMarked
package io.vigie.server.hits;

import org.jspecify.annotations.NullMarked;
