/**
 * Bytes on disk: the only user of LMDB. A data folder holds generations, one LMDB environment each; {@code CURRENT}
 * names the one that answers.
 *
 * <p>Knows tables, keys and values, and nothing of what they mean: that is {@code index}. Buffers of the map never
 * leave this package, since a stray write to one kills the process and a read after close is a crash: values are copied
 * out while the read transaction stands.
 *
 * <p>Threads: {@link io.vigie.server.store.DataFolder} is thread-safe. A {@link io.vigie.server.store.ReadView} belongs
 * to one thread. All writes run on one writer thread, never on virtual threads.
 *
 * <p>Invariant: what {@code CURRENT} names was synced and checked before it was named; a generation closes only when no
 * view reads it; no key that a view's moment holds is ever reported absent by its miss filter ({@link
 * io.vigie.server.store.MissFilter} says why); a view's moment lies within the time of its {@link
 * io.vigie.server.store.Companion}.
 *
 * <p>Start with {@link io.vigie.server.store.DataFolder}; docs/data-format.md shows the tables.
 */
@NullMarked
package io.vigie.server.store;

import org.jspecify.annotations.NullMarked;
