package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import java.io.IOException;
import java.util.Arrays;

/**
 * One pass over a table while it is written: each key that was there at the start and still is at the end is met, a
 * bounded number of them from one moment. A key may be met twice.
 */
final class TableWalk {
    /** Keys that one moment is held for; a moment held long keeps LMDB from using freed pages again. */
    private static final int STEP_KEYS = 10_000;

    private final ReadView view;
    private final Table table;
    private final int generation;
    private byte[] last = new byte[0];

    /** What is done at each key, which is the view's. */
    interface Visit {
        void atKey() throws IOException;
    }

    /**
     * @param view not begun
     * @param generation that is to be walked
     */
    TableWalk(ReadView view, Table table, int generation) {
        this.view = view;
        this.table = table;
        this.generation = generation;
    }

    /** False when the generation was replaced. */
    boolean all(Visit visit) throws IOException {
        boolean more = true;
        while (more) {
            view.begin();
            try {
                if (view.generationNumber() != generation) {
                    return false;
                }
                more = step(visit);
            } finally {
                view.end();
            }
        }
        return true;
    }

    /** Goes on from the last key, which is met again when it is still there; false at the end. */
    private boolean step(Visit visit) throws IOException {
        boolean found = view.seekFrom(table, last, last.length);
        for (int taken = 0; found; found = view.next()) {
            visit.atKey();
            if (++taken == STEP_KEYS) {
                last = Arrays.copyOf(view.key(), view.keySize());
                return true;
            }
        }
        return false;
    }
}
