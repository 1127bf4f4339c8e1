package io.vigie.server.store;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/**
 * A folder of data, held by one process at a time: {@code lock}, {@code CURRENT}, {@code gen-NNNNNN/}.
 *
 * <p>Thread-safe. Close it after the last view has ended; a generation still being read closes with its last reader.
 */
public final class DataFolder implements AutoCloseable {
    private static final String BUILDING = ".building";

    private final Path path;
    private final FolderLock lock;
    private final CurrentFile currentFile;
    private final ExecutorService writer = startedWriter();
    private final AtomicBoolean building = new AtomicBoolean();
    private volatile @Nullable Generation current;
    private Companion.@Nullable Opener opener;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
        this.currentFile = new CurrentFile(path);
    }

    /**
     * Opens a folder, creating it when absent, and removes what an interrupted build left.
     *
     * @throws StoreException when it is held by another process, unreadable or half-written
     */
    public static DataFolder open(Path path) {
        FolderLock lock = null;
        DataFolder folder = null;
        boolean opened = false;
        try {
            PrivateFiles.createFolder(path);
            lock = FolderLock.take(path);
            folder = new DataFolder(path, lock);
            folder.currentFile.finishPublication();
            folder.openCurrent();
            folder.removeLeftovers();
            opened = true;
            return folder;
        } catch (IOException e) {
            throw new StoreException(path + ": cannot be used as a data folder (" + FileFault.reason(e) + ")", e);
        } finally {
            if (!opened && folder != null) {
                folder.writer.shutdown();
            }
            if (!opened && lock != null) {
                lock.close();
            }
        }
    }

    /** Its thread is there from the start: one that began with a load would be a {@linkplain Background background thread}, as the load's is. */
    private static ExecutorService startedWriter() {
        ThreadPoolExecutor writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform().name("vigie-writer").daemon().unstarted(task));
        writer.prestartCoreThread();
        return writer;
    }

    public Path path() {
        return path;
    }

    /** Whether anything was ever loaded. */
    public boolean hasData() {
        return current != null;
    }

    /** A view for the calling thread. */
    public ReadView newView() {
        return new ReadView(this);
    }

    /** Begins to read the current generation into memory. */
    public Prefault warm() {
        Generation generation = current;
        return generation == null ? Prefault.none() : Prefault.start(generation.folder());
    }

    public StoreFigures figures() {
        Generation generation = acquireCurrent();
        try {
            return generation.figures();
        } finally {
            generation.release();
        }
    }

    /**
     * Forgets readers of the current generation in other processes that were killed: for one that is remembered, no page that
     * was freed since is used again.
     */
    public void checkReaders() {
        Generation generation = acquireCurrent();
        try {
            generation.checkReaders();
        } finally {
            generation.release();
        }
    }

    /** State of the current generation's miss filter. */
    public FilterFigures filterFigures() {
        Generation generation = acquireCurrent();
        try {
            return generation.filter().figures();
        } finally {
            generation.release();
        }
    }

    /**
     * Starts to build the current generation's miss filter anew. Waits for a write transaction that runs.
     *
     * @param keysExpected a guess; wrong ones cost space or time, never a key
     */
    public FilterRebuild newFilterRebuild(long keysExpected) {
        Generation generation = acquireCurrent();
        try {
            return onWriter(() -> generation.held(() -> new FilterRebuild(
                    this, generation, scratchPath().resolve("refilter.hashes"), keysExpected)));
        } catch (RuntimeException e) {
            generation.release();
            throw e;
        }
    }

    /**
     * Opens a companion of the current generation, and of every generation that is published later before it is seen.
     * Waits for a write transaction that runs. Whoever attaches a second one replaces the first.
     */
    public synchronized void attach(Companion.Opener companions) {
        opener = companions;
        if (current != null) {
            Generation generation = acquireCurrent();
            try {
                onWriter(() -> generation.held(() -> {
                    generation.openCompanion(companions);
                    return 0;
                }));
            } finally {
                generation.release();
            }
        }
    }

    /**
     * Makes a compact copy of the present moment, without what was deleted, in a new folder beside the generations; the
     * caller removes it with {@link StoredCopy#close}. Readers and writers go on; pages that are freed meanwhile are not used
     * again until the copy is made, so the file may grow by what is written.
     *
     * @throws StoreException when the disk has no room for it
     */
    public StoredCopy copy() {
        Generation generation = acquireCurrent();
        try {
            return StoredCopy.of(generation, path.resolve("snapshot" + BUILDING));
        } finally {
            generation.release();
        }
    }

    /**
     * Fails when the disk has no room for so many bytes, and some to spare.
     *
     * @throws StoreException that says how many are free
     */
    public void requireRoom(long bytes) throws IOException {
        DiskRoom.require(path, bytes);
    }

    boolean isCurrent(Generation generation) {
        return current == generation;
    }

    /**
     * Starts a generation beside the current one. Close the builder, published or not, before another is started.
     *
     * @throws StoreException while another is being built
     */
    public GenerationBuilder newGeneration() {
        if (!building.compareAndSet(false, true)) {
            throw new StoreException(path + ": another generation is being built (expected: one load or compaction at a time)");
        }
        try {
            return startGeneration();
        } catch (RuntimeException e) {
            building.set(false);
            throw e;
        }
    }

    /** The generation being built was published or thrown away. */
    void builderClosed() {
        building.set(false);
    }

    private GenerationBuilder startGeneration() {
        int number = current == null ? 1 : current.number() + 1;
        Path folder = path.resolve(currentFile.generation(number).getFileName() + BUILDING);
        try {
            DurableFiles.deleteTree(folder);
            PrivateFiles.createFolder(folder);
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be created (" + FileFault.told(e) + ")", e);
        }
        return new GenerationBuilder(this, Generation.create(number, folder));
    }

    /**
     * Makes a built generation the current one: durable when this returns, seen by the next view that begins.
     *
     * @param last the last changes of the new generation, made when nothing is written to the current one any more
     */
    public synchronized <T> T publish(GenerationBuilder builder, Function<WriteView, T> last) {
        builder.seal();
        Generation old = current;
        T result = onWriter(() -> {
            T made = builder.write(last);
            name(builder);
            return made;
        });
        if (old != null) {
            old.release();
            // An open map outlives its name, so the old files can go while a last reader is still in them.
            discard(old);
        }
        return result;
    }

    private void name(GenerationBuilder builder) {
        Generation built = builder.finish();
        built.release();
        Path folder = currentFile.generation(built.number());
        Generation opened = null;
        try {
            DurableFiles.syncFolder(built.folder());
            currentFile.promise(built.folder(), folder);
            opened = Generation.open(built.number(), folder, builder);
            if (opener != null) {
                opened.openCompanion(opener);
            }
            // What is written from here on must go where the next start finds it.
            currentFile.keepPromise();
        } catch (IOException | RuntimeException e) {
            currentFile.breakPromise();
            if (opened != null) {
                opened.release();
                discard(opened);
            }
            throw e instanceof IOException io
                    ? new StoreException(path + ": the new generation cannot be named (" + FileFault.told(io) + ")", io)
                    : (RuntimeException) e;
        }
        current = opened;
    }

    /**
     * Runs one write transaction on the writer thread and returns when it is durable.
     *
     * @param work what to write; an exception leaves the data as it was
     */
    public <T> T write(Function<WriteView, T> work) {
        return onWriter(() -> writeNow(work));
    }

    /** Runs something between two write transactions. An interrupt waits: what was begun may be committed. */
    <T> T onWriter(Callable<T> work) {
        Future<T> running = writer.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LmdbException lmdb) {
                throw new StoreException(path + ": cannot be written (" + PrivateFiles.reason(path, lmdb) + ")", lmdb);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreException(path + ": write failed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T writeNow(Function<WriteView, T> work) {
        Generation generation = acquireCurrent();
        try (Txn<ByteBuffer> transaction = generation.beginWrite()) {
            T result = work.apply(new WriteView(generation, transaction));
            transaction.commit();
            generation.committed();
            return result;
        } finally {
            generation.release();
        }
    }

    /** The current generation with one more reference; the caller releases it. */
    Generation acquireCurrent() {
        while (true) {
            Generation generation = current;
            if (generation == null) {
                throw new StoreException(path + ": holds no data (expected: loaded with `vigie load`)");
            }
            if (generation.acquire()) {
                return generation;
            }
        }
    }

    void discard(Generation generation) {
        try {
            DurableFiles.deleteTree(generation.folder());
        } catch (IOException e) {
            // Removed at the next start.
        }
    }

    @Override
    public synchronized void close() {
        writer.close();
        Generation generation = current;
        current = null;
        if (generation != null) {
            generation.release();
        }
        lock.close();
    }

    private void openCurrent() throws IOException {
        Path folder = currentFile.read();
        if (folder == null) {
            return;
        }
        if (!Files.isRegularFile(folder.resolve("data.mdb"))) {
            throw new StoreException(folder + ": has no data.mdb");
        }
        current = Generation.open(CurrentFile.numberOf(folder), folder);
    }

    private void removeLeftovers() throws IOException {
        Generation kept = current;
        for (Path folder : currentFile.generations()) {
            if (kept == null || !folder.equals(kept.folder())) {
                DurableFiles.deleteTree(folder);
            }
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path folder : files.filter(file -> file.toString().endsWith(BUILDING)).toList()) {
                DurableFiles.deleteTree(folder);
            }
        }
        DurableFiles.deleteTree(scratchPath());
    }

    /** A folder for temporary files of a load; removed with its content at the next start. */
    public Path scratchPath() {
        return path.resolve("scratch");
    }
}
