package io.vigie.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One page of an LMDB 0.9 tree, as bytes of which nothing is believed before {@link #fault} has looked at it.
 *
 * <pre>
 *  0             8     10      12      14      16
 *  +-------------+-----+-------+-------+-------+--------------+--- free ---+-------
 *  | page number | pad | flags | lower | upper | node offsets |            | nodes
 *  +-------------+-----+-------+-------+-------+--------------+------------+-------
 *  node: low (2) | high (2) | flags (2) | key size (2) | key | value, of leaves
 *  leaf: low and high are the value's size · branch: low, high, flags are the number of the page below
 * </pre>
 */
final class TreePage {
    static final int HEADER_SIZE = 16;
    static final int NODE_HEADER_SIZE = 8;
    static final int BRANCH = 0x01;
    static final int LEAF = 0x02;
    static final int OVERFLOW = 0x04;
    static final int META = 0x08;

    /** The value lies in pages of its own, whose number stands in its place. */
    static final int BIG_VALUE = 0x01;

    /** The value is another tree's description. */
    static final int TREE_VALUE = 0x02;

    private static final int KEY_SIZE_MAX = 511;
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    TreePage(byte[] bytes) {
        this.bytes = bytes;
    }

    static int shortAt(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Why the page cannot be followed, or null. */
    @Nullable String fault(long number, int kind) {
        if (longAt(bytes, 0) != number) {
            return "bears another number";
        }
        if ((flags() & (BRANCH | LEAF | OVERFLOW | META)) != kind) {
            return "is of another kind than its place in the tree";
        }
        int lower = shortAt(bytes, 12);
        int upper = shortAt(bytes, 14);
        if (lower < HEADER_SIZE || lower % 2 != 0 || lower > upper || upper > bytes.length) {
            return "has impossible bounds";
        }
        for (int i = 0; i < count(); i++) {
            if (!isNodeSound(i, upper, kind)) {
                return "has an entry that cannot be read";
            }
        }
        return kind == BRANCH && count() < 2 ? "has less than two branches" : null;
    }

    private boolean isNodeSound(int i, int upper, int kind) {
        int at = nodeAt(i);
        if (at < upper || at > bytes.length - NODE_HEADER_SIZE) {
            return false;
        }
        int keySize = keySize(i);
        boolean isUnboundedBranch = kind == BRANCH && i == 0;
        if (keySize > KEY_SIZE_MAX || keySize == 0 && !isUnboundedBranch) {
            return false;
        }
        long end = at + NODE_HEADER_SIZE + (long) keySize;
        if (kind == LEAF) {
            end += isBig(i) ? Long.BYTES : valueSize(i);
        }
        return end <= bytes.length && (kind == BRANCH || (nodeFlags(i) & ~(BIG_VALUE | TREE_VALUE)) == 0);
    }

    int flags() {
        return shortAt(bytes, 10);
    }

    /** Pages of a big value, this one included. */
    int overflowPages() {
        return intAt(bytes, 12);
    }

    int count() {
        return (shortAt(bytes, 12) - HEADER_SIZE) / 2;
    }

    int keySize(int i) {
        return shortAt(bytes, nodeAt(i) + 6);
    }

    byte[] key(int i) {
        int from = nodeAt(i) + NODE_HEADER_SIZE;
        return Arrays.copyOfRange(bytes, from, from + keySize(i));
    }

    /** Of a branch: number of the page below. */
    long below(int i) {
        int at = nodeAt(i);
        return Integer.toUnsignedLong(intAt(bytes, at)) | (long) shortAt(bytes, at + 4) << 32;
    }

    long valueSize(int i) {
        return Integer.toUnsignedLong(intAt(bytes, nodeAt(i)));
    }

    boolean isBig(int i) {
        return (nodeFlags(i) & BIG_VALUE) != 0;
    }

    boolean isTree(int i) {
        return (nodeFlags(i) & TREE_VALUE) != 0;
    }

    /** Of a big value: number of its first page. */
    long valuePage(int i) {
        return longAt(bytes, valueAt(i));
    }

    byte[] value(int i) {
        int from = valueAt(i);
        return Arrays.copyOfRange(bytes, from, from + (int) valueSize(i));
    }

    private int nodeFlags(int i) {
        return shortAt(bytes, nodeAt(i) + 4);
    }

    private int valueAt(int i) {
        return nodeAt(i) + NODE_HEADER_SIZE + keySize(i);
    }

    private int nodeAt(int i) {
        return shortAt(bytes, HEADER_SIZE + 2 * i);
    }
}
