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
 *            | header, 84 bytes   | block 1 | block 2 | …   |
 *            +--------------------+---------+---------+-----+
 *  header:   "VIGIEAUD" · level (int) · segment number (int) · day (int, since 1970) · last digest of the segment before
 *            (32 bytes) · SHA-256 of its key file (32 bytes)
 *
 *  block:     0       4       8        16                            48
 *            +-------+-------+--------+-----------------------------+------------------------------+-----+--------+
 *            | size  | count | nonce  | digest of the block before  | entries, each behind length  | tag | digest |
 *            +-------+-------+--------+-----------------------------+------------------------------+-----+--------+
 *  size: bytes after itself, int · count: of entries, int · nonce: long, grows from block to block
 *  entries: encrypted with AES-256-GCM, whose tag (16 bytes) also covers the 48 bytes before them
 *  digest: SHA-256 of all bytes of the block before it · length: varint
 *  the first block of a segment carries the digest of the header
 * </pre>
 */
public final class AuditBlock {
    static final int DIGEST_SIZE = 32;
    static final int HEADER_SIZE = 84;
    static final int LEVEL = 2;
    static final int ENTRIES_OFFSET = 16 + DIGEST_SIZE;

    /** Bytes behind the entries. */
    static final int TRAILER_SIZE = SegmentKey.TAG_SIZE + DIGEST_SIZE;

    static final long MAGIC = 0x5649_4749_4541_5544L;

    private static final int ROOM = 4096;
    private static final int ROOM_KEPT_MAX = 256 << 10;

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
        int needed = end + Varints.size(size) + size + TRAILER_SIZE;
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
        return end + TRAILER_SIZE;
    }

    /**
     * Encrypts the entries where they lie, completes the block behind the one with the digest {@code previous}, and appends it
     * to {@code out}.
     *
     * @return the digest of this block
     */
    byte[] encode(SegmentKey key, byte[] previous, ByteBuffer out) {
        long nonce = key.nextNonce();
        ByteBuffer.wrap(block).putInt(size() - 4).putInt(count).putLong(nonce).put(previous);
        key.seal(block, nonce, ENTRIES_OFFSET, end);
        int sealed = end + SegmentKey.TAG_SIZE;
        byte[] digest = digest(block, 0, sealed);
        out.put(block, 0, sealed).put(digest);
        return digest;
    }

    static byte[] header(int segment, int day, byte[] previous, byte[] keyFileDigest) {
        return ByteBuffer.allocate(HEADER_SIZE)
                .putLong(MAGIC)
                .putInt(LEVEL)
                .putInt(segment)
                .putInt(day)
                .put(previous)
                .put(keyFileDigest)
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
