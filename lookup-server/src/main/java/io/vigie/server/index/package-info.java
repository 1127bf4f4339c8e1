/**
 * The records and how they are found: documents by number, every record by id, over one consistent view.
 *
 * <p>This package gives meaning to the tables of {@code store}: {@link io.vigie.server.index.DocumentKey} and its
 * neighbours are the layouts, drawn in docs/data-format.md. A record read back is checked (checksum, and that it holds
 * the key it was found under) before anybody sees it; one that fails is a {@link
 * io.vigie.server.index.DamagedException}, never an absence.
 *
 * <p>Persons are found by name through {@link io.vigie.server.index.PersonIndex}; who is changed enters its hints before the
 * transaction commits.
 *
 * <p>Every document key that is written goes through {@link io.vigie.server.index.NumberHash} into the miss filter first.
 *
 * <p>Threads: searches use the caller's {@code ReadView}; everything else is immutable or belongs to one load or write.
 *
 * <p>Start with {@link io.vigie.server.index.DocumentIndex} (finding) and {@link io.vigie.server.index.RecordWriter}
 * (changing).
 */
@NullMarked
package io.vigie.server.index;

import org.jspecify.annotations.NullMarked;
