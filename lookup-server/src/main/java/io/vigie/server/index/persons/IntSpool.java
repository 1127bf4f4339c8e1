package io.vigie.server.index.persons;

import io.vigie.server.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ints that are written once and read in the same order several times: few in memory, many in a file. One thread. */
final class IntSpool implements AutoCloseable {
    private static final int BUFFER_INTS = 1 << 16;
    private static final int SMALL_INTS = 1 << 8;

    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    private IntBuffer buffer = IntBuffer.allocate(SMALL_INTS);
    private final ByteBuffer bytes;
    private long size;

    /** @param file written when there are many ints; null = never */
    IntSpool(@Nullable Path file) {
        this.file = file;
        this.bytes = ByteBuffer.allocate(file == null ? 0 : BUFFER_INTS * Integer.BYTES);
    }

    void add(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            makeRoom();
        }
        buffer.put(value);
        size++;
    }

    /** Ints added. */
    long size() {
        return size;
    }

    /** Reads from the first int on. Nothing is added any more. */
    Reader reader() {
        return new Reader();
    }

    private void makeRoom() throws IOException {
        if (file != null && buffer.capacity() == BUFFER_INTS) {
            bytes.clear().asIntBuffer().put(buffer.flip());
            FileChannel out = opened(file);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            buffer.clear();
        } else {
            buffer = IntBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        }
    }

    private FileChannel opened(Path path) throws IOException {
        if (channel == null) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.createFolder(folder);
            }
            Files.deleteIfExists(path);
            channel = PrivateFiles.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (channel != null && file != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    /** One pass. */
    final class Reader {
        private final long fileInts = size - buffer.position();
        private long at;
        private IntBuffer chunk = IntBuffer.allocate(0);

        boolean hasNext() {
            return at < size;
        }

        int next() throws IOException {
            if (!chunk.hasRemaining()) {
                fill();
            }
            at++;
            return chunk.get();
        }

        private void fill() throws IOException {
            if (at == fileInts || channel == null) {
                chunk = buffer.duplicate().flip();
                return;
            }
            bytes.clear();
            long position = at * Integer.BYTES;
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new IOException(file + ": is shorter than what was written");
                }
            }
            chunk = bytes.flip().asIntBuffer();
        }
    }
}
