package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.FilterFigures;
import io.vigie.server.store.FilterRebuild;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a folder's miss filter worth asking: builds it anew, on a thread of its own, when it is absent or much was added
 * since. Questions are answered all the while, only slower. Close it before the folder.
 */
public final class FilterKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FilterKeeper.class);

    /** Keys that one moment is held for; a moment held long keeps LMDB from using freed pages again. */
    private static final int STEP_KEYS = 10_000;

    private static final long LOOK_SECONDS = 1;
    private static final long RETRY_SECONDS = 60;

    private final DataFolder folder;
    private final Thread thread;

    private FilterKeeper(DataFolder folder) {
        this.folder = folder;
        this.thread = Thread.ofPlatform().name("vigie-filter").daemon().unstarted(this::run);
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
                return new Walk(view, rebuild).all() && rebuild.install();
            }
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.SECONDS.sleep(lookedAfter() ? LOOK_SECONDS : RETRY_SECONDS);
            }
        } catch (InterruptedException e) {
            // Closed.
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

    /** One pass over all number keys, a bounded number of them from one moment. */
    private static final class Walk {
        private final ReadView view;
        private final FilterRebuild rebuild;
        private byte[] last = new byte[0];

        Walk(ReadView view, FilterRebuild rebuild) {
            this.view = view;
            this.rebuild = rebuild;
        }

        /** False when the generation was replaced. */
        boolean all() throws IOException {
            boolean more = true;
            while (more) {
                view.begin();
                try {
                    if (view.generationNumber() != rebuild.generationNumber()) {
                        return false;
                    }
                    more = step();
                } finally {
                    view.end();
                }
            }
            return true;
        }

        /** Takes keys from the last one on, which is taken again when it is still there; false at the end. */
        private boolean step() throws IOException {
            boolean found = view.seekFrom(Table.DOCUMENT, last, last.length);
            for (int taken = 0; found; found = view.next()) {
                rebuild.add(NumberHash.ofDocumentKey(view.key(), view.keySize()));
                if (++taken == STEP_KEYS) {
                    last = Arrays.copyOf(view.key(), view.keySize());
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        // Its channels are its own, so an interrupt closes nothing that anybody else uses.
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
