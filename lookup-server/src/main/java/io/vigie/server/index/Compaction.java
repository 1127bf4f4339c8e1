package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.v1.Record;
import java.io.IOException;
import java.time.Instant;

/**
 * Builds the current generation anew from its own records, so that the disk holds nothing else: neither what was removed,
 * nor room that was freed. It is a load of all records that are held, so {@link CatchUp} keeps what is changed meanwhile.
 */
public final class Compaction {
    private static final long SORT_BYTES = 192L << 20;

    /** For the new generation, and for what is sorted on the way. */
    private static final int TIMES_THE_DATA = 2;

    private static final int STEP_CHANGES = 2_000;
    private static final int STEP_BYTES = 16 << 20;

    private Compaction() {}

    /**
     * Runs one, beside questions and submissions. The folder holds data, and no load runs.
     *
     * @throws StoreException when the disk has no room for it
     * @throws DamagedException when a record or a change cannot be read: a load would go on without them
     */
    public static Contents run(DataFolder folder, Instant now) throws IOException {
        requireWholeLog(folder);
        folder.requireRoom(TIMES_THE_DATA * folder.figures().usedBytes());
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", SORT_BYTES);
                BulkIndexer indexer =
                        new BulkIndexer(builder, documents, folder, BulkIndexer.Missing.WITHDRAWN, now);
                FormerRecords held = FormerRecords.of(folder)) {
            held.passRest((_, standing, _, _) -> {
                if (standing instanceof Standing.Held(Record record)
                        && !CanaryRecord.isReservedId(RecordKind.idOf(record))) {
                    var _ = indexer.add(record);
                }
            });
            return indexer.publish(now);
        }
    }

    /** Else {@link CatchUp} would begin it anew, and followers and owners miss what it tells them. */
    private static void requireWholeLog(DataFolder folder) {
        long last = -1;
        long end = 0;
        try (ReadView view = folder.newView()) {
            while (last < end) {
                view.begin();
                last = last < 0 ? ChangeLog.start(view) : last;
                end = Records.contents(view).sequence();
                last += ChangeLog.after(view, last, STEP_CHANGES, STEP_BYTES).size();
                view.end();
            }
        } catch (ChangeLog.TrimmedException e) {
            throw new IllegalStateException("the log was trimmed while it was read", e);
        }
    }
}
