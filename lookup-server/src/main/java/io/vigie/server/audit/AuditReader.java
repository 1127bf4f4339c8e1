package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one segment block by block and checks its chain, which needs no key. Used by one thread; close it. */
final class AuditReader implements AutoCloseable {
    /*
     * A process or machine that stops while it writes leaves a beginning of a block, or zeros where the file had grown and the
     * bytes had not come. That is told apart from tampering: a block that is there to its last byte and does not hold was
     * changed, and so was one whose size alone is wrong.
     */

    /** The most that an array holds, so a block that could be written can be read. */
    private static final int BLOCK_SIZE_MAX = Integer.MAX_VALUE - 64;

    private static final int BLOCK_SIZE_MIN = AuditBlock.PIECES_OFFSET + AuditBlock.TRAILER_SIZE;

    private final Path file;
    private final long fileSize;
    private final InputStream in;
    private final byte[] header;
    private int level;
    private boolean isLevelUnknown;
    private byte[] digest;
    private byte[] block = new byte[0];
    /** Where the present block begins. */
    private long begin;

    private long offset = AuditBlock.HEADER_SIZE;
    private @Nullable String fault;
    private @Nullable String torn;

    private AuditReader(Path file, long fileSize, InputStream in, byte[] header) {
        this.file = file;
        this.fileSize = fileSize;
        this.in = in;
        this.header = header;
        this.digest = AuditBlock.digest(header, 0, header.length);
    }

    /** Opens a segment; a file without a header is an empty segment with a fault. */
    static AuditReader open(Path file) throws IOException {
        // Read before the content: what is appended meanwhile is not missed.
        long size = Files.size(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 256 << 10);
        byte[] header = in.readNBytes(AuditBlock.HEADER_SIZE);
        boolean whole = header.length == AuditBlock.HEADER_SIZE && !isZero(header, 0);
        AuditReader reader = new AuditReader(file, size, in, Arrays.copyOf(header, AuditBlock.HEADER_SIZE));
        if (!whole) {
            reader.torn = "has no header (the process or the machine stopped while beginning it)";
        } else {
            reader.checkHeader();
        }
        return reader;
    }

    private void checkHeader() {
        ByteBuffer fields = ByteBuffer.wrap(header);
        int number = AuditSegments.numberOf(file);
        if (fields.getLong() != AuditBlock.MAGIC) {
            fault = "header is not that of a segment";
            return;
        }
        level = fields.getInt();
        isLevelUnknown = level != AuditBlock.LEVEL && level != AuditBlock.LEVEL_OF_WHOLE_ENTRIES;
        if (isLevelUnknown) {
            fault = "level " + level + ", written by another version (expected: " + AuditBlock.LEVEL_OF_WHOLE_ENTRIES + " or "
                    + AuditBlock.LEVEL + ")";
        } else if (fields.getInt() != number) {
            fault = "header is not that of segment " + number;
        }
    }

    /** Moves to the next whole block; false at the end, at a torn end or at a fault. */
    boolean next() throws IOException {
        if (fault != null || torn != null) {
            return false;
        }
        long left = fileSize - offset;
        if (left <= 0) {
            return false;
        }
        byte[] sizeBytes = in.readNBytes(4);
        int size = sizeBytes.length < 4 ? 0 : ByteBuffer.wrap(sizeBytes).getInt();
        boolean possible = size >= BLOCK_SIZE_MIN - 4 && size <= BLOCK_SIZE_MAX;
        if (!possible || size > left - 4) {
            stop(sizeBytes, left, possible);
            return false;
        }
        byte[] rest = in.readNBytes(size);
        block = ByteBuffer.allocate(4 + size).put(sizeBytes).put(rest).array();
        return takeBlock();
    }

    /** What stands from here on is no block of its size. */
    private void stop(byte[] sizeBytes, long left, boolean possible) throws IOException {
        byte[] rest = left <= BLOCK_SIZE_MAX ? in.readNBytes((int) left - sizeBytes.length) : new byte[0];
        byte[] whole = ByteBuffer.allocate(sizeBytes.length + rest.length).put(sizeBytes).put(rest).array();
        if (isWholeButForItsSize(whole) || holdsAnEndAndItsFollower(whole)) {
            fault = at("was changed: its size is not that with which it was written");
        } else if (possible || whole.length < 4 || isZero(whole, 0)) {
            torn = at("ends early (the process or the machine stopped while writing it)");
        } else {
            fault = at("has an impossible size");
        }
    }

    private static boolean isWholeButForItsSize(byte[] bytes) {
        if (bytes.length < BLOCK_SIZE_MIN) {
            return false;
        }
        byte[] other = bytes.clone();
        ByteBuffer.wrap(other).putInt(bytes.length - 4);
        return isDigestRight(other);
    }

    /** Whether somewhere a digest stands where a block ends, and again where the next one names it. */
    private static boolean holdsAnEndAndItsFollower(byte[] bytes) {
        int size = AuditBlock.DIGEST_SIZE;
        for (int end = BLOCK_SIZE_MIN; end + AuditBlock.PIECES_OFFSET <= bytes.length; end++) {
            boolean follows = Arrays.equals(
                    bytes, end - size, end, bytes, end + AuditBlock.PIECES_OFFSET - size, end + AuditBlock.PIECES_OFFSET);
            if (follows && !Arrays.equals(bytes, end - size, end, new byte[size], 0, size)) {
                return true;
            }
        }
        return false;
    }

    private boolean takeBlock() {
        byte[] previous = Arrays.copyOfRange(block, 16, AuditBlock.PIECES_OFFSET);
        if (!isDigestRight(block)) {
            if (offset + block.length == fileSize && isZero(block, block.length - AuditBlock.TRAILER_SIZE)) {
                torn = at("ends in zeros (the machine stopped while writing it)");
            } else {
                fault = at("was changed");
            }
            return false;
        }
        if (!Arrays.equals(previous, digest)) {
            fault = at("does not follow the one before");
            return false;
        }
        digest = Arrays.copyOfRange(block, block.length - AuditBlock.DIGEST_SIZE, block.length);
        begin = offset;
        offset += block.length;
        return true;
    }

    private static boolean isDigestRight(byte[] block) {
        int end = block.length - AuditBlock.DIGEST_SIZE;
        byte[] own = Arrays.copyOfRange(block, end, block.length);
        return Arrays.equals(own, AuditBlock.digest(block, 0, end));
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private String at(String what) {
        return at(offset, what);
    }

    private static String at(long begin, String what) {
        return "block at byte " + begin + " " + what;
    }

    private String told(String what) {
        return file.getFileName() + ": " + what;
    }

    /** How many entries the present block holds. */
    int entryCount() {
        return ByteBuffer.wrap(block).getInt(4);
    }

    /**
     * Hands over the entries of the present block.
     *
     * @return what is wrong with the block, which ends its entries but not the reading of the next; null = nothing
     */
    @Nullable String handOver(SegmentKey key, Consumer<AuditEntry> sink) {
        try {
            byte[] content = key.open(
                    block,
                    ByteBuffer.wrap(block).getLong(8),
                    AuditBlock.PIECES_OFFSET,
                    block.length - AuditBlock.DIGEST_SIZE);
            new PieceReader(content, level == AuditBlock.LEVEL_OF_WHOLE_ENTRIES).handOver(entryCount(), sink);
            return null;
        } catch (GeneralSecurityException e) {
            return told(at(begin, "was not made with the key of its segment"));
        } catch (PieceReader.BadPieceException e) {
            return told(at(begin, String.valueOf(e.getMessage())));
        }
    }

    /** Whether it is a segment of a level that only another version reads; {@link #fault} names the levels. */
    boolean isLevelUnknown() {
        return isLevelUnknown;
    }

    /** Digest of the last whole block, or of the header. */
    byte[] digest() {
        return digest.clone();
    }

    /** End of the last whole block, or of the header. */
    long offset() {
        return offset;
    }

    /** The day of its entries, since 1970. */
    int day() {
        return ByteBuffer.wrap(header).getInt(16);
    }

    byte[] previousSegmentDigest() {
        return Arrays.copyOfRange(header, 20, 20 + AuditBlock.DIGEST_SIZE);
    }

    byte[] keyFileDigest() {
        return Arrays.copyOfRange(header, 20 + AuditBlock.DIGEST_SIZE, AuditBlock.HEADER_SIZE);
    }

    Path name() {
        return file.getFileName();
    }

    /** What was changed, so that reading stopped before the end of the file, or null. */
    @Nullable String fault() {
        return fault == null ? null : told(fault);
    }

    /** What a crash left at the end, or null. */
    @Nullable String torn() {
        return torn == null ? null : told(torn);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
