package io.vigie.server.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is left of a record that was withdrawn or has expired, in the id table: enough that its id keeps its owner and its
 * versions go on.
 *
 * <pre>
 *  +-------+--------+---------+---------------+-----------------+
 *  | 5     | kind   | version | gone (millis) | owner           |
 *  | 1 byte| 1 byte | int     | long          | UTF-8, the rest |
 *  +-------+--------+---------+---------------+-----------------+
 * </pre>
 *
 * @param kind of the record
 * @param version of the withdrawal: one more than that of the record
 * @param gone when
 * @param owner of the record
 */
public record Tombstone(RecordKind kind, int version, Instant gone, String owner) {
    private static final int PLACE = 5;
    private static final int SIZE_MIN = 1 + 1 + Integer.BYTES + Long.BYTES;

    static boolean is(byte[] value) {
        return value.length > 0 && value[0] == PLACE;
    }

    byte[] encode() {
        byte[] ownerBytes = owner.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(SIZE_MIN + ownerBytes.length)
                .put((byte) PLACE)
                .put((byte) kind.code())
                .putInt(version)
                .putLong(gone.toEpochMilli())
                .put(ownerBytes)
                .array();
    }

    static Tombstone decode(byte[] value) {
        if (value.length < SIZE_MIN) {
            throw new DamagedException("id: tombstone of " + value.length + " bytes (expected: >= " + SIZE_MIN + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(value, 1, value.length - 1);
        RecordKind kind = RecordKind.ofCode(in.get());
        int version = in.getInt();
        Instant gone = Instant.ofEpochMilli(in.getLong());
        return new Tombstone(kind, version, gone, StandardCharsets.UTF_8.decode(in).toString());
    }
}
