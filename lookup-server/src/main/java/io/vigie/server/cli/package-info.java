/**
 * The commands, one class each. {@link io.vigie.server.cli.Vigie} lists them.
 *
 * <p>stdout carries answers only; progress and errors go to stderr. Exit codes are those of {@link
 * io.vigie.server.cli.ExitCode}.
 */
@NullMarked
package io.vigie.server.cli;

import org.jspecify.annotations.NullMarked;
