package io.vigie.server.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys and values that wait to be sorted, as bytes in large pieces. One thread.
 *
 * <p>Not an object for each entry: the collector would copy millions of them while a server answers, and stop it for tens of
 * milliseconds each time.
 */
final class EntryArena {
    private static final int PIECE_BITS = 24;

    /** A little less, so that a piece fills whole regions of the collector, up to regions of 16 MB, and is never copied. */
    private static final int PIECE_SIZE = (1 << PIECE_BITS) - 64;

    private static final int FIRST_SIZE = 1 << 16;

    /** Of entries whose places are numbers of 32 bits. Pieces are at least half full. */
    static final long BYTES_MAX = 1L << 30;

    private static final int HEADER_SIZE = Short.BYTES + Integer.BYTES;
    private static final int PLACES_MIN = 1 << 10;

    private final List<byte[]> pieces = new ArrayList<>();
    private int[] places = new int[PLACES_MIN];
    private int count;
    private int piece;
    private int used;
    private long full;

    /** Appends an entry: key of at most 65,535 bytes, value. */
    void add(byte[] key, byte[] value) {
        if (key.length > 0xFFFF) {
            throw new IllegalArgumentException("key: " + key.length + " bytes (expected: <= 65535)");
        }
        if (bytes() > BYTES_MAX) {
            throw new IllegalStateException("entries: " + bytes() + " bytes (expected: <= " + BYTES_MAX + ")");
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
        if (used > 0 && used + size > PIECE_SIZE) {
            full += used;
            piece++;
            used = 0;
        }
        if (piece == pieces.size()) {
            pieces.add(new byte[piece == 0 ? FIRST_SIZE : PIECE_SIZE]);
        }
        byte[] found = pieces.get(piece);
        if (found.length < used + size) {
            found = Arrays.copyOf(found, Math.max(used + size, Math.min(PIECE_SIZE, 2 * found.length)));
            pieces.set(piece, found);
        }
        return found;
    }

    int count() {
        return count;
    }

    /** Heap for entries and their places, and for as many places more while they are sorted. */
    long bytes() {
        return full + used + (long) Integer.BYTES * (places.length + count);
    }

    /** Forgets the entries and keeps the room. */
    void clear() {
        count = 0;
        piece = 0;
        used = 0;
        full = 0;
    }

    /** Forgets the entries and gives up the room. */
    void release() {
        clear();
        pieces.clear();
        places = new int[PLACES_MIN];
    }

    /** By key as unsigned bytes; equal ones stay in the order in which they were added. */
    void sort() {
        IntSort.sort(places, count, this::compare);
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
}
