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
        if (value == null || !(standing(view, value) instanceof Standing.Held(Record record))) {
            return null;
        }
        if (!Arrays.equals(RecordKind.idBytes(RecordKind.idOf(record)), key)) {
            throw new DamagedException("id: names a record of another id");
        }
        return record;
    }

    /** What has an id at the view's moment. */
    static Standing standing(ReadView view, String id) {
        byte[] value = view.get(Table.ID, RecordKind.idBytes(id));
        return value == null ? new Standing.Free() : standing(view, value);
    }

    /**
     * What a value of the id table says.
     *
     * @throws DamagedException when the record that it names is not there or cannot be trusted
     */
    static Standing standing(ReadView view, byte[] value) {
        if (Tombstone.is(value)) {
            return new Standing.Gone(Tombstone.decode(value));
        }
        IdEntry entry = IdEntry.decode(value);
        byte[] found = view.get(entry.table(), entry.key());
        if (found == null) {
            throw new DamagedException("id: names a record of " + entry.kind() + " that is not there");
        }
        return new Standing.Held(RecordValue.decode(entry.kind(), found));
    }

    /** What the view's moment holds. */
    public static Contents contents(ReadView view) {
        return Contents.decode(view.get(Table.META, Contents.KEY));
    }
}
