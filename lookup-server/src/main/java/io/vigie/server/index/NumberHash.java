package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.Hash64;

/** Hash of a number key, as the miss filter knows it: of the number alone, whatever state and type. */
final class NumberHash {
    private NumberHash() {}

    /** Hash of a key from {@link NumberKey#of}. */
    static long of(byte[] numberKey) {
        return of(numberKey, numberKey.length);
    }

    /** Hash of bytes 0 to {@code size} − 1, which are such a key. */
    static long of(byte[] numberKey, int size) {
        return Hash64.of(numberKey, size);
    }

    /** Hash of the number within a key of the document table. */
    static long ofDocumentKey(byte[] key, int keySize) {
        return Hash64.of(key, DocumentKey.numberSize(keySize));
    }
}
