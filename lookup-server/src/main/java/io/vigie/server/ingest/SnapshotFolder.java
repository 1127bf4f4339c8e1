package io.vigie.server.ingest;

import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A snapshot on disk, as {@link SnapshotWriter} left it. */
final class SnapshotFolder {
    static final String DATA = "data.mdb";
    static final String MANIFEST = "MANIFEST.json";

    private static final long MANIFEST_BYTES_MAX = 256L << 20;

    private final Path folder;
    private final SnapshotManifest manifest;

    private SnapshotFolder(Path folder, SnapshotManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Reads the manifest, and checks every chunk against it. */
    static SnapshotFolder open(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder + ": holds no " + MANIFEST + ", so it is no whole snapshot");
        }
        if (Files.size(file) > MANIFEST_BYTES_MAX) {
            throw new IOException(file + ": " + Files.size(file) + " bytes (expected: <= " + MANIFEST_BYTES_MAX + ")");
        }
        SnapshotManifest.Builder manifest = SnapshotManifest.newBuilder();
        try {
            Json.merge(Files.readString(file).strip(), manifest);
        } catch (InvalidInputException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        SnapshotFolder snapshot = new SnapshotFolder(folder, manifest.build());
        snapshot.checkChunks();
        return snapshot;
    }

    Path folder() {
        return folder;
    }

    SnapshotManifest manifest() {
        return manifest;
    }

    private void checkChunks() throws IOException {
        Path data = folder.resolve(DATA);
        int size = manifest.getChunkBytes();
        if (size < 1 || size > 1 << 30) {
            throw new IOException(folder.resolve(MANIFEST) + ": chunkBytes: " + size + " (expected: 1 to 2^30)");
        }
        long bytes = (manifest.getChunksCount() - 1L) * size + manifest.getLastChunkBytes();
        if (bytes != Files.size(data)) {
            throw new IOException(data + ": " + Files.size(data) + " bytes (expected: " + bytes + " in "
                    + manifest.getChunksCount() + " chunks)");
        }
        MessageDigest whole = sha256();
        try (InputStream in = Files.newInputStream(data)) {
            for (int i = 0; i < manifest.getChunksCount(); i++) {
                byte[] chunk = in.readNBytes(size);
                whole.update(chunk);
                if (!HexFormat.of().formatHex(sha256().digest(chunk)).equals(manifest.getChunks(i))) {
                    throw new IOException(data + ": chunk " + i + ", from byte " + (long) i * size + " on, is damaged");
                }
            }
        }
        if (!HexFormat.of().formatHex(whole.digest()).equals(manifest.getSha256())) {
            throw new IOException(folder.resolve(MANIFEST) + ": sha256 is not that of the data");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
