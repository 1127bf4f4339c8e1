package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
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

    private Compaction() {}

    /** For the new generation, and for what is sorted on the way. */
    private static final int TIMES_THE_DATA = 2;

    /**
     * Runs one, beside questions and submissions. The folder holds data, and no load runs.
     *
     * @throws StoreException when the disk has no room for it
     */
    public static Contents run(DataFolder folder, Instant now) throws IOException {
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
}
