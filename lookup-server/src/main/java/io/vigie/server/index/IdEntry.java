package io.vigie.server.index;

import io.vigie.server.store.Table;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Value of the id table: where a record lies, and how long it is kept.
 *
 * <pre>
 *  +--------+---------+----------+----------------------+
 *  | place  | entered | until    | key in its table     |
 *  | 1 byte | 2 bytes | 2 or 0   |                      |
 *  +--------+---------+----------+----------------------+
 *  place: 1 document, 2 person, 3 notice, 4 document that is a range; its highest bit says that `until` is there
 * </pre>
 */
record IdEntry(RecordKind kind, Table table, byte[] key, Kept kept) {
    private static final int RANGE = 4;
    private static final int IS_TOLD = 0x80;
    private static final int KEY_FROM = 1 + Short.BYTES;

    /** A record in the table of its kind. */
    IdEntry(RecordKind kind, byte[] key, Kept kept) {
        this(kind, kind.table(), key, kept);
    }

    IdEntry with(Kept other) {
        return new IdEntry(kind, table, key, other);
    }

    /** Whether the record lies there. */
    boolean isAt(Table other, byte[] otherKey) {
        return table == other && Arrays.equals(key, otherKey);
    }

    byte[] encode() {
        int place = table == Table.RANGE ? RANGE : kind.code();
        boolean isTold = kept.until() != 0;
        ByteBuffer value = ByteBuffer.allocate(KEY_FROM + (isTold ? Short.BYTES : 0) + key.length)
                .put((byte) (isTold ? place | IS_TOLD : place))
                .putShort((short) kept.entered());
        if (isTold) {
            value.putShort((short) kept.until());
        }
        return value.put(key).array();
    }

    static IdEntry decode(byte[] value) {
        boolean isTold = value.length > 0 && (value[0] & IS_TOLD) != 0;
        int keyFrom = KEY_FROM + (isTold ? Short.BYTES : 0);
        if (value.length <= keyFrom) {
            throw new DamagedException("id: value of " + value.length + " bytes (expected: > " + keyFrom + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(value, 1, value.length - 1);
        Kept kept = new Kept(Short.toUnsignedInt(in.getShort()), isTold ? Short.toUnsignedInt(in.getShort()) : 0);
        byte[] key = Arrays.copyOfRange(value, keyFrom, value.length);
        int place = value[0] & (IS_TOLD - 1);
        return place == RANGE
                ? new IdEntry(RecordKind.DOCUMENT, Table.RANGE, key, kept)
                : new IdEntry(RecordKind.ofCode(place), key, kept);
    }

    /** Big-endian internal number of a person or notice. */
    static byte[] internalKey(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    static int internalNumber(byte[] key) {
        return (key[0] & 0xFF) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | key[3] & 0xFF;
    }
}
