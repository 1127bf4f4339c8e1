package io.vigie.server.ingest;

import com.google.protobuf.ByteString;
import io.vigie.server.store.PrivateFiles;
import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a snapshot to a new folder: {@code data.mdb}, and last its {@code MANIFEST.json}, without which it is none. One
 * thread at a time.
 */
public final class SnapshotWriter implements AutoCloseable {
    /** Bytes whose digests stand in the manifest one by one. */
    static final int CHUNK_BYTES = 4 << 20;

    private final Path folder;
    private final FileChannel data;
    private final MessageDigest digest = SnapshotFolder.sha256();
    private final List<String> digests = new ArrayList<>();
    private int inChunk;
    private long bytes;

    private SnapshotWriter(Path folder, FileChannel data) {
        this.folder = folder;
        this.data = data;
    }

    /** @throws IOException when the folder holds something, or cannot be written */
    public static SnapshotWriter create(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(folder + ": is not empty (expected: a new or empty folder)");
            }
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new SnapshotWriter(folder, PrivateFiles.open(folder.resolve(SnapshotFolder.DATA), options));
    }

    /** Appends a piece of the content. */
    public void write(ByteString content) throws IOException {
        ByteBuffer left = content.asReadOnlyByteBuffer();
        while (left.hasRemaining()) {
            ByteBuffer piece = left.slice(left.position(), Math.min(left.remaining(), CHUNK_BYTES - inChunk));
            left.position(left.position() + piece.remaining());
            inChunk += piece.remaining();
            bytes += piece.remaining();
            digest.update(piece.duplicate());
            while (piece.hasRemaining()) {
                data.write(piece);
            }
            if (inChunk == CHUNK_BYTES) {
                endChunk();
            }
        }
    }

    private void endChunk() {
        digests.add(HexFormat.of().formatHex(digest.digest()));
        inChunk = 0;
    }

    /** Bytes written. */
    public long bytes() {
        return bytes;
    }

    /** Makes the snapshot one: durable when this returns. */
    public void finish(SnapshotManifest manifest) throws IOException {
        int last = inChunk;
        if (inChunk > 0) {
            endChunk();
        }
        data.force(true);
        SnapshotManifest whole = manifest.toBuilder()
                .setChunkBytes(CHUNK_BYTES)
                .setLastChunkBytes(last > 0 ? last : CHUNK_BYTES)
                .addAllChunks(digests)
                .build();
        Path building = folder.resolve(SnapshotFolder.MANIFEST + ".building");
        try (FileChannel channel = PrivateFiles.open(
                building, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap((Json.print(whole) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(building, folder.resolve(SnapshotFolder.MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Leaves what was written; without a manifest nobody takes it for a snapshot. */
    @Override
    public void close() throws IOException {
        data.close();
    }
}
