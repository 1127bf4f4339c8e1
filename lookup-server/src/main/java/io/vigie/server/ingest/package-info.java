/**
 * Records from outside: files read, checked line by line and loaded; JSON; the synthetic world.
 *
 * <p>Every input is hostile: lines, messages and files have limits, a bad line is named (file, number, field, value,
 * expectation) and costs nothing but itself. What is loaded appears at once or not at all.
 *
 * <p>Threads: {@link io.vigie.server.ingest.Load} reads on one thread, parses on as many as there are cores, and stores
 * on one; errors are reported in the order of the file.
 *
 * <p>Start with {@link io.vigie.server.ingest.Load}.
 */
@NullMarked
package io.vigie.server.ingest;

import org.jspecify.annotations.NullMarked;
