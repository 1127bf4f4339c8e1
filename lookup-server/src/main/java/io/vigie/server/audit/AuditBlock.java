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
 *            | size  | count | nonce  | digest of the block before  | pieces of entries            | tag | digest |
 *            +-------+-------+--------+-----------------------------+------------------------------+-----+--------+
 *  size: bytes after itself, int · count: of entries, int · nonce: long, grows from block to block
 *  piece: kind (1 byte) · length (varint) · fields of an AuditEntry
 *         kind 1, whole: an entry
 *         kind 2, common: what the parts behind it have in common; a field replaces that of an earlier common piece of the block
 *         kind 3, part: what an entry has beside that
 *  pieces: encrypted with AES-256-GCM, whose tag (16 bytes) also covers the 48 bytes before them
 *  digest: SHA-256 of all bytes of the block before it
 *  the first block of a segment carries the digest of the header
 * </pre>
 */
public final class AuditBlock {
    /*
     * Every entry was whole at first, 92 bytes for a question on a document, of which 52 were the same in all of a burst. What
     * recording costs is bytes: encrypted, hashed, copied to the system, brought to the disk. Rejected: to compress
     * blocks, which costs the event loops or the audit thread more than it saves.
     */
    static final byte WHOLE = 1;
    static final byte COMMON = 2;
    static final byte PART = 3;

    static final int DIGEST_SIZE = 32;
    static final int HEADER_SIZE = 84;
    static final int LEVEL = 3;

    /** Of segments whose pieces are all whole and have no kind; read, no longer written. */
    static final int LEVEL_OF_WHOLE_ENTRIES = 2;

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
    private boolean common;

    /** Adds a whole entry. */
    public void add(AuditEntry entry) {
        try {
            int size = entry.getSerializedSize();
            int from = addPiece(WHOLE, size);
            entry.writeTo(CodedOutputStream.newInstance(block, from, size));
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says what the parts that follow have in common.
     *
     * @param fields of an {@link AuditEntry}, encoded; each replaces what was said of that field before
     */
    public void addCommon(byte[] fields) {
        int from = addPiece(COMMON, fields.length);
        System.arraycopy(fields, 0, block, from, fields.length);
        common = true;
    }

    /** Whether anything was said that parts have in common. */
    public boolean hasCommon() {
        return common;
    }

    /**
     * Adds an entry of what parts have in common and exactly {@code size} bytes of other fields, which the caller writes to
     * {@link #bytes} before it adds anything else.
     *
     * @return where those begin
     */
    public int addPart(int size) {
        int from = addPiece(PART, size);
        count++;
        return from;
    }

    private int addPiece(byte kind, int size) {
        int needed = end + 1 + Varints.size(size) + size + TRAILER_SIZE;
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.max(needed, 2 * block.length));
        }
        block[end] = kind;
        int from = Varints.put(block, end + 1, size);
        end = from + size;
        return from;
    }

    /** Where parts are written; another array after anything is added. */
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
        common = false;
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
