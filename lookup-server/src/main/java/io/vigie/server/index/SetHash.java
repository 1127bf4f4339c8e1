package io.vigie.server.index;

import io.vigie.v1.Record;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A hash of a set of records, whatever the order in which they came and went: the sum, modulo 2²⁵⁶, of the salted digests
 * of its members. Two sets of one salt with equal hashes are equal, but for an attacker who knows the salt and chooses
 * records (sums can be solved for, as by Wagner's generalised birthdays), so the salt leaves a node only to its followers.
 *
 * @param records in the set
 * @param a most significant eight bytes of the sum
 * @param b next
 * @param c next
 * @param d least significant
 */
public record SetHash(long records, long a, long b, long c, long d) {
    /** Of nothing. */
    public static final SetHash EMPTY = new SetHash(0, 0, 0, 0, 0);

    private static final int SIZE = 5 * Long.BYTES;

    /** Of this set and one more record. */
    SetHash plus(byte[] salt, Record record) {
        ByteBuffer digest = ByteBuffer.wrap(digest(salt, record));
        return sum(1, digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** Of this set without a record that is in it. */
    SetHash minus(byte[] salt, Record record) {
        ByteBuffer digest = ByteBuffer.wrap(digest(salt, record));
        SetHash inverse = new SetHash(0, ~digest.getLong(), ~digest.getLong(), ~digest.getLong(), ~digest.getLong());
        SetHash negative = inverse.sum(0, 0, 0, 0, 1);
        return sum(-1, negative.a, negative.b, negative.c, negative.d);
    }

    private SetHash sum(int added, long otherA, long otherB, long otherC, long otherD) {
        long sumD = d + otherD;
        long carryD = carry(d, sumD);
        long sumC = c + otherC;
        long carryC = carry(c, sumC) + carry(sumC, sumC + carryD);
        sumC += carryD;
        long sumB = b + otherB;
        long carryB = carry(b, sumB) + carry(sumB, sumB + carryC);
        sumB += carryC;
        return new SetHash(records + added, a + otherA + carryB, sumB, sumC, sumD);
    }

    /** 1 when an addition went over. */
    private static long carry(long before, long after) {
        return Long.compareUnsigned(after, before) < 0 ? 1 : 0;
    }

    private static byte[] digest(byte[] salt, Record record) {
        return Digests.sha256(
                salt,
                new byte[] {(byte) RecordKind.of(record).code()},
                RecordKind.content(record).toByteArray());
    }

    /** The sum in 64 hex digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putLong(records)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    static SetHash decode(byte[] value) {
        if (value.length != SIZE) {
            throw new DamagedException("set.hash: value of " + value.length + " bytes (expected: " + SIZE + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        return new SetHash(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
