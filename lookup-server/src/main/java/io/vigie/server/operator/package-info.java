/**
 * What the operator of the machine asks of a running server: a socket in its data folder, which only the folder's owner can
 * open.
 *
 * <p>Start with {@link io.vigie.server.operator.OperatorSocket}.
 */
@NullMarked
package io.vigie.server.operator;

import org.jspecify.annotations.NullMarked;
