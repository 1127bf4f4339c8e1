package io.vigie.server.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;

/**
 * A small set of hashes that only grows: one thread adds, any thread asks, nobody waits. It may claim to hold a hash
 * that it does not (zero and one are the same to it); never the other way round.
 */
final class AddedHashes {
    /** Beyond this a set is no longer small: 32 MB. */
    static final int SIZE_MAX = 1 << 21;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile long[] table = new long[16];
    private volatile int size;

    /**
     * Adds a hash, seen by whoever asks after this returns.
     *
     * @return false when the set is full; the hash is then not in it
     */
    boolean add(long hash) {
        long[] slots = table;
        int at = place(slots, hash);
        if ((long) SLOT.get(slots, at) != 0) {
            return true;
        }
        if (size == SIZE_MAX) {
            return false;
        }
        if (2 * (size + 1) > slots.length) {
            slots = grown(slots);
            at = place(slots, hash);
        }
        SLOT.setRelease(slots, at, stored(hash));
        table = slots;
        size = size + 1;
        return true;
    }

    boolean contains(long hash) {
        long[] slots = table;
        return (long) SLOT.getAcquire(slots, place(slots, hash)) != 0;
    }

    int size() {
        return size;
    }

    /** All that were added, on the thread that adds. */
    void forEach(LongConsumer each) {
        for (long hash : table) {
            if (hash != 0) {
                each.accept(hash);
            }
        }
    }

    private static long[] grown(long[] slots) {
        long[] larger = new long[2 * slots.length];
        for (long hash : slots) {
            if (hash != 0) {
                larger[place(larger, hash)] = hash;
            }
        }
        return larger;
    }

    /** Where the hash is, or the free place where it belongs. */
    private static int place(long[] slots, long hash) {
        long wanted = stored(hash);
        int mask = slots.length - 1;
        int at = (int) (wanted >>> 32) & mask;
        for (long found = (long) SLOT.getAcquire(slots, at);
                found != 0 && found != wanted;
                found = (long) SLOT.getAcquire(slots, at)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private static long stored(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
