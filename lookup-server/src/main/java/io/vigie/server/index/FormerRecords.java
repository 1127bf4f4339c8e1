package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the current generation has under each id, in ascending order, while another is built beside it. A bounded number of
 * ids is read from one moment, so what changes meanwhile may or may not be seen: {@link CatchUp} sees to it. Used by one
 * thread; close it.
 */
final class FormerRecords implements AutoCloseable {
    /** Ids that one moment is held for; a moment held long keeps LMDB from using freed pages again. */
    private static final int STEP_IDS = 10_000;

    private final @Nullable ReadView view;
    private int generation;
    private byte[] key = new byte[0];
    private @Nullable Standing head;
    private @Nullable Kept headKept;
    private @Nullable Kept kept;
    private int taken;

    /** Told of ids that are passed over. */
    interface Passed {
        void passed(byte[] id, Standing standing) throws IOException;
    }

    private FormerRecords(@Nullable ReadView view) {
        this.view = view;
        if (view != null) {
            view.begin();
            generation = view.generationNumber();
            read(view.seek(Table.ID, key, 0));
        }
    }

    /** Of the folder's current generation. */
    static FormerRecords of(DataFolder folder) {
        return new FormerRecords(folder.hasData() ? folder.newView() : null);
    }

    /** What has an id; the ids before it, behind the one asked for last, are passed over. */
    Standing at(byte[] id, Passed passed) throws IOException {
        while (head != null && Arrays.compareUnsigned(key, id) < 0) {
            passed.passed(key, head);
            next();
        }
        if (head == null || !Arrays.equals(key, id)) {
            kept = null;
            return new Standing.Free();
        }
        Standing found = head;
        kept = headKept;
        next();
        return found;
    }

    /** How long the record is kept that was asked for last; null when there is none. */
    @Nullable Kept kept() {
        return kept;
    }

    /** Passes over all that are left. */
    void passRest(Passed passed) throws IOException {
        for (Standing left = head; left != null; left = head) {
            passed.passed(key, left);
            next();
        }
    }

    /** Whether the current generation has a key, now or a moment ago. */
    boolean holds(Table table, byte[] wanted) {
        ReadView at = view;
        if (at == null) {
            return false;
        }
        boolean isOver = !at.isActive();
        if (isOver) {
            at.begin();
        }
        boolean found = at.get(table, wanted) != null;
        if (isOver) {
            at.end();
        }
        return found;
    }

    private void next() {
        ReadView at = view;
        if (at == null) {
            return;
        }
        if (++taken % STEP_IDS != 0) {
            read(at.next());
            return;
        }
        at.end();
        at.begin();
        if (at.generationNumber() != generation) {
            throw new IllegalStateException("generation " + generation + ": was replaced while another was built on it");
        }
        byte[] last = key;
        boolean found = at.seekFrom(Table.ID, last, last.length);
        read(found && Arrays.equals(last, 0, last.length, at.key(), 0, at.keySize()) ? at.next() : found);
    }

    private void read(boolean found) {
        ReadView at = view;
        if (at == null) {
            return;
        }
        if (!found) {
            head = null;
            at.end();
            return;
        }
        key = Arrays.copyOf(at.key(), at.keySize());
        byte[] value = at.value();
        head = Records.standing(at, value);
        headKept = Tombstone.is(value) ? null : IdEntry.decode(value).kept();
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }
}
