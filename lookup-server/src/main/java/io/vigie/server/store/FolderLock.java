package io.vigie.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The hold of one process, and in it of one owner, on a folder. Thread-safe. */
public final class FolderLock implements AutoCloseable {
    /*
     * The system gives a process's lock on a file away as soon as any channel of the process on that file is closed. A
     * second owner in this process must therefore be refused before it has a channel.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path realPath;
    private final FileChannel channel;

    private FolderLock(Path realPath, FileChannel channel) {
        this.realPath = realPath;
        this.channel = channel;
    }

    /**
     * Takes hold of a folder that exists.
     *
     * @throws StoreException when it is held already
     */
    public static FolderLock take(Path folder) throws IOException {
        Path realPath = folder.toRealPath();
        if (!HELD.add(realPath)) {
            throw held(folder);
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = PrivateFiles.open(
                    realPath.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            taken = channel.tryLock() != null;
            if (!taken) {
                throw held(folder);
            }
            return new FolderLock(realPath, channel);
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(realPath);
            }
        }
    }

    static boolean isHeldByThisProcess(Path folder) throws IOException {
        return HELD.contains(folder.toRealPath());
    }

    private static StoreException held(Path folder) {
        return new StoreException(folder + ": is held by another vigie process (stop it first)");
    }

    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // Closing a lock file loses nothing.
        } finally {
            HELD.remove(realPath);
        }
    }
}
