package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.Table;
import io.vigie.v1.Person;
import java.io.IOException;
import java.nio.file.Path;

/** The index of names of a generation that is being built. Used by one thread, once; close removes scratch files. */
final class PersonNames implements AutoCloseable {
    private final SegmentBuilder open;
    private final SegmentBuilder restricted;

    /** @param scratch folder for what does not fit into memory */
    PersonNames(Path scratch) {
        open = new SegmentBuilder(PersonPart.OPEN, scratch.resolve("persons.names"));
        restricted = new SegmentBuilder(PersonPart.RESTRICTED, scratch.resolve("persons.restricted.names"));
    }

    /** Adds a person; in ascending order of keys. */
    void add(byte[] internalKey, Person person) throws IOException {
        of(PersonPart.of(person)).add(IdEntry.internalNumber(internalKey), person);
    }

    /** Writes both segments beside the generation, and their stamps into its table of changes. */
    void write(GenerationBuilder builder) throws IOException {
        for (PersonPart part : PersonPart.values()) {
            long stamp = PersonFiles.newStamp();
            of(part).write(builder.fileBeside(PersonFiles.name(part)), stamp);
            builder.append(Table.PERSON_CHANGED, ChangedPersons.stampKey(part), ChangedPersons.stamp(stamp));
        }
    }

    private SegmentBuilder of(PersonPart part) {
        return switch (part) {
            case OPEN -> open;
            case RESTRICTED -> restricted;
        };
    }

    @Override
    public void close() throws IOException {
        try (open;
                restricted) {
            // Both go, whatever one of them says.
        }
    }
}
