package io.vigie.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A private folder for what a command needs only while it runs. */
record ScratchFolder(Path path) implements AutoCloseable {
    /** A new folder in another, or where the system keeps temporary files. */
    static ScratchFolder in(@Nullable Path parent) throws IOException {
        String prefix = "vigie-scratch-";
        return new ScratchFolder(
                parent == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(parent, prefix));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
