package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Reads the files of a generation once, on a thread of its own, so that their pages are in memory before questions need
 * them: a page that is not costs a question hundreds of microseconds. Thread-safe.
 */
public final class Prefault {
    private static final int PIECE_SIZE = 1 << 20;

    /** Never LMDB's own: to close any descriptor of it gives away the locks that this process has on it (POSIX). */
    private static final String LMDB_LOCK = "lock.mdb";

    private static final long MB = 1_000_000;

    private final AtomicLong size = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private volatile boolean ended;

    private Prefault() {}

    /** Begins with the files of a folder. */
    static Prefault start(Path folder) {
        Prefault prefault = new Prefault();
        Thread.ofPlatform().name("vigie-warm").daemon().start(() -> prefault.run(folder));
        return prefault;
    }

    /** Nothing to read. */
    static Prefault none() {
        Prefault none = new Prefault();
        none.ended = true;
        return none;
    }

    /** Answers are right meanwhile, and slower where they need what was not read yet. */
    public List<String> warnings() {
        return ended
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "data is still being read into memory, %,d of %,d MB: some answers take longer",
                        read.get() / MB,
                        size.get() / MB));
    }

    private void run(Path folder) {
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> files = listed.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(LMDB_LOCK))
                    .toList();
            for (Path file : files) {
                size.addAndGet(Files.size(file));
            }
            for (Path file : files) {
                read(file);
            }
        } catch (IOException e) {
            // The files were replaced meanwhile; what replaced them has just been written.
        } finally {
            ended = true;
        }
    }

    private void read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE_SIZE);
            for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer)) {
                read.addAndGet(count);
                buffer.clear();
            }
        }
    }
}
