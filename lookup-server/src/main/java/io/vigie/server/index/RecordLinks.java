package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which records name which: documents their persons and notices, persons their notices, notices their subjects. A link is
 * kept with the record that names, so it may come before the record that is named and stays when that one goes.
 *
 * <pre>
 *  +---------------+----+--------+------------------+
 *  | id named      | 00 | kind   | id that names it |   value: nothing
 *  | as in `id`    |    | 1 byte | as in `id`       |
 *  +---------------+----+--------+------------------+
 *  kind: of the record that names, 1 document, 2 person, 3 notice
 * </pre>
 */
public final class RecordLinks {
    private RecordLinks() {}

    /**
     * Who names a record.
     *
     * @param ids of all kinds asked for, ascending
     * @param truncated a bound cut the search: there may be more
     */
    public record Found(List<String> ids, boolean truncated) {}

    /** The ids that a record names, whatever they belong to. */
    public static Set<String> named(Record record) {
        Set<String> ids = new LinkedHashSet<>();
        switch (RecordKind.of(record)) {
            case DOCUMENT -> {
                ids.addAll(record.getTravelDocument().getPersonIdsList());
                ids.addAll(record.getTravelDocument().getNoticeIdsList());
            }
            case PERSON -> ids.addAll(record.getPerson().getNoticeIdsList());
            case NOTICE -> ids.addAll(record.getNotice().getSubjectsList());
        }
        return ids;
    }

    /**
     * The records of one kind that name an id, whether or not a record has it.
     *
     * @param view begun by the caller
     * @param max found at most
     */
    public static Found naming(ReadView view, String id, RecordKind kind, int max) {
        byte[] prefix = prefix(id, kind);
        List<String> ids = new ArrayList<>();
        for (boolean found = view.seek(Table.LINK, prefix, prefix.length); found; found = view.next()) {
            if (ids.size() == max) {
                return new Found(ids, true);
            }
            ids.add(new String(view.key(), prefix.length, view.keySize() - prefix.length, StandardCharsets.UTF_8));
        }
        return new Found(ids, false);
    }

    /** The same, all of them, within a write transaction. */
    static Set<String> naming(WriteView view, String id, RecordKind kind) {
        byte[] prefix = prefix(id, kind);
        Set<String> ids = new LinkedHashSet<>();
        for (byte[] key : view.keys(Table.LINK, prefix)) {
            ids.add(new String(key, prefix.length, key.length - prefix.length, StandardCharsets.UTF_8));
        }
        return ids;
    }

    private static byte[] prefix(String id, RecordKind kind) {
        byte[] named = RecordKind.idBytes(id);
        byte[] prefix = Arrays.copyOf(named, named.length + 2);
        prefix[prefix.length - 1] = (byte) kind.code();
        return prefix;
    }

    /** The one spelling of an id. */
    public static String canonical(String id) {
        return new String(RecordKind.idBytes(id), StandardCharsets.UTF_8);
    }

    /** Keys of all that a record names, ascending. */
    static Collection<byte[]> keysOf(Record record) {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        Collection<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        for (String name : named(record)) {
            byte[] named = RecordKind.idBytes(name);
            byte[] key = Arrays.copyOf(named, named.length + 2 + id.length);
            key[named.length + 1] = (byte) RecordKind.of(record).code();
            System.arraycopy(id, 0, key, named.length + 2, id.length);
            keys.add(key);
        }
        return keys;
    }

    /** Puts the links of one record in the place of those of another; either may be absent. */
    static void replace(WriteView view, @Nullable Record before, @Nullable Record after) {
        replace(view, Table.LINK, keysOrNone(before), keysOrNone(after));
    }

    /** Puts keys without values in the place of others. */
    static void replace(WriteView view, Table table, Collection<byte[]> before, Collection<byte[]> after) {
        Collection<byte[]> old = new TreeSet<>(Arrays::compareUnsigned);
        old.addAll(before);
        for (byte[] key : after) {
            if (!old.remove(key)) {
                view.put(table, key, new byte[0]);
            }
        }
        old.forEach(key -> view.delete(table, key));
    }

    private static Collection<byte[]> keysOrNone(@Nullable Record record) {
        return record == null ? List.of() : keysOf(record);
    }
}
