package io.vigie.server.ingest.foreign;

import io.vigie.v1.Record;
import java.util.List;

/** What became of one entry of a list. */
sealed interface Outcome {
    /** Records, each of which may be stored: the subject first, what belongs to it behind. */
    record Mapped(List<Record> records) implements Outcome {
        public Mapped {
            records = List.copyOf(records);
        }
    }

    /** Nothing wrong, and nothing that a record could hold, such as a ship. */
    record LeftOut(String reason) implements Outcome {}

    /** The entry cannot be used. */
    record Damaged(ForeignFault fault) implements Outcome {}
}
