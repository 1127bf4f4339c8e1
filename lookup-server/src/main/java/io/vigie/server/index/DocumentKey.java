package io.vigie.server.index;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.v1.DocumentType;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Key of the document table. The number comes first and ends with a zero byte, so that all documents of a number,
 * whatever their state and type, lie side by side.
 *
 * <pre>
 *  +------------------+------+----------+--------+-------------+
 *  | number key       | 0x00 | state    | type   | tie-break   |
 *  | 1 to 256 bytes   |      | 3 bytes  | 1 byte | 4 bytes     |
 *  +------------------+------+----------+--------+-------------+
 *  state: canonical form, three zero bytes when not known · type: number of DocumentType.Code, 0 when not known
 *  tie-break: hash of the id, plus one until the key is free
 * </pre>
 */
final class DocumentKey {
    private static final int STATE_SIZE = 3;
    private static final int TIE_BREAK_SIZE = 4;
    private static final int TAIL_SIZE = STATE_SIZE + 1 + TIE_BREAK_SIZE;

    private DocumentKey() {}

    /** Key of a document, with the tie-break that its id gives. */
    static byte[] of(TravelDocument document) {
        return withTail(NumberKey.of(document.getNumber()), document);
    }

    /** What a key begins with, a zero byte, and what every key of the document ends with. */
    static byte[] withTail(byte[] head, TravelDocument document) {
        byte[] key = Arrays.copyOf(head, head.length + 1 + TAIL_SIZE);
        int at = head.length + 1;
        byte[] state = States.canonical(document.getIssuingState()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(state, 0, key, at, state.length);
        key[at + STATE_SIZE] = (byte) document.getTypeValue();
        int hash = hash(document.getId());
        for (int i = 0; i < TIE_BREAK_SIZE; i++) {
            key[at + STATE_SIZE + 1 + i] = (byte) (hash >>> (24 - 8 * i));
        }
        return key;
    }

    /** The same key with the next tie-break. */
    static byte[] nextTieBreak(byte[] key) {
        byte[] next = key.clone();
        for (int i = next.length - 1; i >= next.length - TIE_BREAK_SIZE; i--) {
            if (++next[i] != 0) {
                break;
            }
        }
        return next;
    }

    /** What all keys of a number begin with. */
    static byte[] prefixOf(byte[] numberKey) {
        return Arrays.copyOf(numberKey, numberKey.length + 1);
    }

    /** Bytes of the number at the front of a key. */
    static int numberSize(int keySize) {
        return keySize - TAIL_SIZE - 1;
    }

    /** Whether the key is that of the document, whatever the tie-break. */
    static boolean holds(byte[] key, int keySize, TravelDocument document) {
        return holds(key, keySize, of(document));
    }

    /** Whether two keys are the same but for the tie-break. */
    static boolean holds(byte[] key, int keySize, byte[] own) {
        int size = own.length - TIE_BREAK_SIZE;
        return keySize == own.length && Arrays.equals(key, 0, size, own, 0, size);
    }

    /** Whether state and type of the key agree with what is asked for; absent agrees with anything. */
    static boolean agrees(byte[] key, int keySize, byte[] state, DocumentType.Code type) {
        int at = keySize - TAIL_SIZE;
        boolean stateAgrees = state.length == 0
                || key[at] == 0
                || Arrays.equals(key, at, at + STATE_SIZE, state, 0, state.length);
        return stateAgrees && typesAgree(key[at + STATE_SIZE] & 0xFF, type.getNumber());
    }

    /** Size of the head: the key without its zero byte and tail. */
    static int headSize(int keySize) {
        return keySize - 1 - TAIL_SIZE;
    }

    /**
     * A type agrees with itself, with its family (its ten), and with a type that is not known. A blank of a kind that
     * is not known may have become anything.
     */
    static boolean typesAgree(int recorded, int asked) {
        if (recorded == 0 || asked == 0 || recorded == asked || recorded == DocumentType.Code.BLANK_VALUE) {
            return true;
        }
        boolean sameFamily = recorded / 10 == asked / 10;
        return sameFamily && (recorded % 10 == 0 || asked % 10 == 0);
    }

    /** Without its sign bit, so that adding one never wraps to a smaller key. */
    private static int hash(String id) {
        int hash = 0x811C9DC5;
        for (byte b : RecordKind.idBytes(id)) {
            hash = (hash ^ b) * 0x01000193;
        }
        return hash & Integer.MAX_VALUE;
    }
}
