package io.vigie.server.index;

import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Gathers the persons that a transaction changes, and enters them in the hints before it commits. One thread. */
final class PersonChanges {
    /** Persons that wait. */
    private static final int WAITING_MAX = 4_096;

    private final @Nullable WriteView view;
    private final @Nullable PersonHints hints;
    private SegmentBuilder waiting = new SegmentBuilder(null);

    /** Of a transaction: changes go into its table, and into the hints when there are some. */
    PersonChanges(WriteView view) {
        this.view = view;
        this.hints = view.companion() instanceof PersonHints beside ? beside : null;
    }

    /** Of changes that stand in the table already. */
    PersonChanges(PersonHints hints) {
        this.view = null;
        this.hints = hints;
    }

    void changed(byte[] key, Person person) {
        if (view != null) {
            view.put(Table.PERSON_CHANGED, key, new byte[0]);
        }
        if (hints != null) {
            try {
                waiting.add(IdEntry.internalNumber(key), person);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (waiting.size() == WAITING_MAX) {
                enter(hints);
            }
        }
    }

    /** A person changed earlier. Withdrawn ones are no longer there, and damaged ones cannot be read by anybody. */
    void read(byte[] key, WriteView from) {
        byte[] value = from.get(Table.PERSON, key);
        if (value != null) {
            try {
                changed(key, RecordValue.decode(RecordKind.PERSON, value).getPerson());
            } catch (DamagedException e) {
                // Whoever reads the record by its id is told.
            }
        }
    }

    /** The last step before the commit. */
    void finish() {
        if (hints != null && waiting.size() > 0) {
            enter(hints);
        }
    }

    private void enter(PersonHints into) {
        into.add(waiting.toMemory());
        waiting = new SegmentBuilder(null);
    }
}
