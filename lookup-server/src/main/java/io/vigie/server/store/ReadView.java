package io.vigie.server.store;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;
import org.lmdbjava.LmdbException;
import org.lmdbjava.LmdbNativeException;

/**
 * One thread's window on the data: between {@link #begin} and {@link #end} it sees one moment, whatever is written or
 * swapped meanwhile. Reused for ever; costs one renewed transaction a burst. It holds one of LMDB's few reader slots
 * until its generation ends: close one that is not kept.
 *
 * <p>Not thread-safe. Arrays from {@link #get} and {@link #value} are copies that belong to the caller;
 * {@link #key} is reused by the next move. All that reads throws {@link DamagedPageException} where a page or a size on
 * disk leads astray, and the VM throws {@link InternalError}, at once or soon after, where a size leads out of the file.
 */
public final class ReadView implements AutoCloseable {
    private static final int KEY_SIZE_MAX = 511;
    private static final Generation.Beside NONE =
            new Generation.Beside(MissFilter.untrusted("not begun"), null);

    private final DataFolder folder;
    private final Runnable meanwhile;
    private final ByteBuffer keyBuffer = ByteBuffer.allocateDirect(KEY_SIZE_MAX);
    private final byte[] key = new byte[KEY_SIZE_MAX];
    private int keySize;
    private byte[] prefix = new byte[0];
    private int prefixSize;

    private @Nullable Generation generation;
    private Generation.@Nullable CachedRead read;
    private @Nullable Cursor<ByteBuffer> cursor;
    private Generation.Beside beside = NONE;
    /** Cursors that have joined the present transaction, a bit a table: a burst that misses renews none. */
    private int joined;
    private boolean active;

    ReadView(DataFolder folder) {
        this(folder, () -> {});
    }

    /** For tests: something that happens before and after the moment is taken, as a thread that is held up would see it. */
    ReadView(DataFolder folder, Runnable meanwhile) {
        this.folder = folder;
        this.meanwhile = meanwhile;
    }

    /** Starts to see the present moment. */
    public void begin() {
        if (active) {
            throw new IllegalStateException("view: begun (expected: ended)");
        }
        Generation current = folder.acquireCurrent();
        try {
            begin(current);
            active = true;
        } catch (LmdbException e) {
            throw new StoreException(
                    folder.path() + ": no moment of the data can be read (" + e.getMessage() + ")", e);
        } finally {
            if (!active) {
                drop(current);
            }
        }
    }

    private void begin(Generation current) {
        Generation.Beside taken = current.beside();
        meanwhile.run();
        Generation.CachedRead cached = read;
        if (current == generation && cached != null) {
            cached.transaction().renew();
        } else {
            cached = current.beginCachedRead();
            generation = current;
            read = cached;
        }
        meanwhile.run();
        // What LMDB showed of the writer's work must not run ahead of what lies beside it shows.
        VarHandle.fullFence();
        while (taken != current.beside()) {
            taken = current.beside();
            cached.transaction().reset();
            cached.transaction().renew();
            VarHandle.fullFence();
        }
        beside = taken;
        joined = 0;
    }

    /** After a failed begin: the transaction is in no known state, so the next begin takes another. */
    private void drop(Generation current) {
        Generation.CachedRead cached = read;
        if (current == generation && cached != null) {
            current.dropCachedRead(cached);
            generation = null;
            read = null;
        }
        current.release();
    }

    /**
     * Whether the moment may hold a key of this hash; false is certain. A few memory reads, no page of LMDB.
     *
     * @param hash as it was added to the miss filter
     */
    public boolean mayContain(long hash) {
        return beside.filter().mayContain(hash);
    }

    /**
     * What {@link DataFolder#attach} put beside the generation, as it stood at the moment or later, but not replaced since
     * the moment; null when nothing is attached.
     */
    public @Nullable Companion companion() {
        return beside.companion();
    }

    /** Lets go of the moment; the view can begin again. */
    public void end() {
        if (!active) {
            return;
        }
        active = false;
        cursor = null;
        // A view that sleeps keeps nothing alive that was replaced.
        beside = NONE;
        reading().transaction().reset();
        current().release();
    }

    /** Ends the moment and gives the reader slot back; the view can begin again. */
    @Override
    public void close() {
        end();
        Generation from = generation;
        Generation.CachedRead cached = read;
        generation = null;
        read = null;
        if (from != null && cached != null && from.acquire()) {
            from.endCachedRead(cached);
            from.release();
        }
    }

    public boolean isActive() {
        return active;
    }

    /** Number of the generation being read. */
    public int generationNumber() {
        return current().number();
    }

    /** Number of the moment within its generation: the same as before when nothing was written in between. */
    public long moment() {
        return reading().transaction().getId();
    }

    /** The value of a key, copied, or null. */
    public byte @Nullable [] get(Table table, byte[] wanted) {
        try {
            Cursor<ByteBuffer> at = cursorOf(table);
            return at.get(keyBuffer(wanted, wanted.length), GetOp.MDB_SET_KEY) ? MappedBytes.copy(at.val()) : null;
        } catch (LmdbNativeException e) {
            throw damaged(e);
        }
    }

    /**
     * Moves to the first key that starts with the prefix.
     *
     * @return false when there is none
     */
    public boolean seek(Table table, byte[] wanted, int size) {
        prefix = wanted;
        prefixSize = size;
        return moveTo(table, wanted, size);
    }

    /** Moves to the first key that is not smaller; false when there is none. */
    public boolean seekFrom(Table table, byte[] least, int size) {
        prefixSize = 0;
        return moveTo(table, least, size);
    }

    private boolean moveTo(Table table, byte[] least, int size) {
        try {
            Cursor<ByteBuffer> at = cursorOf(table);
            cursor = at;
            boolean found = size == 0 ? at.first() : at.get(keyBuffer(least, size), GetOp.MDB_SET_RANGE);
            return found && takeKey(at);
        } catch (LmdbNativeException e) {
            throw damaged(e);
        }
    }

    /** Moves to the next key with the prefix of {@link #seek}; false when there is none. */
    public boolean next() {
        Cursor<ByteBuffer> at = moved();
        try {
            return at.next() && takeKey(at);
        } catch (LmdbNativeException e) {
            throw damaged(e);
        }
    }

    /** Key at the present place; bytes 0 to {@link #keySize} − 1, valid until the next move. */
    public byte[] key() {
        return key;
    }

    public int keySize() {
        return keySize;
    }

    /** Value at the present place, copied. */
    public byte[] value() {
        return MappedBytes.copy(moved().val());
    }

    private boolean takeKey(Cursor<ByteBuffer> at) {
        ByteBuffer found = at.key();
        keySize = found.remaining();
        if (keySize > KEY_SIZE_MAX) {
            throw new DamagedPageException("a key of " + keySize + " bytes (expected: <= " + KEY_SIZE_MAX + ")");
        }
        found.get(found.position(), key, 0, keySize);
        return keySize >= prefixSize && Arrays.equals(key, 0, prefixSize, prefix, 0, prefixSize);
    }

    private Cursor<ByteBuffer> cursorOf(Table table) {
        Generation.CachedRead at = reading();
        Cursor<ByteBuffer> open = at.cursors().get(table);
        if (open == null) {
            open = current().table(table).openCursor(at.transaction());
            at.cursors().put(table, open);
        } else if ((joined & 1 << table.ordinal()) == 0) {
            open.renew(at.transaction());
        }
        joined |= 1 << table.ordinal();
        return open;
    }

    private ByteBuffer keyBuffer(byte[] wanted, int size) {
        return keyBuffer.clear().put(wanted, 0, size).flip();
    }

    private Cursor<ByteBuffer> moved() {
        if (cursor == null) {
            throw new IllegalStateException("cursor: nowhere (expected: after seek)");
        }
        return cursor;
    }

    private Generation.CachedRead reading() {
        if (read == null) {
            throw new IllegalStateException("view: never begun");
        }
        return read;
    }

    private Generation current() {
        if (generation == null) {
            throw new IllegalStateException("view: never begun");
        }
        return generation;
    }

    private static DamagedPageException damaged(LmdbNativeException e) {
        return new DamagedPageException("a page cannot be followed (" + e.getMessage() + ")");
    }
}
