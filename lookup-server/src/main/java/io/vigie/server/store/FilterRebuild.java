package io.vigie.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The miss filter of the current generation being built anew, while the generation is read and written as ever.
 *
 * <p>Every key that was there when this began, and still is, must be {@linkplain #add added} by whoever walks the data;
 * what is written meanwhile is remembered by itself. Used by one thread; close it in any case.
 */
public final class FilterRebuild implements AutoCloseable {
    private final DataFolder folder;
    private final Generation generation;
    private final AddedHashes meanwhile;
    private final long stampBefore;
    private final FuseBuilder builder;

    /** On the writer thread; the caller's reference to the generation belongs to this from then on. */
    FilterRebuild(DataFolder folder, Generation generation, Path scratch, long keysExpected) {
        this.folder = folder;
        this.generation = generation;
        this.stampBefore = generation.stamp();
        this.builder = new FuseBuilder(scratch, keysExpected);
        this.meanwhile = generation.followAdditions();
    }

    /** Number of the generation that must be walked. */
    public int generationNumber() {
        return generation.number();
    }

    /** Adds the hash of a key that was found. */
    public void add(long hash) throws IOException {
        builder.add(hash);
    }

    /**
     * Builds the filter and puts it in the place of the old one.
     *
     * @return false when so much was written meanwhile that it must be done again, or the generation was replaced
     */
    public boolean install() throws IOException {
        try {
            return folder.isCurrent(generation) && written();
        } catch (IOException | StoreException e) {
            if (!folder.isCurrent(generation)) {
                // Its folder is being removed.
                return false;
            }
            throw e;
        }
    }

    private boolean written() throws IOException {
        Path file = generation.folder().resolve(Generation.FILTER_BUILDING);
        try {
            builder.write(file, stampBefore);
            FuseFilter built = FuseFilter.open(file, stampBefore);
            return folder.onWriter(() -> generation.held(() -> installed(built, file)));
        } catch (FuseFilter.UntrustedException e) {
            throw new IOException(file + ": cannot be read back (" + e.getMessage() + ")");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private boolean installed(FuseFilter built, Path file) throws IOException {
        if (!folder.isCurrent(generation) || !generation.replaceFilter(built, meanwhile)) {
            return false;
        }
        Files.move(file, generation.folder().resolve(Generation.FILTER), StandardCopyOption.ATOMIC_MOVE);
        generation.keepAdditions();
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            builder.close();
        } finally {
            generation.release();
        }
    }
}
