package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The entries of one burst. Not thread-safe: filled by one event loop, then handed to the log.
 *
 * <pre>
 *  segment:  +--------------------+---------+---------+-----+
 *            | header, 48 bytes   | block 1 | block 2 | …   |
 *            +--------------------+---------+---------+-----+
 *  header:   "VIGIEAUD" · level (int) · segment number (int) · last digest of the segment before (32 bytes)
 *
 *  block:     0       4       8                             40
 *            +-------+-------+-----------------------------+------------------------------+--------------+
 *            | size  | count | digest of the block before  | entries, each behind length  | digest       |
 *            +-------+-------+-----------------------------+------------------------------+--------------+
 *  size: bytes after itself, int · count: of entries, int · digest: SHA-256 of all bytes of the block before it
 *  length: varint · the first block of a segment carries the digest of the header
 * </pre>
 */
public final class AuditBlock {
    static final int DIGEST_SIZE = 32;
    static final int HEADER_SIZE = 48;
    static final int LEVEL = 1;
    static final long MAGIC = 0x5649_4749_4541_5544L;

    private static final int ENTRIES_OFFSET = 8 + DIGEST_SIZE;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream(4096);
    private int count;

    public void add(AuditEntry entry) {
        try {
            entry.writeDelimitedTo(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count++;
    }

    public int count() {
        return count;
    }

    int size() {
        return ENTRIES_OFFSET + entries.size() + DIGEST_SIZE;
    }

    /** The block's bytes behind the block with the digest {@code previous}. */
    byte[] encode(byte[] previous) {
        byte[] block = new byte[size()];
        ByteBuffer out = ByteBuffer.wrap(block);
        out.putInt(block.length - 4).putInt(count).put(previous).put(entries.toByteArray());
        out.put(digest(block, 0, block.length - DIGEST_SIZE));
        return block;
    }

    static byte[] header(int segment, byte[] previous) {
        return ByteBuffer.allocate(HEADER_SIZE)
                .putLong(MAGIC)
                .putInt(LEVEL)
                .putInt(segment)
                .put(previous)
                .array();
    }

    static byte[] digest(byte[] bytes, int offset, int size) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, offset, size);
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
