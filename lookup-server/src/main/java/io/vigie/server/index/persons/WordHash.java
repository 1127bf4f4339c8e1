package io.vigie.server.index.persons;

/**
 * Hash of 31 bits of a word of A to Z, the same on every machine. Words that meet are compared, so a collision costs time
 * alone.
 */
final class WordHash {
    /** Bits of a hash. */
    static final int BITS = 31;

    private static final long START = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0x100000001B3L;
    private static final int SKELETON_SALT = 1;

    private WordHash() {}

    static int of(byte[] word, int from, int to) {
        long hash = START;
        for (int i = from; i < to; i++) {
            hash = step(hash, word[i]);
        }
        return finish(hash);
    }

    /** Hash of {@code size} bytes from a place on, but the one at an index among them. */
    static int without(byte[] word, int start, int size, int index) {
        long hash = START;
        for (int i = 0; i < size; i++) {
            if (i != index) {
                hash = step(hash, word[start + i]);
            }
        }
        return finish(hash);
    }

    /** Hash of bytes 0 to {@code size} − 1 with two of them exchanged. */
    static int exchanged(byte[] word, int size, int a, int b) {
        long hash = START;
        for (int i = 0; i < size; i++) {
            hash = step(hash, word[i == a ? b : i == b ? a : i]);
        }
        return finish(hash);
    }

    static int of(String word) {
        return ofChars(START, word);
    }

    /** Hash of two words written as one. */
    static int joined(String first, String second) {
        long hash = START;
        for (int i = 0; i < first.length(); i++) {
            hash = step(hash, (byte) first.charAt(i));
        }
        return ofChars(hash, second);
    }

    static int ofSkeleton(String skeleton) {
        return ofChars(START + SKELETON_SALT, skeleton);
    }

    private static int ofChars(long hash, String word) {
        for (int i = 0; i < word.length(); i++) {
            hash = step(hash, (byte) word.charAt(i));
        }
        return finish(hash);
    }

    private static long step(long hash, byte letter) {
        return (hash ^ letter) * PRIME;
    }

    private static int finish(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xC4CEB9FE1A85EC53L;
        return (int) (mixed >>> 33);
    }
}
