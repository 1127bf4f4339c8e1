/**
 * Other systems beside ours, on the same names and questions, in one run.
 *
 * <p>Rules. Rounds alternate, and who begins changes from round to round; what is claimed is the ratio, with its spread. A
 * peer is set up as its makers say, and asked in the process where it can be. A new peer is one more {@link
 * io.vigie.bench.peers.NameIndex}.
 *
 * <p>Start with {@link io.vigie.bench.peers.PersonPeers}.
 */
@NullMarked
package io.vigie.bench.peers;

import org.jspecify.annotations.NullMarked;
