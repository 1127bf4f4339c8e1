package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final String CURRENT = "CURRENT";
    private static final String NEXT = "CURRENT.next";
    private static final String GENERATION_PATTERN = "gen-[0-9]{6,9}";
    private static final String BUILDING = ".building";

    private final Path path;
    private final FolderLock lock;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("vigie-writer").daemon().unstarted(task));
    private final AtomicBoolean building = new AtomicBoolean();
    private volatile @Nullable Generation current;
    private Companion.@Nullable Opener opener;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder, creating it when absent, and removes what an interrupted build left.
     *
     * @throws StoreException when it is held by another process, unreadable or half-written
     */
    public static DataFolder open(Path path) {
        FolderLock lock = null;
        boolean opened = false;
        try {
            PrivateFiles.createFolder(path);
            lock = FolderLock.take(path);
            DataFolder folder = new DataFolder(path, lock);
            folder.finishPublication();
            folder.openCurrent();
            folder.removeLeftovers();
            opened = true;
            return folder;
        } catch (IOException e) {
            throw new StoreException(path + ": cannot be used as a data folder (" + reason(e) + ")", e);
        } finally {
            if (!opened && lock != null) {
                lock.close();
            }
        }
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

    /**
     * Reads the current data file once, on a thread of its own, so that its pages are in memory before questions need
     * them: a page that is not costs a question hundreds of microseconds.
     */
    public void warm() {
        Generation generation = current;
        if (generation != null) {
            Path file = generation.folder().resolve("data.mdb");
            Thread.ofPlatform().name("vigie-warm").daemon().start(() -> read(file));
        }
    }

    private static void read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            while (channel.read(buffer) >= 0) {
                buffer.clear();
            }
        } catch (IOException e) {
            // The file was replaced meanwhile; warming is a courtesy.
        }
    }

    public StoreFigures figures() {
        Generation generation = acquireCurrent();
        try {
            return generation.figures();
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
        Path folder = path.resolve(folderName(number) + BUILDING);
        try {
            deleteTree(folder);
            PrivateFiles.createFolder(folder);
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be created (" + reason(e) + ")", e);
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
        Path folder = path.resolve(folderName(built.number()));
        Path next = path.resolve(NEXT);
        Generation opened = null;
        try {
            // The name is promised before the folder has it: whenever the process ends, see finishPublication.
            Files.deleteIfExists(next);
            deleteTree(folder);
            syncFolder(built.folder());
            writeSynced(next, folderName(built.number()) + "\n");
            syncFolder(path);
            move(built.folder(), folder);
            syncFolder(path);
            opened = Generation.open(built.number(), folder, builder);
            if (opener != null) {
                opened.openCompanion(opener);
            }
            // The last thing that may fail: what is written from here on must go where the next start finds it.
            move(next, path.resolve(CURRENT));
        } catch (IOException | RuntimeException e) {
            breakPromise(next);
            if (opened != null) {
                opened.release();
                discard(opened);
            }
            throw e instanceof IOException io
                    ? new StoreException(path + ": the new generation cannot be named (" + reason(io) + ")", io)
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
            generation.fillUp();
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
            deleteTree(generation.folder());
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

    /**
     * Ends what a process that died in {@link #publish} began. When the promised generation has its name it is whole,
     * so the promise is kept; else it is dropped and what was current stays so.
     */
    private void finishPublication() throws IOException {
        Path next = path.resolve(NEXT);
        if (!Files.exists(next)) {
            return;
        }
        String name = Files.readString(next, StandardCharsets.ISO_8859_1).strip();
        if (name.matches(GENERATION_PATTERN) && Files.isDirectory(path.resolve(name))) {
            move(next, path.resolve(CURRENT));
        } else {
            Files.delete(next);
        }
        syncFolder(path);
    }

    /** Else the next start would swap to a generation whose publication was told as failed. */
    private void breakPromise(Path next) {
        try {
            Files.deleteIfExists(next);
            syncFolder(path);
        } catch (IOException e) {
            // The failure that led here is told.
        }
    }

    /**
     * Folder of the generation that answers, or will when a publication that was cut short is finished. Changes nothing.
     *
     * @throws StoreException when there is none
     */
    static Path currentGeneration(Path path) throws IOException {
        for (String file : List.of(NEXT, CURRENT)) {
            Path named = path.resolve(file);
            String name = Files.exists(named) ? Files.readString(named, StandardCharsets.ISO_8859_1).strip() : "";
            if (name.matches(GENERATION_PATTERN) && Files.isDirectory(path.resolve(name))) {
                return path.resolve(name);
            }
        }
        throw new StoreException(path + ": holds no data (expected: a file CURRENT that names a folder beside it)");
    }

    private void openCurrent() throws IOException {
        Path file = path.resolve(CURRENT);
        if (!Files.exists(file)) {
            if (!generations().isEmpty()) {
                throw new StoreException(path + ": holds generations but no file CURRENT (half-written or copied"
                        + " while in use; restore a snapshot or load again into an empty folder)");
            }
            return;
        }
        String name = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!name.matches(GENERATION_PATTERN) || !Files.isDirectory(path.resolve(name))) {
            throw new StoreException(
                    file + ": names a generation that is not there (expected: a folder gen-NNNNNN beside it)");
        }
        if (!Files.isRegularFile(path.resolve(name).resolve("data.mdb"))) {
            throw new StoreException(path.resolve(name) + ": has no data.mdb");
        }
        current = Generation.open(Integer.parseInt(name.substring(4)), path.resolve(name));
    }

    private void removeLeftovers() throws IOException {
        Generation kept = current;
        for (Path folder : generations()) {
            if (kept == null || !folder.equals(kept.folder())) {
                deleteTree(folder);
            }
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path folder : files.filter(file -> file.toString().endsWith(BUILDING)).toList()) {
                deleteTree(folder);
            }
        }
        deleteTree(scratchPath());
    }

    /** A folder for temporary files of a load; removed with its content at the next start. */
    public Path scratchPath() {
        return path.resolve("scratch");
    }

    private List<Path> generations() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches(GENERATION_PATTERN))
                    .toList();
        }
    }

    private static String folderName(int number) {
        return String.format(Locale.ROOT, "gen-%06d", number);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("file system cannot rename atomically", e);
        }
    }

    private static void writeSynced(Path file, String text) throws IOException {
        try (FileChannel channel = PrivateFiles.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                deleteTree(file);
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
