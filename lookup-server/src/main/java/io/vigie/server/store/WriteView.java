package io.vigie.server.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.GetOp;
import org.lmdbjava.PutFlags;
import org.lmdbjava.SeekOp;
import org.lmdbjava.Txn;

/** The one write transaction, on the writer thread. Sees its own changes; others see them, all at once, after it. */
public final class WriteView {
    private final Generation generation;
    private final Txn<ByteBuffer> transaction;
    private final ByteBuffer keyBuffer = ByteBuffer.allocateDirect(512);
    private ByteBuffer valueBuffer = ByteBuffer.allocateDirect(4096);

    WriteView(Generation generation, Txn<ByteBuffer> transaction) {
        this.generation = generation;
        this.transaction = transaction;
    }

    /** The value of a key, copied, or null. */
    public byte @Nullable [] get(Table table, byte[] key) {
        ByteBuffer value = dbi(table).get(transaction, keyBuffer(key));
        return value == null ? null : MappedBytes.copy(value);
    }

    /** The least key of a table, or null when it is empty. */
    public byte @Nullable [] firstKey(Table table) {
        return endKey(table, SeekOp.MDB_FIRST);
    }

    /** The greatest key of a table, or null when it is empty. */
    public byte @Nullable [] lastKey(Table table) {
        return endKey(table, SeekOp.MDB_LAST);
    }

    private byte @Nullable [] endKey(Table table, SeekOp end) {
        try (Cursor<ByteBuffer> cursor = dbi(table).openCursor(transaction)) {
            return cursor.seek(end) ? MappedBytes.copy(cursor.key()) : null;
        }
    }

    /** Sets a value, whether or not there was one. */
    public void put(Table table, byte[] key, byte[] value) {
        dbi(table).put(transaction, keyBuffer(key), valueBuffer(value));
    }

    /** Adds a value whose key is greater than all in the table; only while building a generation. */
    void append(Table table, byte[] key, byte[] value) {
        dbi(table).put(transaction, keyBuffer(key), valueBuffer(value), PutFlags.MDB_APPEND);
    }

    /**
     * Says, before the transaction ends, that it adds a key of this hash, so that the miss filter lets it pass. For a
     * transaction that fails afterwards nothing need be undone.
     */
    public void addToFilter(long hash) {
        generation.added(hash);
    }

    /** All keys of a table, copied, in ascending order. */
    public List<byte[]> keys(Table table) {
        List<byte[]> keys = new ArrayList<>();
        try (Cursor<ByteBuffer> cursor = dbi(table).openCursor(transaction)) {
            for (boolean more = cursor.first(); more; more = cursor.next()) {
                keys.add(MappedBytes.copy(cursor.key()));
            }
        }
        return keys;
    }

    /** The keys of a table that start with a prefix, copied, in ascending order. */
    public List<byte[]> keys(Table table, byte[] prefix) {
        List<byte[]> keys = new ArrayList<>();
        try (Cursor<ByteBuffer> cursor = dbi(table).openCursor(transaction)) {
            for (boolean more = cursor.get(keyBuffer(prefix), GetOp.MDB_SET_RANGE); more; more = cursor.next()) {
                byte[] key = MappedBytes.copy(cursor.key());
                if (key.length < prefix.length || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                    break;
                }
                keys.add(key);
            }
        }
        return keys;
    }

    /** Empties a table. */
    public void clear(Table table) {
        dbi(table).drop(transaction);
    }

    /** What lies beside the generation; null when nothing is attached. */
    public @Nullable Companion companion() {
        return generation.beside().companion();
    }

    /** Puts another companion in the place of the one before, seen by views that begin from now on. */
    public void replaceCompanion(Companion companion) {
        generation.replaceCompanion(companion);
    }

    /** Number of the moment that the transaction makes: views that begin after it see this moment or a later one. */
    public long moment() {
        return transaction.getId();
    }

    /** Of the generation. */
    public Path folder() {
        return generation.folder();
    }

    /** Of the generation. */
    public int generationNumber() {
        return generation.number();
    }

    /** Removes a key; false when it was not there. */
    public boolean delete(Table table, byte[] key) {
        return dbi(table).delete(transaction, keyBuffer(key));
    }

    private Dbi<ByteBuffer> dbi(Table table) {
        return generation.table(table);
    }

    private ByteBuffer keyBuffer(byte[] key) {
        return keyBuffer.clear().put(key).flip();
    }

    private ByteBuffer valueBuffer(byte[] value) {
        if (value.length > MappedBytes.VALUE_SIZE_MAX) {
            throw new IllegalArgumentException(
                    "value: " + value.length + " bytes (expected: <= " + MappedBytes.VALUE_SIZE_MAX + ")");
        }
        if (value.length > valueBuffer.capacity()) {
            valueBuffer = ByteBuffer.allocateDirect(Integer.highestOneBit(value.length) * 2);
        }
        return valueBuffer.clear().put(value).flip();
    }
}
