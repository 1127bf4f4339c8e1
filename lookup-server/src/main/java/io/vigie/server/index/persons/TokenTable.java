package io.vigie.server.index.persons;

import io.vigie.server.store.IntSort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words met so far, each with a number in the order of meeting, and how often they will be posted. Heap: about 25
 * bytes a word and its letters. Used by one thread.
 */
final class TokenTable {
    private static final int EMPTY = -1;

    private byte[] letters = new byte[256];
    private int[] starts = new int[17];
    private int[] counts = new int[16];
    private int[] slots = emptySlots(32);
    private int size;

    /** The number of a word. */
    int add(String word) {
        return add(word.getBytes(StandardCharsets.ISO_8859_1));
    }

    int size() {
        return size;
    }

    int length(int token) {
        return starts[token + 1] - starts[token];
    }

    /** Letters of a word, in {@link #letters}. */
    int start(int token) {
        return starts[token];
    }

    byte[] letters() {
        return letters;
    }

    long lettersSize() {
        return starts[size];
    }

    void posted(int token, int times) {
        counts[token] += times;
    }

    int count(int token) {
        return counts[token];
    }

    String text(int token) {
        return new String(letters, starts[token], length(token), StandardCharsets.ISO_8859_1);
    }

    /** Numbers of all words in the ascending order of their letters. */
    int[] sorted() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        IntSort.sort(order, size, this::compare);
        return order;
    }

    private int compare(int a, int b) {
        return Arrays.compare(letters, starts[a], starts[a + 1], letters, starts[b], starts[b + 1]);
    }

    private int add(byte[] word) {
        int slot = slotOf(word, 0, word.length);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        if (size == RecordCode.TOKENS_MAX) {
            throw new IllegalStateException("persons: more than " + RecordCode.TOKENS_MAX + " different words");
        }
        slots[slot] = size;
        append(word);
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void append(byte[] word) {
        int start = starts[size];
        int end = Math.addExact(start, word.length);
        if (end > letters.length) {
            letters = Arrays.copyOf(letters, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * letters.length, end)));
        }
        System.arraycopy(word, 0, letters, start, word.length);
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        starts[++size] = end;
    }

    private void grow() {
        slots = emptySlots(2 * slots.length);
        for (int token = 0; token < size; token++) {
            slots[slotOf(letters, starts[token], starts[token + 1])] = token;
        }
    }

    private int slotOf(byte[] word, int from, int to) {
        int mask = slots.length - 1;
        int slot = WordHash.of(word, from, to) & mask;
        while (slots[slot] != EMPTY && !isText(slots[slot], word, from, to)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isText(int token, byte[] word, int from, int to) {
        return Arrays.equals(letters, starts[token], starts[token + 1], word, from, to);
    }

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
