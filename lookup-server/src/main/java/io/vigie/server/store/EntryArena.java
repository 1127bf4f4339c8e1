package io.vigie.server.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * Keys and values that wait to be sorted, as bytes in large pieces. One thread adds; sorting uses several.
 *
 * <p>Not an object for each entry: the collector would copy millions of them while a server answers, and stop it for tens of
 * milliseconds each time.
 */
final class EntryArena {
    private static final int PIECE_BITS = 22;

    /** A little less, so that header and bytes fill whole regions of the collector. */
    private static final int PIECE_SIZE = (1 << PIECE_BITS) - 64;

    private static final int HEADER_SIZE = Short.BYTES + Integer.BYTES;
    private static final int PLACES_MIN = 1 << 10;
    private static final int SORTED_BY_INSERTION = 24;
    private static final int SORTED_BY_ONE = 1 << 13;

    private final List<byte[]> pieces = new ArrayList<>();
    private int[] places = new int[PLACES_MIN];
    private int count;
    private int piece;
    private int used;

    /** Appends an entry: key of at most 65,535 bytes, value. */
    void add(byte[] key, byte[] value) {
        if (key.length > 0xFFFF) {
            throw new IllegalArgumentException("key: " + key.length + " bytes (expected: <= 65535)");
        }
        int size = HEADER_SIZE + key.length + value.length;
        byte[] into = pieceFor(size);
        places = count == places.length ? Arrays.copyOf(places, 2 * count) : places;
        places[count++] = piece << PIECE_BITS | used;
        into[used] = (byte) (key.length >>> 8);
        into[used + 1] = (byte) key.length;
        into[used + 2] = (byte) (value.length >>> 24);
        into[used + 3] = (byte) (value.length >>> 16);
        into[used + 4] = (byte) (value.length >>> 8);
        into[used + 5] = (byte) value.length;
        System.arraycopy(key, 0, into, used + HEADER_SIZE, key.length);
        System.arraycopy(value, 0, into, used + HEADER_SIZE + key.length, value.length);
        used += size;
    }

    /** Where there is room for so many bytes; an entry that is larger than a piece has one of its own. */
    private byte[] pieceFor(int size) {
        if (pieces.isEmpty()) {
            pieces.add(new byte[Math.max(PIECE_SIZE, size)]);
        } else if (used + size > pieces.get(piece).length) {
            piece++;
            used = 0;
            if (piece == pieces.size()) {
                pieces.add(new byte[Math.max(PIECE_SIZE, size)]);
            } else if (pieces.get(piece).length < size) {
                pieces.set(piece, new byte[size]);
            }
        }
        return pieces.get(piece);
    }

    int count() {
        return count;
    }

    /** Heap in use: bytes of entries, and two places for each while they are sorted. */
    long bytes() {
        return ((long) piece << PIECE_BITS) + used + 2L * Integer.BYTES * count;
    }

    /** Forgets the entries and keeps the room. */
    void clear() {
        count = 0;
        piece = 0;
        used = 0;
    }

    /** Forgets the entries and gives up the room. */
    void release() {
        clear();
        pieces.clear();
        places = new int[PLACES_MIN];
    }

    /** By key as unsigned bytes; equal ones stay in the order in which they were added. */
    void sort(ForkJoinPool pool) {
        pool.invoke(new Sorting(new int[count], 0, count));
    }

    byte[] key(int index) {
        byte[] in = in(places[index]);
        int at = at(places[index]);
        return Arrays.copyOfRange(in, at + HEADER_SIZE, at + HEADER_SIZE + keySize(in, at));
    }

    byte[] value(int index) {
        byte[] in = in(places[index]);
        int at = at(places[index]);
        int from = at + HEADER_SIZE + keySize(in, at);
        return Arrays.copyOfRange(in, from, from + valueSize(in, at));
    }

    /** Sizes of key and value, then both. */
    void write(int index, DataOutputStream out) throws IOException {
        byte[] in = in(places[index]);
        int at = at(places[index]);
        out.write(in, at, HEADER_SIZE + keySize(in, at) + valueSize(in, at));
    }

    private byte[] in(int place) {
        return pieces.get(place >>> PIECE_BITS);
    }

    private static int at(int place) {
        return place & (1 << PIECE_BITS) - 1;
    }

    private static int keySize(byte[] in, int at) {
        return (in[at] & 0xFF) << 8 | in[at + 1] & 0xFF;
    }

    private static int valueSize(byte[] in, int at) {
        return (in[at + 2] & 0xFF) << 24 | (in[at + 3] & 0xFF) << 16 | (in[at + 4] & 0xFF) << 8 | in[at + 5] & 0xFF;
    }

    private int compare(int one, int other) {
        byte[] a = in(one);
        byte[] b = in(other);
        int atA = at(one);
        int atB = at(other);
        return Arrays.compareUnsigned(
                a, atA + HEADER_SIZE, atA + HEADER_SIZE + keySize(a, atA),
                b, atB + HEADER_SIZE, atB + HEADER_SIZE + keySize(b, atB));
    }

    /** Sorts a stretch of the places by merging its halves: stable, and done at once where they are in order already. */
    private final class Sorting extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient int[] spare;
        private final int from;
        private final int to;

        /** @param spare as long as the places, of which the same stretch is this one's alone */
        Sorting(int[] spare, int from, int to) {
            this.spare = spare;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from <= SORTED_BY_INSERTION) {
                insert();
                return;
            }
            int middle = (from + to) >>> 1;
            Sorting left = new Sorting(spare, from, middle);
            Sorting right = new Sorting(spare, middle, to);
            if (to - from > SORTED_BY_ONE) {
                invokeAll(left, right);
            } else {
                left.compute();
                right.compute();
            }
            if (compare(places[middle - 1], places[middle]) > 0) {
                merge(middle);
            }
        }

        private void insert() {
            for (int i = from + 1; i < to; i++) {
                int place = places[i];
                int at = i;
                for (; at > from && compare(places[at - 1], place) > 0; at--) {
                    places[at] = places[at - 1];
                }
                places[at] = place;
            }
        }

        private void merge(int middle) {
            System.arraycopy(places, from, spare, from, middle - from);
            int left = from;
            int right = middle;
            for (int at = from; left < middle; at++) {
                places[at] = right < to && compare(spare[left], places[right]) > 0 ? places[right++] : spare[left++];
            }
        }
    }
}
