package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records by id, and what the data holds as a whole. */
public final class Records {
    private Records() {}

    /**
     * The record of an id, whole.
     *
     * @param view begun by the caller
     * @return null when there is none
     * @throws DamagedException when there is one and it cannot be trusted
     */
    public static @Nullable Record byId(ReadView view, String id) {
        byte[] key = RecordKind.idBytes(id);
        if (key.length == 0 || key.length > RecordCheck.ID_SIZE_MAX) {
            return null;
        }
        byte[] value = view.get(Table.ID, key);
        if (value == null || Tombstone.is(value)) {
            return null;
        }
        IdEntry entry = IdEntry.decode(value);
        byte[] found = view.get(entry.table(), entry.key());
        if (found == null) {
            throw new DamagedException("id: names a record of " + entry.kind() + " that is not there");
        }
        Record record = RecordValue.decode(entry.kind(), found);
        if (!Arrays.equals(RecordKind.idBytes(RecordKind.idOf(record)), key)) {
            throw new DamagedException("id: names a record of another id");
        }
        return record;
    }

    /** What the view's moment holds. */
    public static Contents contents(ReadView view) {
        return Contents.decode(view.get(Table.META, Contents.KEY));
    }
}
