package io.vigie.server.audit;

import io.vigie.server.store.DurableFiles;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the trail, {@code segment-NNNNNN.audit}, in order. Used by one thread. */
final class AuditSegments {
    static final String EXTENSION = ".audit";

    private static final String NAME_PATTERN = "segment-[0-9]{6,9}\\.audit";

    private final Path folder;
    private final @Nullable OfficerKey officer;
    private final List<Path> existing;
    private int number;

    private AuditSegments(Path folder, @Nullable OfficerKey officer, List<Path> existing) {
        this.folder = folder;
        this.officer = officer;
        this.existing = existing;
        this.number = existing.isEmpty() ? 0 : numberOf(existing.getLast());
    }

    /**
     * @param officer to whom keys are wrapped; null = they lie beside the segments
     */
    static AuditSegments open(Path folder, @Nullable OfficerKey officer) throws IOException {
        PrivateFiles.createFolder(folder);
        return new AuditSegments(folder, officer, list(folder));
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
        return Integer.parseInt(name.substring("segment-".length(), name.length() - EXTENSION.length()));
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

    /** Creates the next segment, with a key of its own, behind the digest of the one before; nothing is left of one that fails. */
    OpenSegment next(int day, byte[] previous) throws IOException {
        int wanted = number + 1;
        Path file = folder.resolve(String.format(Locale.ROOT, "segment-%06d" + EXTENSION, wanted));
        FileChannel channel = create(file, wanted);
        Path keyFile = KeyFile.of(file);
        boolean whole = false;
        try {
            SegmentKey key = SegmentKey.random();
            byte[] keyContent = KeyFile.of(wanted, key, officer).encode();
            KeyFile.write(keyFile, keyContent);
            byte[] keyDigest = AuditBlock.digest(keyContent, 0, keyContent.length);
            ByteBuffer header = ByteBuffer.wrap(AuditBlock.header(wanted, day, previous, keyDigest));
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            DurableFiles.syncFolder(folder);
            number = wanted;
            whole = true;
            return new OpenSegment(
                    wanted, day, channel, key, AuditBlock.digest(header.array(), 0, header.capacity()));
        } finally {
            if (!whole) {
                channel.close();
                Files.deleteIfExists(keyFile);
                Files.delete(file);
            }
        }
    }

    /**
     * Destroys the keys of segments that need no longer be kept. The segments stay, so that the chain can still be verified.
     *
     * @return how many
     */
    static int erase(Path folder, Retention retention, Instant now) throws IOException {
        int erased = 0;
        for (Path segment : list(folder)) {
            Path key = KeyFile.of(segment);
            if (!Files.exists(key)) {
                continue;
            }
            try (AuditReader reader = AuditReader.open(segment)) {
                boolean readable = reader.fault() == null && reader.torn() == null;
                if (readable && retention.isOver(LocalDate.ofEpochDay(reader.day()), now)) {
                    KeyFile.destroy(key);
                    erased++;
                }
            }
        }
        return erased;
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

    static byte[] readExactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }
}
