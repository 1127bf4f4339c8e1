package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one segment block by block and checks its chain. Used by one thread; close it. */
final class AuditReader implements AutoCloseable {
    /** The most that an array holds, so a block that could be written can be read. */
    private static final int BLOCK_SIZE_MAX = Integer.MAX_VALUE - 64;

    /** A larger block is not asked from memory before it is known to be there. */
    private static final int BLOCK_SIZE_USUAL = 4 << 20;

    private final Path file;
    private final InputStream in;
    private final byte[] previousSegmentDigest;
    private byte[] digest;
    private byte[] block = new byte[0];
    private long offset = AuditBlock.HEADER_SIZE;
    private @Nullable String fault;

    private AuditReader(Path file, InputStream in, byte[] header) {
        this.file = file;
        this.in = in;
        this.previousSegmentDigest =
                Arrays.copyOfRange(header, AuditBlock.HEADER_SIZE - AuditBlock.DIGEST_SIZE, header.length);
        this.digest = AuditBlock.digest(header, 0, header.length);
    }

    /** Opens a segment; a file without a whole header is an empty segment with a fault. */
    static AuditReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 256 << 10);
        byte[] header = in.readNBytes(AuditBlock.HEADER_SIZE);
        AuditReader reader = new AuditReader(file, in, Arrays.copyOf(header, AuditBlock.HEADER_SIZE));
        ByteBuffer fields = ByteBuffer.wrap(Arrays.copyOf(header, AuditBlock.HEADER_SIZE));
        if (header.length < AuditBlock.HEADER_SIZE
                || fields.getLong() != AuditBlock.MAGIC
                || fields.getInt() != AuditBlock.LEVEL
                || fields.getInt() != AuditSegments.numberOf(file)) {
            reader.fault = "header is not that of segment " + AuditSegments.numberOf(file);
        }
        return reader;
    }

    /** Moves to the next whole block; false at the end or at a fault. */
    boolean next() throws IOException {
        if (fault != null) {
            return false;
        }
        try {
            byte[] sizeBytes = in.readNBytes(4);
            if (sizeBytes.length == 0) {
                return false;
            }
            return take(sizeBytes);
        } catch (EOFException e) {
            fault = "block at byte " + offset + " ends early (the process or the machine stopped while writing it)";
            return false;
        }
    }

    private boolean take(byte[] sizeBytes) throws IOException {
        int size = sizeBytes.length < 4 ? -1 : ByteBuffer.wrap(sizeBytes).getInt();
        if (sizeBytes.length < 4) {
            throw new EOFException();
        }
        if (size < 4 + 2 * AuditBlock.DIGEST_SIZE || size > BLOCK_SIZE_MAX) {
            fault = "block at byte " + offset + " has an impossible size";
            return false;
        }
        if (size > BLOCK_SIZE_USUAL && size > Files.size(file) - offset - 4) {
            throw new EOFException();
        }
        byte[] rest = AuditSegments.readExactly(in, size);
        block = ByteBuffer.allocate(4 + size).put(sizeBytes).put(rest).array();
        byte[] previous = Arrays.copyOfRange(block, 8, 8 + AuditBlock.DIGEST_SIZE);
        byte[] own = Arrays.copyOfRange(block, block.length - AuditBlock.DIGEST_SIZE, block.length);
        if (!Arrays.equals(previous, digest)) {
            fault = "block at byte " + offset + " does not follow the one before";
            return false;
        }
        if (!Arrays.equals(own, AuditBlock.digest(block, 0, block.length - AuditBlock.DIGEST_SIZE))) {
            fault = "block at byte " + offset + " was changed";
            return false;
        }
        digest = own;
        offset += block.length;
        return true;
    }

    /** Entries of the present block. */
    List<AuditEntry> entries() throws IOException {
        InputStream content = new ByteArrayInputStream(
                block, 8 + AuditBlock.DIGEST_SIZE, block.length - 8 - 2 * AuditBlock.DIGEST_SIZE);
        List<AuditEntry> entries = new ArrayList<>();
        AuditEntry entry = AuditEntry.parseDelimitedFrom(content);
        while (entry != null) {
            entries.add(entry);
            entry = AuditEntry.parseDelimitedFrom(content);
        }
        return entries;
    }

    /** Digest of the last whole block, or of the header. */
    byte[] digest() {
        return digest.clone();
    }

    byte[] previousSegmentDigest() {
        return previousSegmentDigest.clone();
    }

    /** Why reading stopped before the end of the file, or null. */
    @Nullable String fault() {
        return fault == null ? null : file.getFileName() + ": " + fault;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
