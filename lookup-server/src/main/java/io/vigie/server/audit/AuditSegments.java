package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the trail, {@code segment-NNNNNN.audit}, in order. Used by one thread. */
final class AuditSegments {
    private static final String NAME_PATTERN = "segment-[0-9]{6,9}\\.audit";

    private final Path folder;
    private final List<Path> existing;
    private int number;
    private byte[] headerDigest = new byte[AuditBlock.DIGEST_SIZE];

    private AuditSegments(Path folder, List<Path> existing) {
        this.folder = folder;
        this.existing = existing;
        this.number = existing.isEmpty() ? 0 : numberOf(existing.getLast());
    }

    static AuditSegments open(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        return new AuditSegments(folder, list(folder));
    }

    /** All segments of a folder, oldest first. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(NAME_PATTERN))
                    .sorted((a, b) -> Integer.compare(numberOf(a), numberOf(b)))
                    .toList();
        }
    }

    static int numberOf(Path segment) {
        String name = segment.getFileName().toString();
        return Integer.parseInt(name.substring("segment-".length(), name.length() - ".audit".length()));
    }

    /** Digest of the last whole block of the newest segment; zeros when there is none. */
    byte[] lastDigest() throws IOException {
        if (existing.isEmpty()) {
            return new byte[AuditBlock.DIGEST_SIZE];
        }
        try (AuditReader reader = AuditReader.open(existing.getLast())) {
            while (reader.next()) {
                // The digest of the last block is what counts.
            }
            return reader.digest();
        }
    }

    /** Creates the next segment behind the digest of the one before; nothing is left of one that fails. */
    FileChannel next(byte[] previous) throws IOException {
        int wanted = number + 1;
        Path file = folder.resolve(String.format(Locale.ROOT, "segment-%06d.audit", wanted));
        FileChannel channel = create(file, wanted);
        boolean whole = false;
        try {
            ByteBuffer header = ByteBuffer.wrap(AuditBlock.header(wanted, previous));
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            headerDigest = AuditBlock.digest(header.array(), 0, header.capacity());
            number = wanted;
            whole = true;
            return channel;
        } finally {
            if (!whole) {
                channel.close();
                Files.delete(file);
            }
        }
    }

    private FileChannel create(Path file, int wanted) throws IOException {
        try {
            return PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (FileAlreadyExistsException e) {
            // What could not be deleted after a failure must not stop the trail for ever.
            number = wanted;
            throw e;
        }
    }

    /** Digest of the header that {@link #next} wrote. */
    byte[] headerDigest() {
        return headerDigest.clone();
    }

    static byte[] readExactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }
}
