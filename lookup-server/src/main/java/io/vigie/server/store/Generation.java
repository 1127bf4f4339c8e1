package io.vigie.server.store;

import static org.lmdbjava.ByteBufferProxy.PROXY_OPTIMAL;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.CopyFlags;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Stat;
import org.lmdbjava.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One LMDB environment, counted by those who read it and closed by the last. Thread-safe. */
final class Generation {
    /*
     * Closing an environment while a read runs is a crash of the process, so a generation counts its readers: the
     * folder holds one reference while the generation is current, each view one between begin and end. Read
     * transactions are cached per view and stay open, reset, between bursts; they are handed to the generation, which
     * closes them when the count reaches zero. A view that sleeps through a swap therefore keeps nothing alive.
     *
     * Rejected: closing the old generation at the swap after a pause (a slow read crashes); letting each view close
     * its own transaction (a sleeping thread would keep the old file for ever).
     */

    /** Address space, not disk: without WRITEMAP the file is as large as its content. */
    static final long MAP_SIZE = 1L << 40;

    private static final int READERS_MAX = 512;

    /** How much a file may fall short of its last page before it counts as cut off. */
    private static final long UNFILLED_BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
    /** Name of the environment's file. */
    static final String DATA = "data.mdb";

    /** Name of the miss filter's file, beside the environment. */
    static final String FILTER = "numbers.filter";

    /** Name of a filter's file that is not finished. */
    static final String FILTER_BUILDING = FILTER + ".building";

    private final int number;
    private final Path folder;
    private final Env<ByteBuffer> env;
    private final List<Dbi<ByteBuffer>> tables = new ArrayList<>();
    private final AtomicInteger references = new AtomicInteger(1);
    private final List<CachedRead> cachedReads = new ArrayList<>();
    private volatile @Nullable CommitNote note;
    /** Null while the filter is not trusted, or nothing was committed; on the writer thread only. */
    private @Nullable FilterAdditions additions;
    private volatile Beside beside = new Beside(MissFilter.untrusted("not opened"), null);
    /** Additions since a rebuild began; on the writer thread only. */
    private @Nullable AddedHashes followed;

    /** What views ask besides the environment; replaced as a whole, on the writer thread or before anybody sees it. */
    record Beside(MissFilter filter, @Nullable Companion companion) {}

    /** A read transaction with its cursors, owned by one view, closed by the generation. */
    record CachedRead(Txn<ByteBuffer> transaction, Map<Table, Cursor<ByteBuffer>> cursors) {}

    private Generation(int number, Path folder, Env<ByteBuffer> env) {
        this.number = number;
        this.folder = folder;
        this.env = env;
    }

    /** Opens an existing generation for reading and online changes. */
    static Generation open(int number, Path folder) {
        Generation generation = open(number, folder, false);
        generation.replaceFilter(generation.filterFromDisk());
        return generation;
    }

    /** Opens a generation whose filter is known, because it was just built. */
    static Generation open(int number, Path folder, GenerationBuilder builder) {
        Generation generation = open(number, folder, false);
        generation.replaceFilter(builder.openFilter(folder));
        generation.keepAdditions();
        return generation;
    }

    /** Creates a generation to be filled in key order; nothing is durable before {@link #sync}. */
    static Generation create(int number, Path folder) {
        return open(number, folder, true);
    }

    private static Generation open(int number, Path folder, boolean create) {
        EnvFlags[] flags = create
                ? new EnvFlags[] {EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC}
                : new EnvFlags[] {EnvFlags.MDB_NOTLS, EnvFlags.MDB_NORDAHEAD};
        if (!create) {
            requireMetaPages(folder);
        }
        Env<ByteBuffer> env;
        try {
            env = Env.create(PROXY_OPTIMAL)
                    .setMapSize(MAP_SIZE)
                    .setMaxDbs(Table.values().length + 8)
                    .setMaxReaders(READERS_MAX)
                    .open(folder.toFile(), 0600, flags);
        } catch (LmdbException e) {
            throw new StoreException(folder + ": cannot be opened as LMDB data (" + e.getMessage() + ")", e);
        }
        Generation generation = new Generation(number, folder, env);
        try {
            generation.checkSize(create);
            env.readerCheck();
            generation.openTables(create);
        } catch (StoreException e) {
            env.close();
            throw e;
        } catch (LmdbException e) {
            env.close();
            throw new StoreException(folder + ": lacks a table that this version reads (written by another version, or damaged;"
                    + " load the records again into an empty folder)", e);
        }
        return generation;
    }

    private static void requireMetaPages(Path folder) {
        Path file = folder.resolve(DATA);
        try {
            String fault = DataPages.metaFault(file);
            if (fault != null) {
                throw new StoreException(file + ": " + fault + " (" + CurrentFile.BEGIN_ANEW
                        + "; --replace opens what is there, and is refused too)");
            }
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read (" + FileFault.reason(e) + ")", e);
        }
    }

    /**
     * A page that is in the tree but not in the file ends the process when it is read, so it must not come to that. A
     * few missing pages are those that {@link #fillUp} had no time to fill before a crash, and nothing refers to them.
     */
    private void checkSize(boolean create) {
        Path file = folder.resolve(DATA);
        try {
            if (!create && Files.size(file) < neededSize() - Math.min(UNFILLED_BYTES_MAX, neededSize() / 8)) {
                throw new StoreException(file + ": " + Files.size(file) + " bytes (expected: at least " + neededSize()
                        + "; it was cut off; " + CurrentFile.BEGIN_ANEW + ")");
            }
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read (" + FileFault.reason(e) + ")", e);
        }
        if (!create) {
            fillUp();
        }
    }

    private long neededSize() {
        return (env.info().lastPageNumber + 1) * env.stat().pageSize;
    }

    /**
     * Makes the file as long as its last page says; on the thread that writes. LMDB leaves out pages at the end that a
     * transaction took and freed again, and {@link #checkSize} could not tell those from lost ones.
     */
    void fillUp() {
        Path file = folder.resolve(DATA);
        try {
            long needed = neededSize();
            if (Files.size(file) < needed) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.allocate(1), needed - 1);
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be made as long as its last page says: {}", file, e.toString());
        }
    }

    private void openTables(boolean create) {
        DbiFlags[] flags = create ? new DbiFlags[] {DbiFlags.MDB_CREATE} : new DbiFlags[0];
        for (Table table : Table.values()) {
            tables.add(env.openDbi(table.nameBytes(), flags));
        }
    }

    int number() {
        return number;
    }

    Path folder() {
        return folder;
    }

    Dbi<ByteBuffer> table(Table table) {
        return tables.get(table.ordinal());
    }

    Txn<ByteBuffer> beginWrite() {
        return env.txnWrite();
    }

    /** A new cached read transaction, active. Only while the caller holds a reference. */
    synchronized CachedRead beginCachedRead() {
        CachedRead read = new CachedRead(env.txnRead(), new EnumMap<>(Table.class));
        cachedReads.add(read);
        return read;
    }

    /** Gives a read transaction and its slot back early. */
    synchronized void endCachedRead(CachedRead read) {
        if (cachedReads.remove(read)) {
            // lmdbjava gives the slot of a transaction back only when it is not reset.
            read.transaction().renew();
            close(read);
        }
    }

    /** Gives up a read transaction that failed, in whatever state it is. */
    synchronized void dropCachedRead(CachedRead read) {
        if (cachedReads.remove(read)) {
            close(read);
        }
    }

    /** False when the generation has been closed meanwhile. */
    boolean acquire() {
        int seen = references.get();
        while (seen > 0) {
            if (references.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = references.get();
        }
        return false;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            close();
        }
    }

    /** Runs something that nothing closes this under, also when whoever waits for it has gone. */
    <T> T held(Callable<T> work) throws Exception {
        if (!acquire()) {
            throw new StoreException(folder + ": has been replaced");
        }
        try {
            return work.call();
        } finally {
            release();
        }
    }

    boolean isClosed() {
        return env.isClosed();
    }

    /** Gives back the slots of readers in other processes that ended without doing so. */
    void checkReaders() {
        env.readerCheck();
    }

    void sync() {
        env.sync(true);
    }

    /** Copies what one moment holds, and no more, into a folder that is there and empty. */
    void copyTo(Path target) {
        env.copy(target.toFile(), CopyFlags.MDB_CP_COMPACT);
    }

    StoreFigures figures() {
        try (Txn<ByteBuffer> transaction = env.txnRead()) {
            Map<Table, Long> entries = new EnumMap<>(Table.class);
            long pages = 0;
            int pageSize = 0;
            for (Table table : Table.values()) {
                Stat stat = table(table).stat(transaction);
                entries.put(table, stat.entries);
                pages += stat.branchPages + stat.leafPages + stat.overflowPages;
                pageSize = stat.pageSize;
            }
            return new StoreFigures(number, entries, pages * pageSize, env.info().numReaders);
        }
    }

    /** What views ask now. */
    Beside beside() {
        return beside;
    }

    MissFilter filter() {
        return beside.filter();
    }

    /** On the writer thread, or before the generation is seen. */
    void replaceCompanion(Companion companion) {
        beside = new Beside(beside.filter(), companion);
    }

    /** Opens a companion from what the generation holds now; on the writer thread, or before the generation is seen. */
    void openCompanion(Companion.Opener opener) {
        try (Txn<ByteBuffer> transaction = env.txnWrite()) {
            replaceCompanion(opener.open(folder, new WriteView(this, transaction)));
        }
    }

    private void replaceFilter(MissFilter filter) {
        beside = new Beside(filter, beside.companion());
    }

    /** Remembers a key that the running transaction adds; on the writer thread. */
    void added(long hash) {
        MissFilter filter = filter();
        boolean isNew = !filter.added().contains(hash);
        if (!filter.add(hash)) {
            replaceFilter(MissFilter.untrusted("too much was added"));
        } else if (isNew && additions != null && additions.isOf(filter)) {
            additions.add(hash);
        }
        if (followed != null && !followed.add(hash)) {
            followed = null;
        }
    }

    /** Behind each commit; on the writer thread. Throws nothing: what was committed must not be told as lost. */
    void committed() {
        try {
            fillUp();
            CommitNote open = note;
            if (open == null) {
                open = CommitNote.open(folder);
                note = open;
            }
            open.write(env.info().lastTransactionId);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("{}: cannot be told what was committed: {}", folder.resolve(CommitNote.NAME), e.toString());
        }
        keepAdditions();
    }

    /** Lets the next start use the filter, behind each commit and each replacement; on the writer thread. */
    void keepAdditions() {
        MissFilter filter = filter();
        try {
            if (additions == null || !additions.isOf(filter)) {
                dropAdditions();
                additions = filter.isTrusted() ? FilterAdditions.create(folder, filter) : null;
            }
            if (additions != null) {
                additions.committed(stamp());
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("{}: cannot be written, the filter will be built anew: {}", folder, e.toString());
            dropAdditions();
        }
    }

    private void dropAdditions() {
        if (additions != null) {
            additions.close();
            additions = null;
        }
        deleteQuietly(folder.resolve(FilterAdditions.NAME));
    }

    /** A set into which all additions from here on go, until the filter is replaced; on the writer thread. */
    AddedHashes followAdditions() {
        followed = new AddedHashes();
        return followed;
    }

    /** The set of {@link #followAdditions}, or null when it became too large. */
    @Nullable AddedHashes additions(@Nullable AddedHashes meanwhile) {
        return followed == meanwhile ? meanwhile : null;
    }

    /**
     * Puts a filter built since {@link #followAdditions} in the place of the old one; on the writer thread.
     *
     * @return false when that set became too large
     */
    boolean replaceFilter(FuseFilter built, AddedHashes meanwhile) {
        if (followed != meanwhile) {
            return false;
        }
        followed = null;
        replaceFilter(MissFilter.of(built, meanwhile));
        return true;
    }

    /** A hash of the meta table: the same only for the same moment of the same history. */
    long stamp() {
        long stamp = 0;
        try (Txn<ByteBuffer> transaction = env.txnRead();
                Cursor<ByteBuffer> cursor = table(Table.META).openCursor(transaction)) {
            for (boolean more = cursor.first(); more; more = cursor.next()) {
                stamp = stamped(stamp, MappedBytes.copy(cursor.key()), MappedBytes.copy(cursor.val()));
            }
        }
        return stamp;
    }

    /** The stamp of an entry more. */
    static long stamped(long before, byte[] key, byte[] value) {
        long stamp = Hash64.mix(before ^ Hash64.of(key, key.length));
        return Hash64.mix(stamp ^ Hash64.of(value, value.length));
    }

    private MissFilter filterFromDisk() {
        Path file = folder.resolve(FILTER);
        deleteQuietly(folder.resolve(FILTER_BUILDING));
        long now = stamp();
        FilterAdditions.Stored stored = FilterAdditions.read(folder, now);
        try {
            return stored == null
                    ? MissFilter.of(FuseFilter.open(file, now), new AddedHashes())
                    : MissFilter.of(FuseFilter.open(file, stored.filterStamp()), stored.hashes());
        } catch (FuseFilter.UntrustedException e) {
            deleteQuietly(file);
            return MissFilter.untrusted(e.getMessage() == null ? "" : e.getMessage());
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is not trusted now, and where it cannot be deleted nothing can be written that would make it look right.
        }
    }

    private synchronized void close() {
        cachedReads.forEach(Generation::close);
        cachedReads.clear();
        env.close();
        CommitNote last = note;
        if (last != null) {
            last.close();
        }
        FilterAdditions added = additions;
        if (added != null) {
            added.close();
        }
    }

    private static void close(CachedRead read) {
        read.cursors().values().forEach(Cursor::close);
        read.transaction().close();
    }
}
