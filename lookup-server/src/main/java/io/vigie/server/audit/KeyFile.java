package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code segment-NNNNNN.key} says: how the key of a segment is reached. Without the file nobody can read the segment, and
 * its chain can still be verified.
 *
 * <pre>
 *  "VIGIEKEY" · level (int) · segment number (int) · kind (int) · fingerprint (32 bytes) · size (int) · key
 *  kind:        0 = the key itself, for want of a public key · 1 = wrapped with RSA-OAEP, SHA-256
 *  fingerprint: SHA-256 of the public key as X.509 encodes it; zeros for kind 0
 * </pre>
 *
 * @param kind see above
 * @param fingerprint see above
 * @param key see above
 */
record KeyFile(int segment, int kind, byte[] fingerprint, byte[] key) {
    static final int OPEN = 0;
    static final int RSA_OAEP = 1;

    private static final long MAGIC = 0x5649_4749_454B_4559L;
    private static final int LEVEL = 1;
    private static final int FIXED_SIZE = 8 + 4 + 4 + 4 + AuditBlock.DIGEST_SIZE + 4;

    /** That of an RSA key of 16,384 bits. */
    private static final int KEY_SIZE_MAX = 2048;

    static KeyFile of(int segment, SegmentKey key, @Nullable OfficerKey officer) {
        return officer == null
                ? new KeyFile(segment, OPEN, new byte[AuditBlock.DIGEST_SIZE], key.bytes())
                : new KeyFile(segment, RSA_OAEP, officer.fingerprint(), officer.wrap(key.bytes()));
    }

    byte[] encode() {
        return ByteBuffer.allocate(FIXED_SIZE + key.length)
                .putLong(MAGIC)
                .putInt(LEVEL)
                .putInt(segment)
                .putInt(kind)
                .put(fingerprint)
                .putInt(key.length)
                .put(key)
                .array();
    }

    /**
     * @throws IOException when it is no such file; what it holds was compared with the segment's header before
     */
    static KeyFile decode(byte[] content) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(content);
        if (content.length < FIXED_SIZE || in.getLong() != MAGIC || in.getInt() != LEVEL) {
            throw new IOException("is no key file of this version");
        }
        int segment = in.getInt();
        int kind = in.getInt();
        byte[] fingerprint = new byte[AuditBlock.DIGEST_SIZE];
        in.get(fingerprint);
        if (in.getInt() != in.remaining()) {
            throw new IOException("is no whole key file");
        }
        return new KeyFile(segment, kind, fingerprint, Arrays.copyOfRange(content, FIXED_SIZE, content.length));
    }

    static Path of(Path segment) {
        String name = segment.getFileName().toString();
        return segment.resolveSibling(name.substring(0, name.length() - AuditSegments.EXTENSION.length()) + ".key");
    }

    /** The bytes of a key file; no more are read than one may have. */
    static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(FIXED_SIZE + KEY_SIZE_MAX + 1);
        }
    }

    /** Writes the file, in the place of one that a crash left without a segment, and syncs it. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = PrivateFiles.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Destroys a key: its bytes are overwritten and synced before the file goes. */
    static void destroy(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(Math.min(channel.size(), 1 << 16)));
            while (zeros.hasRemaining()) {
                channel.write(zeros, zeros.position());
            }
            channel.force(true);
        }
        Files.delete(file);
    }
}
