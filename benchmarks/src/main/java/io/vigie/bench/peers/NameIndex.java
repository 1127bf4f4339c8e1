package io.vigie.bench.peers;

import java.io.IOException;

/**
 * A system that holds {@link TwoWordNames} and finds them. A new peer is one more of these, with its line in
 * {@link PersonPeers}. Used by one thread. Closing stops the system and removes what it stored.
 */
interface NameIndex extends AutoCloseable {
    /**
     * Finds people by a name of two words.
     *
     * @param limit results at most
     * @return their indexes, best first
     */
    int[] find(TwoWordNames.Asked asked, int limit) throws IOException;

    @Override
    void close() throws IOException;
}
