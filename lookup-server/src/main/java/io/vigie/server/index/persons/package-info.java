/**
 * Persons by name, in memory: an immutable segment ({@link io.vigie.server.index.persons.Segment}), mapped from a file or
 * built in memory from a few changes, and the search over several of them.
 *
 * <p>A segment is a hint: it says which persons are worth reading. It holds internal numbers, never records, and whoever
 * asks reads and judges the record of their own moment. All that is fuzzy happens on the vocabulary: each word of a
 * question is expanded once into the words of the segment that may mean it; from then on only integers are compared.
 *
 * <p>Knows no tables and no data folder: that is {@code index}, whose {@code PersonIndex} is where to start.
 *
 * <p>Threads: segments are immutable; builders and {@link io.vigie.server.index.persons.SearchScratch} belong to one
 * thread.
 */
@NullMarked
package io.vigie.server.index.persons;

import org.jspecify.annotations.NullMarked;
