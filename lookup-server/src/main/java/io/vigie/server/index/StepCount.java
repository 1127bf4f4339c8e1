package io.vigie.server.index;

import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;

/** Counts the entries that a verification has passed. */
final class StepCount {
    private static final int TOLD_EVERY = 1 << 14;

    private final Verification.Progress progress;
    private long total;
    private long done;

    StepCount(StoredMoment moment, Verification.Progress progress) {
        this.progress = progress;
        for (Table table : Table.values()) {
            total += moment.entries(table);
        }
    }

    void step() {
        if (++done % TOLD_EVERY == 0) {
            progress.read(Math.min(done, total), total);
        }
    }

    void finish() {
        progress.read(total, total);
    }
}
