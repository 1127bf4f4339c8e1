package io.vigie.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64-bit hash of a few bytes, the same on every machine. Allocates nothing. Not for secrets: whoever knows it can make
 * collisions, which cost a walk of the tree each and never a wrong answer.
 */
public final class Hash64 {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long START = 0x9E3779B97F4A7C15L;

    private Hash64() {}

    /**
     * Hashes bytes 0 to {@code size} − 1. Each step is a bijection of the word that it takes, so keys that differ in one
     * word of eight bytes only, such as running numbers, never collide.
     */
    public static long of(byte[] bytes, int size) {
        long hash = START + size;
        int at = 0;
        for (; at + Long.BYTES <= size; at += Long.BYTES) {
            hash = mix(hash ^ (long) WORD.get(bytes, at)) + START;
        }
        long rest = 0;
        for (int shift = 0; at < size; at++, shift += 8) {
            rest |= (bytes[at] & 0xFFL) << shift;
        }
        return mix(hash ^ rest);
    }

    /** A bijection in which every bit of the input moves half of the output (the finaliser of MurmurHash3). */
    static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
