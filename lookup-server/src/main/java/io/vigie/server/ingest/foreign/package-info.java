/**
 * Lists of other bodies as they publish them, read into records: the UN Security Council's consolidated list, OFAC's list
 * of specially designated nationals, FollowTheMoney entities, INTERPOL's public notices, and tables of comma-separated
 * values.
 *
 * <p>A file becomes entries, each a small tree of named values ({@link io.vigie.server.ingest.foreign.Node}); one class for
 * each format says what becomes of an entry. Every input is hostile: an entry has limits of size, depth and count and is
 * never held beside another; document type declarations are refused. What is wrong is named with line, element, value (or
 * its kind, where it is personal) and expectation, and costs only itself. What was read and is not held by any field of a
 * record is counted by name, because a tree knows which of its values nobody took.
 *
 * <p>The same file gives the same records: ids come from the list's own.
 *
 * <p>Used by one thread. Start with {@link io.vigie.server.ingest.foreign.ForeignImport}.
 */
@NullMarked
package io.vigie.server.ingest.foreign;

import org.jspecify.annotations.NullMarked;
