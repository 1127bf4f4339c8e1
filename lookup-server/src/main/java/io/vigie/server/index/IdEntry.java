package io.vigie.server.index;

import java.util.Arrays;

/**
 * Value of the id table: where a record lies.
 *
 * <pre>
 *  +--------+----------------------+
 *  | kind   | key in its table     |
 *  | 1 byte |                      |
 *  +--------+----------------------+
 * </pre>
 */
record IdEntry(RecordKind kind, byte[] key) {

    byte[] encode() {
        byte[] value = new byte[1 + key.length];
        value[0] = (byte) kind.code();
        System.arraycopy(key, 0, value, 1, key.length);
        return value;
    }

    static IdEntry decode(byte[] value) {
        if (value.length < 2) {
            throw new DamagedException("id: value of " + value.length + " bytes (expected: >= 2)");
        }
        return new IdEntry(RecordKind.ofCode(value[0]), Arrays.copyOfRange(value, 1, value.length));
    }

    /** Big-endian internal number of a person or notice. */
    static byte[] internalKey(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    static int internalNumber(byte[] key) {
        return (key[0] & 0xFF) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | key[3] & 0xFF;
    }
}
