package io.vigie.bench.peers;

import java.io.IOException;
import java.time.Duration;

/**
 * A system that holds {@link NumberedDocuments} and is asked for them. A new peer is one more of these, with its line in
 * {@link DocumentPeers}. Closing stops the system and removes what it stored.
 */
interface DocumentPeer extends AutoCloseable {
    /**
     * Asks in a closed loop, and checks of every answer whether it is about something held.
     *
     * @param connections each with a pipeline of its own; of no meaning in the process
     * @param pipeline questions under way on each
     * @return questions a second
     * @throws IOException also when an answer is wrong
     */
    double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
