package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares every table of a moment with every other and tells each record that is damaged or missing, and each entry that
 * no record calls for. What must meet in another order is sorted on disk, so memory is bounded. One thread, once.
 */
public final class Verification {
    /*
     * Three passes, each the merge of a sorted list with tables in their own order:
     *
     * 1. the log, in order, gives the last version of each id that it names; with these the id table is met, which gives
     * 2. the place of every record; with these the tables of records are met, whose records give
     * 3. all that must be kept beside them (links, numbers, lists, dates), with which the other tables are met.
     *
     * Set-hashes, counts and specimens are gathered on the way.
     */
    private static final long SORT_BYTES = 48L << 20;

    private final StoredMoment moment;
    private final Path scratch;
    private final Consumer<Fault> faults;

    /** Is told how far it is. */
    public interface Progress {
        void read(long entries, long of);
    }

    /**
     * What was looked at.
     *
     * @param contents of the moment
     * @param hashes of the owners' records, as they are
     */
    public record Verified(Contents contents, OwnedHashes hashes) {}

    private Verification(StoredMoment moment, Path scratch, Consumer<Fault> faults) {
        this.moment = moment;
        this.scratch = scratch;
        this.faults = faults;
    }

    /**
     * Verifies a moment.
     *
     * @param moment of which only the meta table has been read; its damage is told to whoever opened it
     * @param scratch folder for what is sorted; may grow to the size of the data's keys
     * @throws DamagedException when it cannot even be told what the data holds
     */
    public static Verified of(StoredMoment moment, Path scratch, Consumer<Fault> faults, Progress progress)
            throws IOException {
        return new Verification(moment, scratch, faults).run(progress);
    }

    private Verified run(Progress progress) throws IOException {
        Contents contents = Contents.decode(moment.meta(Contents.KEY));
        byte[] salt = moment.meta(SetHashes.SALT_KEY);
        if (salt == null || salt.length != SetHashes.SALT_SIZE) {
            throw new DamagedException("meta: holds no salt of " + SetHashes.SALT_SIZE + " bytes");
        }
        StepCount steps = new StepCount(moment, progress);
        OwnedHashes hashes = new OwnedHashes(salt);
        try (ExternalSort changes = sort("changes");
                ExternalSort places = sort("places");
                ExternalSort beside = sort("beside")) {
            new LogPass(moment, contents, changes, faults, steps).run();
            placesOf(changes, places, steps);
            RecordPass records = new RecordPass(moment, beside, hashes, faults, steps);
            join(places, RecordPass.TABLES, records);
            records.finish(contents);
            join(beside, BesidePass.TABLES, new BesidePass(records.lost(), faults, steps));
        }
        hashes.compare(moment, faults, steps);
        moment.checkFreePages();
        steps.finish();
        return new Verified(contents, hashes);
    }

    private void placesOf(ExternalSort changes, ExternalSort places, StepCount steps) throws IOException {
        IdPass ids = new IdPass(moment, places, faults, steps);
        TableJoin join = new TableJoin(moment, IdPass.TABLES, ids);
        ChangeChain chain = new ChangeChain(join, faults);
        changes.drain(chain);
        chain.finish();
        join.finish();
    }

    private void join(ExternalSort expected, List<Table> tables, TableJoin.Visitor visitor) throws IOException {
        TableJoin join = new TableJoin(moment, tables, visitor);
        expected.drain(join);
        join.finish();
    }

    private ExternalSort sort(String name) {
        return new ExternalSort(scratch, "verify." + name, SORT_BYTES);
    }
}
