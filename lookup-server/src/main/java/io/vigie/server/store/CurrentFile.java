package io.vigie.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file {@code CURRENT} of a data folder, which names the generation that answers. Used by whoever holds the folder. */
final class CurrentFile {
    /*
     * A generation is built under a name that does not count. To publish it, its name is promised (CURRENT.next, synced), then its
     * folder takes that name, then CURRENT.next becomes CURRENT. Whenever the process ends, the next start finishes: with the
     * folder under its name the generation is whole, so the promise is kept; without it the promise is dropped, and what was
     * current stays so. A publication that fails while the process lives breaks its promise, or the next start would swap to a
     * generation that was told as failed.
     */
    /** What helps when a folder cannot be opened. */
    static final String BEGIN_ANEW =
            "remove CURRENT and gen-* in the data folder, audit and messages stay; then restore a snapshot or load";

    private static final String CURRENT = "CURRENT";
    private static final String NEXT = "CURRENT.next";
    private static final String PREFIX = "gen-";
    private static final String PATTERN = PREFIX + "[0-9]{6,9}";

    private final Path folder;

    CurrentFile(Path folder) {
        this.folder = folder;
    }

    /** Folder of the generation that answers; null when nothing was ever loaded. */
    @Nullable Path read() throws IOException {
        Path file = folder.resolve(CURRENT);
        if (!Files.exists(file)) {
            if (!generations().isEmpty()) {
                throw new StoreException(folder + ": holds generations but no file CURRENT (half-written or copied"
                        + " while in use; " + BEGIN_ANEW + ")");
            }
            return null;
        }
        Path named = named(file);
        if (named == null) {
            throw new StoreException(
                    file + ": names a generation that is not there (expected: a folder gen-NNNNNN beside it; "
                            + BEGIN_ANEW + ")");
        }
        return named;
    }

    /**
     * Folder of the generation that answers, or will when a publication that was cut short is finished. Changes nothing.
     *
     * @throws StoreException when there is none
     */
    static Path peek(Path folder) throws IOException {
        for (String file : List.of(NEXT, CURRENT)) {
            Path at = folder.resolve(file);
            Path named = Files.exists(at) ? new CurrentFile(folder).named(at) : null;
            if (named != null) {
                return named;
            }
        }
        throw new StoreException(folder + ": holds no data (expected: a file CURRENT that names a folder beside it)");
    }

    /** Gives a built generation its name, durably; its folder is synced. */
    void promise(Path built, Path named) throws IOException {
        Path next = folder.resolve(NEXT);
        Files.deleteIfExists(next);
        DurableFiles.deleteTree(named);
        DurableFiles.write(next, named.getFileName() + "\n");
        DurableFiles.syncFolder(folder);
        DurableFiles.move(built, named);
        DurableFiles.syncFolder(folder);
    }

    /**
     * Makes the promised generation the current one: the last thing of a publication that may fail, so the folder is not synced
     * after it. If the rename is lost with the power, the promise is still there.
     */
    void keepPromise() throws IOException {
        DurableFiles.move(folder.resolve(NEXT), folder.resolve(CURRENT));
    }

    /** Of a publication that has failed. */
    void breakPromise() {
        try {
            Files.deleteIfExists(folder.resolve(NEXT));
            DurableFiles.syncFolder(folder);
        } catch (IOException e) {
            // The failure that led here is told.
        }
    }

    /** Ends what a process that died while publishing began. */
    void finishPublication() throws IOException {
        Path next = folder.resolve(NEXT);
        if (!Files.exists(next)) {
            return;
        }
        if (named(next) != null) {
            keepPromise();
        } else {
            Files.delete(next);
        }
        DurableFiles.syncFolder(folder);
    }

    /** All folders that are named as generations. */
    List<Path> generations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(PATTERN))
                    .toList();
        }
    }

    Path generation(int number) {
        return folder.resolve(String.format(Locale.ROOT, PREFIX + "%06d", number));
    }

    static int numberOf(Path generation) {
        return Integer.parseInt(generation.getFileName().toString().substring(PREFIX.length()));
    }

    /** The folder that a file names, or null when it names none that is there. */
    private @Nullable Path named(Path file) throws IOException {
        String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return name.matches(PATTERN) && Files.isDirectory(folder.resolve(name)) ? folder.resolve(name) : null;
    }
}
