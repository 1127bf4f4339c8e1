/**
 * Other systems beside ours, on the same records and questions, in one run.
 *
 * <p>Rules. Rounds alternate, and who begins changes from round to round; what is claimed is the ratio, with its spread. A
 * peer is set up as its makers say, started and loaded by the run itself, and skipped with a line where it is not installed.
 * Its answers are checked as ours are. What is not fair is said: {@link io.vigie.bench.peers.Fairness}. A new peer is one more
 * {@link io.vigie.bench.peers.DocumentPeer} or {@link io.vigie.bench.peers.NameIndex}.
 *
 * <p>Start with {@link io.vigie.bench.peers.DocumentPeers} and {@link io.vigie.bench.peers.PersonPeers}.
 */
@NullMarked
package io.vigie.bench.peers;

import org.jspecify.annotations.NullMarked;
