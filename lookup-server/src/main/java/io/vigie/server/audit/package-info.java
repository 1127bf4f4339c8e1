/**
 * The record of every question: append-only segments of blocks, each block the entries of one burst, chained by
 * SHA-256.
 *
 * <p>Invariant: the answers of a burst leave only after its block was handed to the operating system; a block that
 * cannot be written turns the answers into failures. Blocks are synced to the disk at short intervals, so a power cut
 * may cost the last of them; docs/operations.md says how many.
 *
 * <p>Threads: one audit thread writes; {@link io.vigie.server.audit.AuditLog#append} may be called from any and never
 * blocks.
 *
 * <p>Start with {@link io.vigie.server.audit.AuditLog}; {@link io.vigie.server.audit.AuditBlock} has the layout.
 */
@NullMarked
package io.vigie.server.audit;

import org.jspecify.annotations.NullMarked;
