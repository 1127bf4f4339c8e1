package io.vigie.server.index;

import io.vigie.mrz.States;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices by what they have in common, each list in ascending order of ids.
 *
 * <pre>
 *  +--------+-------------------+----+--------------+
 *  | list   | value             | 00 | id           |   value: nothing
 *  | 1 byte | at most 128 bytes |    | as in `id`   |
 *  +--------+-------------------+----+--------------+
 *  list: 1 owner, 2 file, 3 colour, 4 status · value: UTF-8; of codes the number in decimal digits
 * </pre>
 *
 * <p>Names of files are cut after 128 bytes: whoever reads a list compares the record.
 */
public final class NoticeLists {
    private static final int VALUE_SIZE_MAX = 128;

    private NoticeLists() {}

    /**
     * One list: the notices that agree in one field.
     *
     * @param list number of the field
     */
    public record Key(int list, String value) {
        /** States have several codes (D is DEU). */
        public static Key owner(String party) {
            return new Key(1, States.canonical(party));
        }

        public static Key file(String file) {
            return new Key(2, file);
        }

        public static Key colour(NoticeColour.Code colour) {
            return new Key(3, Integer.toString(colour.getNumber()));
        }

        public static Key status(NoticeStatus.Code status) {
            return new Key(4, Integer.toString(status.getNumber()));
        }

        private byte[] prefix() {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            int size = Math.min(bytes.length, VALUE_SIZE_MAX);
            byte[] prefix = new byte[1 + size + 1];
            prefix[0] = (byte) list;
            System.arraycopy(bytes, 0, prefix, 1, size);
            return prefix;
        }
    }

    /** Told the ids of a list one by one. */
    public interface Visit {
        /** False when it was enough. */
        boolean goOn(String id);
    }

    /**
     * Walks a list.
     *
     * @param view begun by the caller; the visit may read from it, but not seek in it
     * @param after id to begin behind, empty = at the beginning
     */
    public static void walk(ReadView view, Key key, String after, Visit visit) {
        byte[] prefix = key.prefix();
        byte[] start = withId(prefix, RecordKind.idBytes(after));
        boolean found = view.seekFrom(Table.NOTICE_LIST, start, start.length);
        while (found && view.keySize() > prefix.length && startsWith(view.key(), prefix)) {
            boolean isAfter = !Arrays.equals(view.key(), 0, view.keySize(), start, 0, start.length);
            String id = new String(view.key(), prefix.length, view.keySize() - prefix.length, StandardCharsets.UTF_8);
            if (isAfter && !visit.goOn(id)) {
                return;
            }
            found = view.next();
        }
    }

    /** Ids in the order of lists, each once under its canonical spelling. */
    public static Collection<String> inOrder(Collection<String> ids) {
        Map<byte[], String> ordered = new TreeMap<>(Arrays::compareUnsigned);
        ids.forEach(id -> ordered.put(RecordKind.idBytes(id), RecordLinks.canonical(id)));
        return ordered.values();
    }

    /** Whether an id comes behind another in the order of lists. */
    public static boolean isAfter(String id, String other) {
        return Arrays.compareUnsigned(RecordKind.idBytes(id), RecordKind.idBytes(other)) > 0;
    }

    /** Keys of all lists that a notice stands in. */
    static Collection<byte[]> keysOf(Notice notice) {
        return Stream.of(
                        Key.owner(notice.getOwner()),
                        Key.file(notice.getFile()),
                        Key.colour(notice.getColour()),
                        Key.status(notice.getStatus()))
                .filter(key -> !key.value().isEmpty())
                .map(key -> keyOf(key, notice.getId()))
                .toList();
    }

    /** Key of a notice in one list. */
    static byte[] keyOf(Key list, String id) {
        return withId(list.prefix(), RecordKind.idBytes(id));
    }

    /** Puts a notice in the place of another; either may be absent. */
    static void replace(WriteView view, @Nullable Notice before, @Nullable Notice after) {
        RecordLinks.replace(
                view,
                Table.NOTICE_LIST,
                before == null ? List.of() : keysOf(before),
                after == null ? List.of() : keysOf(after));
    }

    private static byte[] withId(byte[] prefix, byte[] id) {
        byte[] key = Arrays.copyOf(prefix, prefix.length + id.length);
        System.arraycopy(id, 0, key, prefix.length, id.length);
        return key;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
