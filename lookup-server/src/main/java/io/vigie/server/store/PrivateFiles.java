package io.vigie.server.store;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files and folders that only their owner may read, where the file system knows of owners. */
public final class PrivateFiles {
    private static final long FULL_BYTES = 1 << 20;

    private PrivateFiles() {}

    /** Creates a folder (0700) and those above it when they are absent. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(folder, "rwx------"));
        }
    }

    /** Lets only the owner of a file use it, whatever the folder that it is in lets others do. */
    public static void restrict(Path file) throws IOException {
        if (hasOwners(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Opens a file; one that is created is 0600. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, permissions(file, "rw-------"));
    }

    /** A new, empty file with mode 0600, in the place of one that was there. */
    static FileChannel create(Path file, OpenOption... options) throws IOException {
        Files.deleteIfExists(file);
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(StandardOpenOption.CREATE_NEW);
        return open(file, all);
    }

    /** Why a write failed, for people: LMDB tells a full disk as an input/output error. */
    static String reason(Path path, Exception e) {
        try {
            FileStore disk = Files.getFileStore(path);
            if (disk.getUsableSpace() < FULL_BYTES) {
                return "the disk is full";
            }
        } catch (IOException ignored) {
            // The exception itself has to do.
        }
        return FileFault.reason(e);
    }

    private static boolean hasOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return hasOwners(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
