package io.vigie.server.index;

import io.vigie.server.store.Table;
import java.util.Arrays;

/**
 * Value of the id table: where a record lies.
 *
 * <pre>
 *  +--------+----------------------+
 *  | place  | key in its table     |
 *  | 1 byte |                      |
 *  +--------+----------------------+
 *  place: 1 document, 2 person, 3 notice, 4 document that is a range
 * </pre>
 */
record IdEntry(RecordKind kind, Table table, byte[] key) {
    private static final int RANGE = 4;

    /** A record in the table of its kind. */
    IdEntry(RecordKind kind, byte[] key) {
        this(kind, kind.table(), key);
    }

    byte[] encode() {
        byte[] value = new byte[1 + key.length];
        value[0] = (byte) (table == Table.RANGE ? RANGE : kind.code());
        System.arraycopy(key, 0, value, 1, key.length);
        return value;
    }

    static IdEntry decode(byte[] value) {
        if (value.length < 2) {
            throw new DamagedException("id: value of " + value.length + " bytes (expected: >= 2)");
        }
        byte[] key = Arrays.copyOfRange(value, 1, value.length);
        return value[0] == RANGE
                ? new IdEntry(RecordKind.DOCUMENT, Table.RANGE, key)
                : new IdEntry(RecordKind.ofCode(value[0]), key);
    }

    /** Big-endian internal number of a person or notice. */
    static byte[] internalKey(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    static int internalNumber(byte[] key) {
        return (key[0] & 0xFF) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | key[3] & 0xFF;
    }
}
