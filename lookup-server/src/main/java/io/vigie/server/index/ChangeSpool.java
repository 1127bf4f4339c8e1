package io.vigie.server.index;

import io.vigie.v1.Change;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a bulk load makes, on disk until their place in the order of changes is known. Beyond a bound only their
 * number is kept: then the log begins anew behind them. Used by one thread; close removes the file.
 */
final class ChangeSpool implements AutoCloseable {
    private final Path file;
    private final int loggedMax;
    private @Nullable OutputStream out;
    private long count;
    private boolean isPart;

    /**
     * @param loggedMax changes that are kept
     */
    ChangeSpool(Path file, int loggedMax) {
        this.file = file;
        this.loggedMax = loggedMax;
    }

    /** Told of each change. */
    interface Sink {
        void accept(Change change) throws IOException;
    }

    void add(Change change) throws IOException {
        count++;
        if (isTooLong()) {
            close();
            return;
        }
        if (out == null) {
            Files.createDirectories(file.getParent());
            out = new BufferedOutputStream(Files.newOutputStream(file));
        }
        change.writeDelimitedTo(out);
    }

    /** A change that cannot be told: without it the others are no order. */
    void addUntold() throws IOException {
        count++;
        isPart = true;
        close();
    }

    long count() {
        return count;
    }

    /** Whether there are more changes than enter the log, or some that cannot. */
    boolean isTooLong() {
        return isPart || count > loggedMax;
    }

    /** Goes through all, in the order in which they were added; unless they are too many. */
    void forEach(Sink sink) throws IOException {
        if (out == null) {
            return;
        }
        out.close();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (Change change = Change.parseDelimitedFrom(in);
                    change != null;
                    change = Change.parseDelimitedFrom(in)) {
                sink.accept(change);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            Files.deleteIfExists(file);
        }
    }
}
