package io.vigie.server.index;

import io.vigie.server.store.DamagedPageException;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the current generation has under each id, in ascending order, while another is built beside it. A bounded number of
 * ids is read from one moment, so what changes meanwhile may or may not be seen: {@link CatchUp} sees to it. Used by one
 * thread; close it.
 */
final class FormerRecords implements AutoCloseable {
    /** Ids that one moment is held for; a moment held long keeps LMDB from using freed pages again. */
    private static final int STEP_IDS = 10_000;

    private final DataFolder folder;
    private final @Nullable ReadView view;
    private final boolean isDamageTaken;
    private int generation;
    private byte[] key = new byte[0];
    private @Nullable Standing head;
    private @Nullable IdEntry headPlace;
    private boolean isHeadDamaged;
    private @Nullable IdEntry place;
    private int taken;
    private @Nullable Map<String, LoggedIds.Last> logged;
    private long lost;

    /** Told of ids that are passed over. */
    interface Passed {
        /**
         * One of them.
         *
         * @param place where the record lies; null when there is none
         * @param damaged whether the record cannot be read: the standing is what the log tells of it
         */
        void passed(byte[] id, Standing standing, @Nullable IdEntry place, boolean damaged) throws IOException;
    }

    private FormerRecords(DataFolder folder, boolean isDamageTaken) {
        this.folder = folder;
        this.isDamageTaken = isDamageTaken;
        this.view = folder.hasData() ? folder.newView() : null;
        if (view != null) {
            try {
                view.begin();
                generation = view.generationNumber();
                read(view.seek(Table.ID, key, 0));
            } catch (RuntimeException e) {
                view.close();
                throw e;
            }
        }
    }

    /** Of the folder's current generation; fails with {@link DamagedException} at a record that is damaged. */
    static FormerRecords of(DataFolder folder) {
        return new FormerRecords(folder, false);
    }

    /** The same, for whoever has the records from elsewhere: one that is damaged counts as gone, with what the log tells of it. */
    static FormerRecords withDamage(DataFolder folder) {
        return new FormerRecords(folder, true);
    }

    /** What has an id; the ids before it, behind the one asked for last, are passed over. */
    Standing at(byte[] id, Passed passed) throws IOException {
        while (head != null && Arrays.compareUnsigned(key, id) < 0) {
            passed.passed(key, head, headPlace, isHeadDamaged);
            next();
        }
        if (head == null || !Arrays.equals(key, id)) {
            place = null;
            return new Standing.Free();
        }
        Standing found = head;
        place = headPlace;
        next();
        return found;
    }

    /** Where the record lies that was asked for last, also when it is damaged; null when there is none. */
    @Nullable IdEntry place() {
        return place;
    }

    /** Records so far that are damaged. */
    long lost() {
        return lost;
    }

    /** Passes over all that are left. */
    void passRest(Passed passed) throws IOException {
        for (Standing left = head; left != null; left = head) {
            passed.passed(key, left, headPlace, isHeadDamaged);
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
        headPlace = null;
        isHeadDamaged = false;
        try {
            byte[] value = at.value();
            headPlace = Tombstone.is(value) ? null : IdEntry.decode(value);
            head = Records.standing(at, value);
            requireOwnId(head);
        } catch (DamagedException | DamagedPageException e) {
            if (!isDamageTaken) {
                throw e;
            }
            isHeadDamaged = true;
            lost++;
            head = trace(headPlace);
        }
    }

    private void requireOwnId(Standing standing) {
        if (standing instanceof Standing.Held(Record record)
                && !Arrays.equals(RecordKind.idBytes(RecordKind.idOf(record)), key)) {
            throw new DamagedException("id: names a record of another id");
        }
    }

    private Standing trace(@Nullable IdEntry from) {
        if (logged == null) {
            logged = LoggedIds.read(folder);
        }
        LoggedIds.Last last = logged.get(new String(key, StandardCharsets.UTF_8));
        return from == null || last == null
                ? new Standing.Free()
                : new Standing.Gone(new Tombstone(from.kind(), last.version(), Instant.EPOCH, last.owner()));
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }
}
