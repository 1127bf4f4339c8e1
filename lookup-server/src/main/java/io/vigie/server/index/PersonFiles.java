package io.vigie.server.index;

import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/** The segment's file beside a generation, and the stamp by which the table of changes names it. */
final class PersonFiles {
    /*
     * The table of changes holds, under number 0 that no person has, the stamp of the segment that it goes with. A rebuilt
     * segment is written and synced under the name of what is not finished; one transaction then empties the table and
     * names the new stamp; last the file takes its name. A process that dies before the transaction leaves the old file and
     * the old table; one that dies after it leaves the new file under its first name, where it is found by its stamp.
     */

    static final String NAME = "persons.index";
    static final String BUILDING = NAME + ".building";

    private static final byte[] STAMP_KEY = IdEntry.internalKey(0);

    private PersonFiles() {}

    /** Writes the segment of a generation that is being built. */
    static void write(SegmentBuilder persons, GenerationBuilder builder) throws IOException {
        long stamp = newStamp();
        persons.write(builder.fileBeside(NAME), stamp);
        builder.append(Table.PERSON_CHANGED, STAMP_KEY, bytes(stamp));
    }

    static long newStamp() {
        return new SplittableRandom().nextLong();
    }

    /** Says which segment the table of changes goes with. */
    static void name(long stamp, WriteView view) {
        view.put(Table.PERSON_CHANGED, STAMP_KEY, bytes(stamp));
    }

    static boolean isStamp(byte[] key) {
        return IdEntry.internalNumber(key) == 0;
    }

    /** The segment that the table of changes goes with. */
    static Segment open(Path folder, WriteView view) throws Segment.UntrustedException {
        byte[] stamp = view.get(Table.PERSON_CHANGED, STAMP_KEY);
        if (stamp == null || stamp.length != Long.BYTES) {
            throw Segment.absent();
        }
        long wanted = ByteBuffer.wrap(stamp).getLong();
        Path building = folder.resolve(BUILDING);
        try {
            Segment unnamed = Segment.open(building, wanted);
            giveName(folder);
            return unnamed;
        } catch (Segment.UntrustedException | IOException e) {
            return Segment.open(folder.resolve(NAME), wanted);
        }
    }

    /** The segment of a stamp, under either of its names; nothing is renamed. */
    static Segment find(Path folder, long stamp) throws Segment.UntrustedException {
        try {
            return Segment.open(folder.resolve(BUILDING), stamp);
        } catch (Segment.UntrustedException e) {
            return Segment.open(folder.resolve(NAME), stamp);
        }
    }

    /** The last step of a rebuild. */
    static void giveName(Path folder) throws IOException {
        Files.move(folder.resolve(BUILDING), folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] bytes(long stamp) {
        return ByteBuffer.allocate(Long.BYTES).putLong(stamp).array();
    }
}
