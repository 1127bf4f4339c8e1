package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/** The segments' files beside a generation, one a part, and the stamps by which the table of changes names them. */
final class PersonFiles {
    /*
     * The table of changes holds the stamp of each part's segment that it goes with. A rebuilt segment is written and
     * synced under the name of what is not finished; one transaction then empties the table of the part's changes and
     * names the new stamp; last the file takes its name. A process that dies before the transaction leaves the old file and
     * the old table; one that dies after it leaves the new file under its first name, where it is found by its stamp.
     */

    private PersonFiles() {}

    static String name(PersonPart part) {
        return switch (part) {
            case OPEN -> "persons.index";
            case RESTRICTED -> "persons.restricted.index";
        };
    }

    static String building(PersonPart part) {
        return name(part) + ".building";
    }

    static long newStamp() {
        return new SplittableRandom().nextLong();
    }

    /** The segment that the table of changes goes with. */
    static Segment open(PersonPart part, Path folder, WriteView view) throws Segment.UntrustedException {
        Long wanted = ChangedPersons.stampOf(view.get(Table.PERSON_CHANGED, ChangedPersons.stampKey(part)));
        if (wanted == null) {
            throw Segment.absent();
        }
        try {
            Segment unnamed = Segment.open(folder.resolve(building(part)), wanted);
            giveName(part, folder);
            return unnamed;
        } catch (Segment.UntrustedException | IOException e) {
            return Segment.open(folder.resolve(name(part)), wanted);
        }
    }

    /** The segment of a stamp, under either of its names; nothing is renamed. */
    static Segment find(PersonPart part, Path folder, long stamp) throws Segment.UntrustedException {
        try {
            return Segment.open(folder.resolve(building(part)), stamp);
        } catch (Segment.UntrustedException e) {
            return Segment.open(folder.resolve(name(part)), stamp);
        }
    }

    /** The last step of a rebuild. */
    static void giveName(PersonPart part, Path folder) throws IOException {
        Files.move(folder.resolve(building(part)), folder.resolve(name(part)), StandardCopyOption.ATOMIC_MOVE);
    }
}
