package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of persons changed since a part of the index of names was built. Number 0, which no person has, holds the stamp of
 * the part's segment.
 *
 * <pre>
 *  +-----------------+
 *  | internal number |        of the open part: an open person who was changed, withdrawn, or is restricted now
 *  | 4 bytes         |
 *  +-----------------+----+
 *  | internal number | 01 |   of the restricted part
 *  | 4 bytes         |    |
 *  +-----------------+----+
 * </pre>
 */
final class ChangedPersons {
    private static final byte RESTRICTED = 1;
    private static final byte[] NOTHING = new byte[0];

    private ChangedPersons() {}

    /** Whether a key has the form of one. */
    static boolean isKey(byte[] key) {
        boolean isOpen = key.length == Integer.BYTES;
        return (isOpen || key.length == Integer.BYTES + 1 && key[Integer.BYTES] == RESTRICTED)
                && IdEntry.internalNumber(key) >= 0;
    }

    static PersonPart part(byte[] key) {
        return key.length == Integer.BYTES ? PersonPart.OPEN : PersonPart.RESTRICTED;
    }

    static boolean isStamp(byte[] key) {
        return IdEntry.internalNumber(key) == 0;
    }

    static byte[] key(PersonPart part, byte[] internalKey) {
        return switch (part) {
            case OPEN -> internalKey;
            case RESTRICTED -> {
                byte[] key = Arrays.copyOf(internalKey, internalKey.length + 1);
                key[internalKey.length] = RESTRICTED;
                yield key;
            }
        };
    }

    static byte[] stampKey(PersonPart part) {
        return key(part, IdEntry.internalKey(0));
    }

    static byte[] stamp(long stamp) {
        return ByteBuffer.allocate(Long.BYTES).putLong(stamp).array();
    }

    /** The stamp that a value tells, or null. */
    static @Nullable Long stampOf(byte @Nullable [] value) {
        return value == null || value.length != Long.BYTES
                ? null
                : ByteBuffer.wrap(value).getLong();
    }

    static void put(PersonPart part, byte[] internalKey, WriteView view) {
        view.put(Table.PERSON_CHANGED, key(part, internalKey), NOTHING);
    }

    /** Forgets the changes of a part and names another segment of it; returns the numbers of those of the other part. */
    static Set<Integer> begin(PersonPart part, long stamp, WriteView view) {
        List<byte[]> keys = view.keys(Table.PERSON_CHANGED);
        Set<Integer> others = new HashSet<>();
        for (byte[] key : keys) {
            if (!isStamp(key) && part(key) != part) {
                others.add(IdEntry.internalNumber(key));
            }
        }
        if (others.isEmpty()) {
            byte[] other = stampKey(part == PersonPart.OPEN ? PersonPart.RESTRICTED : PersonPart.OPEN);
            byte[] otherStamp = view.get(Table.PERSON_CHANGED, other);
            view.clear(Table.PERSON_CHANGED);
            if (otherStamp != null) {
                view.put(Table.PERSON_CHANGED, other, otherStamp);
            }
        } else {
            keys.stream().filter(key -> part(key) == part).forEach(key -> view.delete(Table.PERSON_CHANGED, key));
        }
        view.put(Table.PERSON_CHANGED, stampKey(part), stamp(stamp));
        return others;
    }
}
