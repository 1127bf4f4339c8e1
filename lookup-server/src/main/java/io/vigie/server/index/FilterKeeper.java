package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.FilterFigures;
import io.vigie.server.store.FilterRebuild;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a folder's miss filter worth asking: builds it anew, on a thread of its own, when it is absent or much was added
 * since. Questions are answered all the while, only slower. Close it before the folder.
 */
public final class FilterKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FilterKeeper.class);

    private final DataFolder folder;
    private final KeeperThread thread;

    private FilterKeeper(DataFolder folder) {
        this.folder = folder;
        this.thread = new KeeperThread("vigie-filter", this::lookedAfter);
    }

    /** Looks after the filter of a folder that holds data. */
    public static FilterKeeper start(DataFolder folder) {
        FilterKeeper keeper = new FilterKeeper(folder);
        keeper.thread.start();
        return keeper;
    }

    /**
     * Builds the filter of the current generation from the document table, in the calling thread.
     *
     * @return false when the generation was replaced meanwhile, or too much was written: the old state stays
     */
    public static boolean rebuild(DataFolder folder) throws IOException {
        try (ReadView view = folder.newView()) {
            view.begin();
            long documents = Records.contents(view).documents();
            view.end();
            try (FilterRebuild rebuild = folder.newFilterRebuild(documents)) {
                TableWalk walk = new TableWalk(view, Table.DOCUMENT, rebuild.generationNumber());
                return walk.all(() -> rebuild.add(NumberHash.ofDocumentKey(view.key(), view.keySize())))
                        && rebuild.install();
            }
        }
    }

    private boolean lookedAfter() {
        FilterFigures before = folder.filterFigures();
        if (!before.isDue()) {
            return true;
        }
        LOG.info(
                "miss filter is being rebuilt ({})",
                before.trusted() ? before.added() + " keys were added" : before.reason());
        long start = System.nanoTime();
        try {
            if (rebuild(folder)) {
                FilterFigures after = folder.filterFigures();
                LOG.info("miss filter holds {} keys, rebuilt in {} ms", after.keys(), (System.nanoTime() - start) / 1_000_000);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("miss filter cannot be rebuilt; misses walk the tree", e);
            }
            return false;
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
