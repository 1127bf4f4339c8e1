package io.vigie.server.ingest.foreign;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of entries, one at a time. Used by one thread; close it. */
interface EntrySource extends AutoCloseable {
    /** An entry, or a fault in the place of one. */
    sealed interface Item {
        record Entry(Node node) implements Item {}

        record Fault(ForeignFault fault) implements Item {}
    }

    /** The next; null at the end. A fault of the file itself (truncated, malformed) is the last. */
    @Nullable Item next();

    @Override
    void close() throws IOException;

    static Item fault(long line, String element, String problem) {
        return new Item.Fault(new ForeignFault(line, element, problem));
    }
}
