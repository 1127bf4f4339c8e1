package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Change;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a generation that was built beside the current one up to date, and makes one order of changes of both. Used by
 * one thread.
 */
final class CatchUp {
    /*
     * A generation is built from files and from what the current one held at moments from `since` on. Whoever was changed
     * after `since` stands in the log; for each of them the new generation takes over what the current one holds, so it
     * does not matter which of them the build saw. It is done in rounds while submissions go on, each shorter than the one
     * before, and once more on the writer thread, when nothing can change any more. So a change that was accepted while
     * the build ran counts more than the file: its owner made it later.
     *
     * The log goes on: the entries of the current generation are copied, and behind them come the differences that the
     * build made, in the places that follow. A follower sees first the submissions, then the load, and ends with the same
     * records. When there are too many differences, or too many who were changed meanwhile, the log begins anew, and
     * followers start from a copy.
     *
     * Rejected: holding one moment through the whole build. Pages freed meanwhile could not be used again, and at 2,000
     * changes a second half an hour of it costs some tens of gigabytes.
     */
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int ROUND_CHANGES_MIN = 1_000;
    private static final int STEP_CHANGES = 2_000;
    private static final int STEP_BYTES = 16 << 20;

    private static final long NOTHING = -1;

    /** Heap of an id in the set, beside its letters. */
    private static final int ID_BYTES = 96;

    private final DataFolder folder;
    private final Predecessor before;
    private final ChangeSpool differences;
    private final long touchedBytesMax;
    /** Ids in their one spelling, as far as there is room; without differences nobody asks for them. */
    private final Set<String> touched = new HashSet<>();
    private long touchedBytes;
    private boolean isLogDamaged;
    private long copied = NOTHING;
    /** Of what was removed up to here the new generation holds nothing, since its log does not. */
    private long clean;
    private boolean isRemovalMet;
    /** When the change behind that was made. */
    private @Nullable Instant removalAt;

    /**
     * @param before what the build began from
     * @param differences that it made
     * @param touchedBytesMax heap for ids of who was changed meanwhile; when it does not suffice, the log begins anew
     */
    CatchUp(DataFolder folder, Predecessor before, ChangeSpool differences, long touchedBytesMax) {
        this.folder = folder;
        this.before = before;
        this.differences = differences;
        this.touchedBytesMax = touchedBytesMax;
    }

    /** Does most of the work, while submissions go on. */
    void prepare(GenerationBuilder builder) {
        try (ReadView view = folder.newView()) {
            while (builder.write(next -> step(view, next)) >= ROUND_CHANGES_MIN) {
                continue;
            }
        }
    }

    /** Does the rest, on the writer thread, and gives what the new generation holds. */
    Contents finish(WriteView next, Instant now) {
        try (ReadView view = folder.newView()) {
            while (step(view, next) > 0) {
                continue;
            }
            view.begin();
            Contents current = Records.contents(view);
            byte[] swept = view.get(Table.META, SweptDay.KEY);
            Purge purge = Purge.of(view).rebuilt(clean, removalAt == null ? now : removalAt);
            view.end();
            next.put(Table.META, Purge.KEY, purge.encode());
            if (swept != null) {
                next.put(Table.META, SweptDay.KEY, swept);
            }
            return order(next, current, now);
        }
    }

    /** Takes over changes of the current generation, from one moment of it; their number. */
    private int step(ReadView view, WriteView next) {
        view.begin();
        try {
            if (copied == NOTHING) {
                copied = start(view);
                clean = copied;
            }
            List<Change> changes = changes(view);
            RecordWriter writer = new RecordWriter(next, Instant.EPOCH);
            for (Change change : changes) {
                if (logGoesOn()) {
                    ChangeLog.append(next, change);
                }
                copied = change.getPosition().getSequence();
                meet(change);
                if (copied > before.contents().sequence()) {
                    touch(RecordLinks.canonical(change.getRecordId()));
                    writer.adopt(change.getRecordId(), Records.standing(view, change.getRecordId()));
                    writer.adoptKept(change.getRecordId(), view);
                    writer.adoptWarnings(change.getRecordId(), view);
                }
            }
            var _ = writer.finish();
            return changes.size();
        } catch (ChangeLog.TrimmedException e) {
            throw trimmed();
        } finally {
            view.end();
        }
    }

    /** The log that goes on holds what was removed; a load's records may be others than those that were added meanwhile. */
    private void meet(Change change) {
        if (isRemovalMet) {
            return;
        }
        boolean isOverLoaded = differences.count() > 0 && copied > before.contents().sequence();
        if (ChangeLog.isRemoval(change) || isOverLoaded) {
            isRemovalMet = true;
            removalAt = ProtoTime.instant(change.getTime());
        } else {
            clean = copied;
        }
    }

    /** Of a log that is damaged only what was changed meanwhile is needed: it begins anew. */
    private List<Change> changes(ReadView view) throws ChangeLog.TrimmedException {
        try {
            return ChangeLog.after(view, copied, STEP_CHANGES, STEP_BYTES);
        } catch (DamagedException e) {
            if (isLogDamaged || copied >= before.contents().sequence()) {
                throw new DamagedException("a change made meanwhile cannot be read (expected: the same load again)");
            }
            LOG.warn("the log of changes is damaged and begins anew: {}", e.getMessage());
            isLogDamaged = true;
            isRemovalMet = true;
            copied = before.contents().sequence();
            return ChangeLog.after(view, copied, STEP_CHANGES, STEP_BYTES);
        }
    }

    private void touch(String id) {
        if (differences.count() > 0 && logGoesOn() && touched.add(id)) {
            touchedBytes += ID_BYTES + id.length();
        }
    }

    /** Whether the log can tell what the load changed. */
    private boolean logGoesOn() {
        return !isLogDamaged && !differences.isTooLong() && touchedBytes <= touchedBytesMax;
    }

    private long start(ReadView view) {
        long start = ChangeLog.start(view);
        if (start > before.contents().sequence()) {
            throw trimmed();
        }
        return start;
    }

    private static IllegalStateException trimmed() {
        return new IllegalStateException(
                "the log was trimmed while a generation was built (expected: feed.log-retention longer than a load)");
    }

    private Contents order(WriteView next, Contents current, Instant now) {
        RecordWriter writer = new RecordWriter(next, now);
        writer.continueFrom(current);
        if (differences.count() > 0 || isLogDamaged) {
            writer.contentRemoved();
        }
        try {
            if (!logGoesOn()) {
                writer.skip(differences.count());
                next.clear(Table.LOG);
            } else {
                differences.forEach(change -> {
                    if (!touched.contains(RecordLinks.canonical(change.getRecordId()))) {
                        writer.logBuilt(change);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.finish();
    }
}
