package io.vigie.server.audit;

import com.google.protobuf.CodedOutputStream;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
 *         kind 2, common: what the parts behind it have in common; a field replaces that of an earlier common piece of the block,
 *         but one with its default value, which proto3 leaves out, cannot
 *         kind 3, part: what an entry has beside that
 *  pieces: encrypted with AES-256-GCM, whose tag (16 bytes) also covers the 48 bytes before them
 *  digest: SHA-256 of all bytes of the block before it
 *  the first block of a segment carries the digest of the header
 * </pre>
 */
public final class AuditBlock {
    /*
     * Every entry was whole at first: 79 bytes on the disk for a question by number, where 42 do now (measured, see docs/decisions.md).
     * What recording costs is bytes: encrypted, hashed, copied to the system, brought to the disk. Not tried: to
     * compress blocks, which takes time of the event loops or of the audit thread.
     */
    static final byte WHOLE = 1;
    static final byte COMMON = 2;
    static final byte PART = 3;

    static final int DIGEST_SIZE = 32;
    static final int HEADER_SIZE = 84;
    static final int LEVEL = 3;

    /** Of segments whose pieces are all whole and have no kind; read, no longer written. */
    static final int LEVEL_OF_WHOLE_ENTRIES = 2;

    static final int PIECES_OFFSET = 16 + DIGEST_SIZE;

    /** Bytes behind the pieces. */
    static final int TRAILER_SIZE = SegmentKey.TAG_SIZE + DIGEST_SIZE;

    static final long MAGIC = 0x5649_4749_4541_5544L;

    private static final int ROOM = 4096;
    private static final int ROOM_KEPT_MAX = 256 << 10;

    /** Pieces lie where the block will have them; what stands around them is filled in by {@link #encode}. */
    private byte[] block = new byte[ROOM];

    private int end = PIECES_OFFSET;
    private int count;
    private @Nullable Object commonWriter;

    /** Adds a whole entry. */
    public void add(AuditEntry entry) {
        try {
            int size = entry.getSerializedSize();
            int from = beginPiece(WHOLE, size);
            entry.writeTo(CodedOutputStream.newInstance(block, from, size));
            // Now: what was begun and not written to its end is no piece.
            end = from + size;
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says what the parts that follow have in common.
     *
     * @param fields of an {@link AuditEntry}, encoded; each replaces what was said of that field before, but one with its default
     *     value, which is not in the bytes
     * @param writer whose parts they are
     */
    public void addCommon(byte[] fields, Object writer) {
        int from = beginPiece(COMMON, fields.length);
        System.arraycopy(fields, 0, block, from, fields.length);
        end = from + fields.length;
        commonWriter = writer;
    }

    /** Whether what parts have in common was said last by this writer, since the block was cleared. */
    public boolean hasCommonOf(Object writer) {
        return commonWriter == writer;
    }

    /**
     * Adds an entry of what parts have in common and exactly {@code size} bytes of other fields, which the caller writes to
     * {@link #bytes} before it adds anything else.
     *
     * @return where those begin
     */
    public int addPart(int size) {
        int from = beginPiece(PART, size);
        end = from + size;
        count++;
        return from;
    }

    /** Makes room for a piece, which becomes one when {@link #end} is moved behind it. */
    private int beginPiece(byte kind, int size) {
        int needed = end + 1 + Varints.size(size) + size + TRAILER_SIZE;
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.max(needed, 2 * block.length));
        }
        block[end] = kind;
        return Varints.put(block, end + 1, size);
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
        end = PIECES_OFFSET;
        count = 0;
        commonWriter = null;
    }

    public int count() {
        return count;
    }

    int size() {
        return end + TRAILER_SIZE;
    }

    /**
     * Encrypts the pieces where they lie, completes the block behind the one with the digest {@code previous}, and appends it
     * to {@code out}.
     *
     * @return the digest of this block
     */
    byte[] encode(SegmentKey key, byte[] previous, ByteBuffer out) {
        long nonce = key.nextNonce();
        ByteBuffer.wrap(block).putInt(size() - 4).putInt(count).putLong(nonce).put(previous);
        key.seal(block, nonce, PIECES_OFFSET, end);
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
