package io.vigie.server.audit;

import com.google.protobuf.CodedOutputStream;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

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

    private static final int ROOM = 4096;
    private static final int ROOM_KEPT_MAX = 256 << 10;
    private static final int ENTRIES_OFFSET = 8 + DIGEST_SIZE;

    /** Entries lie where the block will have them; what stands around them is filled in by {@link #encode}. */
    private byte[] block = new byte[ROOM];

    private int end = ENTRIES_OFFSET;
    private int count;

    public void add(AuditEntry entry) {
        try {
            int size = entry.getSerializedSize();
            int from = add(size);
            entry.writeTo(CodedOutputStream.newInstance(block, from, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds an entry of exactly {@code size} bytes, which the caller writes to {@link #bytes} before it adds another.
     *
     * @return where the entry begins
     */
    public int add(int size) {
        int needed = end + Varints.size(size) + size + DIGEST_SIZE;
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.max(needed, 2 * block.length));
        }
        int from = Varints.put(block, end, size);
        end = from + size;
        count++;
        return from;
    }

    /** Where entries are written; another array after {@link #add(int)}. */
    public byte[] bytes() {
        return block;
    }

    /** Forgets the entries and keeps the room, but for that of a rare large burst; once the log has told of the block. */
    public void clear() {
        if (block.length > ROOM_KEPT_MAX) {
            block = new byte[ROOM];
        }
        end = ENTRIES_OFFSET;
        count = 0;
    }

    public int count() {
        return count;
    }

    int size() {
        return end + DIGEST_SIZE;
    }

    /**
     * Completes the block behind the one with the digest {@code previous}, and appends it to {@code out}.
     *
     * @return the digest of this block
     */
    byte[] encode(byte[] previous, ByteBuffer out) {
        ByteBuffer.wrap(block).putInt(size() - 4).putInt(count).put(previous);
        byte[] digest = digest(block, 0, end);
        out.put(block, 0, end).put(digest);
        return digest;
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
