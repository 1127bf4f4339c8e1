package io.vigie.server.audit;

import io.vigie.server.store.DurableFiles;
import io.vigie.server.store.PrivateFiles;
import io.vigie.text.FileFault;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the trail, {@code segment-NNNNNN.audit}, in order. Used by one thread. */
final class AuditSegments {
    static final String EXTENSION = ".audit";

    /** A longer time without a segment is a leap of the clock, or a server that was off. */
    private static final int HOLE_DAYS_MAX = 31;

    /** The clock is believed again when the trail has gone on for so long behind it. */
    static final int BELIEVED_DAYS = 7;

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

    /**
     * Digest of the last whole block of the newest segment; zeros when there is none.
     *
     * @throws IOException when only another version knows where that is: the chain could not be continued
     */
    byte[] lastDigest() throws IOException {
        if (existing.isEmpty()) {
            return new byte[AuditBlock.DIGEST_SIZE];
        }
        try (AuditReader reader = AuditReader.open(existing.getLast())) {
            if (reader.isLevelUnknown()) {
                throw new IOException(reader.fault() + ": start the version that wrote it (if none did, the header is damaged), or move the"
                        + " folder away and keep it with that version, and a new trail begins");
            }
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
     * What became of the keys of segments that need no longer be kept.
     *
     * @param erased keys
     * @param waiting keys that are kept all the same, because the clock may be wrong
     * @param failures segments whose keys could not be destroyed
     */
    record Erasure(int erased, int waiting, List<String> failures) {
        Erasure {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Destroys the keys of segments that need no longer be kept, unless the trail has just leapt to the present day: a clock that is years
     * ahead would cost all of them. The segments stay, so that the chain can still be verified.
     */
    static Erasure erase(Path folder, Retention retention, Instant now) throws IOException {
        List<Path> all = list(folder);
        List<Path> over = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Path segment : all) {
            if (Files.exists(KeyFile.of(segment))) {
                try {
                    LocalDate day = dayOf(segment);
                    if (day != null && retention.isOver(day, now)) {
                        over.add(segment);
                    }
                } catch (IOException | RuntimeException e) {
                    failures.add(segment.getFileName() + " (" + FileFault.reason(e) + ")");
                }
            }
        }
        if (over.isEmpty() || hasLeapt(all, LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return new Erasure(0, over.size(), failures);
        }
        int erased = 0;
        for (Path segment : over) {
            try {
                KeyFile.destroy(KeyFile.of(segment));
                erased++;
            } catch (IOException | RuntimeException e) {
                failures.add(segment.getFileName() + " (" + FileFault.reason(e) + ")");
            }
        }
        return new Erasure(erased, 0, failures);
    }

    /** Whether there is a hole of over a month in the trail's last week. */
    private static boolean hasLeapt(List<Path> all, LocalDate today) {
        LocalDate later = today;
        for (Path segment : all.reversed()) {
            LocalDate day = dayOrNone(segment);
            if (day == null) {
                continue;
            }
            if (Math.abs(ChronoUnit.DAYS.between(day, later)) > HOLE_DAYS_MAX) {
                return true;
            }
            if (ChronoUnit.DAYS.between(day, today) >= BELIEVED_DAYS) {
                return false;
            }
            later = day;
        }
        return false;
    }

    private static @Nullable LocalDate dayOrNone(Path segment) {
        try {
            return dayOf(segment);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Null of one that was broken off before its header, in which nothing can be. */
    private static @Nullable LocalDate dayOf(Path segment) throws IOException {
        try (AuditReader reader = AuditReader.open(segment)) {
            if (reader.fault() != null) {
                throw new IOException("its day cannot be read");
            }
            return reader.torn() == null ? LocalDate.ofEpochDay(reader.day()) : null;
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

    static byte[] readExactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }
}
