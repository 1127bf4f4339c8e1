package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes kept by part until each part is built: a small buffer a part in the heap, full ones in one file. Not
 * thread-safe. Close removes the file.
 */
final class HashSpool implements AutoCloseable {
    private static final int CHUNK_HASHES = 8 << 10;
    private static final int CHUNK_SIZE = CHUNK_HASHES * Long.BYTES;

    private final Path file;
    private final long[][] buffers;
    private final int[] buffered;
    private final int[][] chunks;
    private final int[] chunkCounts;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_SIZE);
    private @Nullable FileChannel channel;
    private int chunksWritten;

    HashSpool(Path file, int parts) {
        this.file = file;
        this.buffers = new long[parts][];
        this.buffered = new int[parts];
        this.chunks = new int[parts][];
        this.chunkCounts = new int[parts];
        Arrays.setAll(buffers, _ -> new long[CHUNK_HASHES]);
        Arrays.setAll(chunks, _ -> new int[16]);
    }

    void add(int part, long hash) throws IOException {
        if (buffered[part] == CHUNK_HASHES) {
            spill(part);
        }
        buffers[part][buffered[part]++] = hash;
    }

    /** Hashes added to a part. */
    int size(int part) {
        return Math.addExact(Math.multiplyExact(chunkCounts[part], CHUNK_HASHES), buffered[part]);
    }

    /** Copies a part's hashes to the front of the array; they are kept here. */
    void read(int part, long[] into) throws IOException {
        int at = 0;
        for (int i = 0; i < chunkCounts[part]; i++) {
            bytes.clear();
            long position = (long) chunks[part][i] * CHUNK_SIZE;
            while (bytes.hasRemaining()) {
                if (opened().read(bytes, position + bytes.position()) < 0) {
                    throw new IOException(file + ": ends early");
                }
            }
            bytes.flip().asLongBuffer().get(into, at, CHUNK_HASHES);
            at += CHUNK_HASHES;
        }
        System.arraycopy(buffers[part], 0, into, at, buffered[part]);
    }

    private void spill(int part) throws IOException {
        bytes.clear().asLongBuffer().put(buffers[part]);
        long position = (long) chunksWritten * CHUNK_SIZE;
        while (bytes.hasRemaining()) {
            opened().write(bytes, position + bytes.position());
        }
        if (chunkCounts[part] == chunks[part].length) {
            chunks[part] = Arrays.copyOf(chunks[part], 2 * chunkCounts[part]);
        }
        chunks[part][chunkCounts[part]++] = chunksWritten++;
        buffered[part] = 0;
    }

    private FileChannel opened() throws IOException {
        if (channel == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = PrivateFiles.create(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
