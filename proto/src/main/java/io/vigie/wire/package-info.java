/**
 * What both sides of a connection must agree on: frames, kinds, limits and who acts on an error code.
 *
 * <p>A frame is a fixed header of 16 bytes and one protobuf message of {@code io.vigie.v1}; docs/protocol.md has the
 * drawing and is enough to write a client from. Nothing here knows a client or a server, keeps state beyond one
 * connection, or trusts a length before the header was checked.
 *
 * <p>Threads: {@link io.vigie.wire.FrameReader} and {@link io.vigie.wire.FrameDecoder} belong to one channel and its
 * event loop; everything else is immutable or static.
 *
 * <p>Start with {@link io.vigie.wire.Frame}.
 */
@NullMarked
package io.vigie.wire;

import org.jspecify.annotations.NullMarked;
