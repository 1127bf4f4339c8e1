package io.vigie.server.store;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lmdbjava.LmdbException;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Txn;

/**
 * Fills a new generation beside the current one, each table in ascending key order. Nothing is seen or durable before
 * {@link DataFolder#publish}; closing without publishing removes it.
 *
 * <p>Used by one thread.
 */
public final class GenerationBuilder implements AutoCloseable {
    /** Keeps the transaction's dirty pages to a few hundred megabytes at most. */
    private static final int COMMIT_BYTES = 64 << 20;

    private final DataFolder folder;
    private final Generation generation;
    private final Map<Table, Long> appended = new EnumMap<>(Table.class);
    private Txn<ByteBuffer> transaction;
    private WriteView view;
    private long uncommittedBytes;
    private @Nullable FuseBuilder filter;
    private @Nullable AddedHashes addedLater;
    private long filterStamp;
    private boolean sealed;
    private boolean handedOver;

    GenerationBuilder(DataFolder folder, Generation generation) {
        this.folder = folder;
        this.generation = generation;
        this.transaction = generation.beginWrite();
        this.view = new WriteView(generation, transaction);
    }

    /** Adds a value whose key is greater than all in the table. */
    public void append(Table table, byte[] key, byte[] value) {
        try {
            appendNow(table, key, value);
        } catch (LmdbException e) {
            throw cannotBeWritten(e);
        }
    }

    private void appendNow(Table table, byte[] key, byte[] value) {
        view.append(table, key, value);
        appended.merge(table, 1L, Long::sum);
        commitWhenLarge(key.length + value.length);
    }

    /** Adds a value in any order; the key must not be there. For the few, as it costs a walk of the tree. */
    public void insert(Table table, byte[] key, byte[] value) {
        try {
            view.put(table, key, value);
            appended.merge(table, 1L, Long::sum);
            commitWhenLarge(key.length + value.length);
        } catch (LmdbException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Changes a value that has been appended, in any order. */
    public void replace(Table table, byte[] key, UnaryOperator<byte[]> change) {
        byte[] value = view.get(table, key);
        if (value == null) {
            throw new IllegalStateException(table + ": key not held (expected: one that was appended)");
        }
        view.put(table, key, change.apply(value));
    }

    /**
     * Starts the miss filter of the generation; without it there is none until one is built in the background.
     *
     * @param keysExpected a guess; wrong ones cost space or time, never a key
     */
    public void startFilter(long keysExpected) {
        filter = new FuseBuilder(folder.scratchPath().resolve("filter.hashes"), keysExpected);
    }

    /** Adds the hash of a key that is asked for to the miss filter. */
    public void addToFilter(long hash) throws IOException {
        if (filter == null) {
            throw new IllegalStateException("filter: not started");
        }
        filter.add(hash);
    }

    /** Place of a file beside the environment, written and synced by the caller before {@link DataFolder#publish}. */
    public Path fileBeside(String name) {
        return generation.folder().resolve(name);
    }

    /** A folder for what is needed only while building. */
    public Path scratchPath() {
        return folder.scratchPath();
    }

    /**
     * Ends the appending: commits, syncs, compares the number of entries with what was appended, and writes the filter.
     * From here on {@link #write} changes the generation, in any order.
     */
    public void seal() {
        if (sealed) {
            return;
        }
        sealed = true;
        try {
            commit();
            generation.fillUp();
            generation.sync();
            writeFilter();
        } catch (LmdbException e) {
            throw cannotBeWritten(e);
        }
        countEntries();
        addedLater = generation.followAdditions();
    }

    /** Runs one write transaction on the sealed generation; nothing of it is durable before {@link DataFolder#publish}. */
    public <T> T write(Function<WriteView, T> work) {
        try (Txn<ByteBuffer> running = generation.beginWrite()) {
            T result = work.apply(new WriteView(generation, running));
            running.commit();
            return result;
        } catch (LmdbException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Makes everything durable and hands it over, to be opened with {@link #openFilter}. */
    Generation finish() {
        try {
            generation.fillUp();
            generation.sync();
        } catch (LmdbException e) {
            throw cannotBeWritten(e);
        }
        addedLater = generation.additions(addedLater);
        handedOver = true;
        return generation;
    }

    /** The filter that was written, with what was added behind it. */
    MissFilter openFilter(Path folderNow) {
        try {
            return addedLater == null
                    ? MissFilter.untrusted("too much was added")
                    : MissFilter.of(FuseFilter.open(folderNow.resolve(Generation.FILTER), filterStamp), addedLater);
        } catch (FuseFilter.UntrustedException e) {
            return MissFilter.untrusted(String.valueOf(e.getMessage()));
        }
    }

    private void countEntries() {
        StoreFigures figures = generation.figures();
        for (Table table : Table.values()) {
            long expected = appended.getOrDefault(table, 0L);
            long found = figures.entries().getOrDefault(table, 0L);
            if (found != expected) {
                throw new StoreException(generation.folder() + ": " + table + " holds " + found
                        + " entries after the build (expected: " + expected + ")");
            }
        }
    }

    private void commitWhenLarge(int bytes) {
        uncommittedBytes += bytes;
        if (uncommittedBytes > COMMIT_BYTES) {
            commit();
            transaction = generation.beginWrite();
            view = new WriteView(generation, transaction);
        }
    }

    private StoreException cannotBeWritten(LmdbException e) {
        return new StoreException(
                folder.path() + ": cannot be written (" + PrivateFiles.reason(folder.path(), e) + ")", e);
    }

    private void writeFilter() {
        if (filter == null) {
            return;
        }
        Path file = generation.folder().resolve(Generation.FILTER);
        try {
            filterStamp = generation.stamp();
            filter.write(file, filterStamp);
            filter.close();
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be written (" + FileFault.reason(e) + ")", e);
        }
    }

    private void commit() {
        transaction.commit();
        transaction.close();
        uncommittedBytes = 0;
    }

    /** Throws a generation away that was not published, and lets another be built. */
    @Override
    public void close() {
        if (!handedOver) {
            closeFilter();
            if (!sealed) {
                transaction.close();
            }
            generation.release();
            folder.discard(generation);
        }
        folder.builderClosed();
    }

    private void closeFilter() {
        try {
            if (filter != null) {
                filter.close();
            }
        } catch (IOException e) {
            // The scratch folder is emptied at the next start.
        }
    }
}
