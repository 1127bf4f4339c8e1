package io.vigie.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether a disk has room for what is about to be written: a full one would refuse what owners submit. */
final class DiskRoom {
    /** What a disk must have left. */
    private static final long RESERVE_BYTES = 64 << 20;

    private DiskRoom() {}

    /**
     * Fails when there is none.
     *
     * @throws StoreException that says how much is free
     */
    static void require(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - RESERVE_BYTES < bytes) {
            throw new StoreException(String.format(
                    Locale.ROOT,
                    "%s: %,d MB are free (expected: %,d MB, and %,d MB to spare)",
                    folder,
                    free >> 20,
                    bytes >> 20,
                    RESERVE_BYTES >> 20));
        }
    }
}
