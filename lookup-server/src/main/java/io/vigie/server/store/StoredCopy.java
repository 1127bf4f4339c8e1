package io.vigie.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lmdbjava.LmdbException;

/** A compact copy of one moment of a generation. Close removes it. */
public final class StoredCopy implements AutoCloseable {
    private final Path folder;

    private StoredCopy(Path folder) {
        this.folder = folder;
    }

    static StoredCopy of(Generation generation, Path folder) {
        boolean made = false;
        try {
            DurableFiles.deleteTree(folder);
            PrivateFiles.createFolder(folder);
            DiskRoom.require(folder, generation.figures().usedBytes());
            generation.copyTo(folder);
            made = true;
            return new StoredCopy(folder);
        } catch (IOException | LmdbException e) {
            throw new StoreException(folder + ": cannot be written (" + PrivateFiles.reason(folder, e) + ")", e);
        } finally {
            if (!made) {
                remove(folder);
            }
        }
    }

    /** The folder that holds the copy. */
    public Path folder() {
        return folder;
    }

    /** The copy's bytes, from the beginning; closed by the caller. */
    public FileChannel open() throws IOException {
        return FileChannel.open(folder.resolve(Generation.DATA), StandardOpenOption.READ);
    }

    @Override
    public void close() {
        remove(folder);
    }

    private static void remove(Path folder) {
        try {
            DurableFiles.deleteTree(folder);
        } catch (IOException e) {
            // Removed at the next start.
        }
    }
}
