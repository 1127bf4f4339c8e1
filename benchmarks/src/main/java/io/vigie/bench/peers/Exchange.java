package io.vigie.bench.peers;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** What goes over a connection of a protocol that answers in the order of the questions. Used on one event loop. */
interface Exchange {
    /** Appends a question. */
    void ask(ByteBuf out, long index);

    /**
     * Takes an answer off the front, if it has come whole.
     *
     * @param index of its question
     * @return whether it had
     * @throws IOException when it is wrong
     */
    boolean take(ByteBuf in, long index) throws IOException;
}
