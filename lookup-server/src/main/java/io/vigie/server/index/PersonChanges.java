package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the persons that a transaction changes, and enters them in the hints before it commits. One thread. */
final class PersonChanges {
    /** Persons of a part that wait. */
    private static final int WAITING_MAX = 4_096;

    /** Before all moments. */
    private static final long EVER = 0;

    private final @Nullable WriteView view;
    private final @Nullable PersonHints hints;
    private final Map<PersonPart, SegmentBuilder> waiting = new EnumMap<>(PersonPart.class);

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

    /** @param before what the person was; null = nobody */
    void changed(byte[] internalKey, @Nullable Person before, Person person) {
        if (before != null && !PersonPart.audienceOf(before).equals(PersonPart.audienceOf(person))) {
            doubt(PersonPart.of(before), internalKey);
        }
        if (view != null) {
            ChangedPersons.put(PersonPart.of(person), internalKey, view);
        }
        if (hints != null) {
            wait(PersonPart.of(person), IdEntry.internalNumber(internalKey), person, hints);
        }
    }

    /** @param before what the person was */
    void removed(byte[] internalKey, Person before) {
        doubt(PersonPart.of(before), internalKey);
        if (hints != null) {
            hints.part(PersonPart.of(before)).removed();
        }
    }

    private void doubt(PersonPart former, byte[] internalKey) {
        if (view == null) {
            return;
        }
        ChangedPersons.put(former, internalKey, view);
        if (hints != null) {
            hints.doubtful().add(IdEntry.internalNumber(internalKey), view.moment());
        }
    }

    /**
     * A person changed earlier. Damaged ones cannot be read by anybody.
     *
     * @param key of the table of changes
     */
    void read(byte[] key, WriteView from) {
        if (hints == null) {
            return;
        }
        PersonPart part = ChangedPersons.part(key);
        int number = IdEntry.internalNumber(key);
        byte[] value = from.get(Table.PERSON, IdEntry.internalKey(number));
        try {
            Person person = value == null
                    ? null
                    : RecordValue.decode(RecordKind.PERSON, value).getPerson();
            if (person != null && PersonPart.of(person) == part) {
                wait(part, number, person, hints);
            }
            if (person == null) {
                hints.part(part).removed();
            }
            if (person == null || PersonPart.of(person) != part || part == PersonPart.RESTRICTED) {
                hints.doubtful().add(number, EVER);
            }
        } catch (DamagedException e) {
            // Whoever reads the record by its id is told.
        }
    }

    private void wait(PersonPart part, int number, Person person, PersonHints into) {
        SegmentBuilder builder = waiting.computeIfAbsent(part, of -> new SegmentBuilder(of, null));
        try {
            builder.add(number, person);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (builder.size() == WAITING_MAX) {
            waiting.remove(part);
            into.part(part).add(builder.toMemory());
        }
    }

    /** The last step before the commit. */
    void finish() {
        if (hints != null) {
            waiting.forEach((part, builder) -> hints.part(part).add(builder.toMemory()));
            waiting.clear();
        }
    }
}
