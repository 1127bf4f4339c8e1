package io.vigie.server.index;

import io.vigie.server.store.DamagedPageException;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.Change;
import java.util.HashMap;
import java.util.Map;

/** What the log still tells of ids whose records are damaged. */
final class LoggedIds {
    /** Heap for some hundred megabytes of ids; of further ones nothing is known. */
    private static final int IDS_MAX = 1_000_000;

    private LoggedIds() {}

    /** The version that an id came to last, and its owner. */
    record Last(int version, String owner) {}

    /** By ids in their one spelling; entries that are damaged themselves are passed over. */
    static Map<String, Last> read(DataFolder folder) {
        Map<String, Last> ids = new HashMap<>();
        try (ReadView view = folder.newView()) {
            view.begin();
            for (boolean found = view.seek(Table.LOG, new byte[0], 0); found; found = view.next()) {
                read(view.value(), ids);
            }
        } catch (DamagedPageException e) {
            // The log cannot be read beyond.
        }
        return ids;
    }

    private static void read(byte[] value, Map<String, Last> ids) {
        Change change;
        try {
            change = ChangeLog.decode(value);
        } catch (DamagedException e) {
            return;
        }
        String id = RecordLinks.canonical(change.getRecordId());
        Last before = ids.get(id);
        if (before != null) {
            ids.put(id, new Last(Math.max(before.version(), change.getVersionAfter()), change.getOwner()));
        } else if (ids.size() < IDS_MAX) {
            ids.put(id, new Last(change.getVersionAfter(), change.getOwner()));
        }
    }
}
