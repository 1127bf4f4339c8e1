package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/** The first segment of a trail, of any level and with any pieces, in a chain that holds and under its own key. */
final class HandMadeSegment {
    private static final int NUMBER = 1;

    private final Path file;
    private final SegmentKey key = SegmentKey.random();
    private byte[] previous;
    private long offset;

    HandMadeSegment(Path folder, int level) throws IOException {
        file = folder.resolve("segment-000001.audit");
        byte[] keyContent = KeyFile.of(NUMBER, key, null).encode();
        KeyFile.write(KeyFile.of(file), keyContent);
        byte[] header = AuditBlock.header(
                NUMBER,
                (int) LocalDate.now().toEpochDay(),
                new byte[AuditBlock.DIGEST_SIZE],
                AuditBlock.digest(keyContent, 0, keyContent.length));
        ByteBuffer.wrap(header).putInt(8, level);
        previous = AuditBlock.digest(header, 0, header.length);
        append(header);
    }

    /**
     * Adds a block.
     *
     * @param count of entries, as it says
     * @return where it begins
     */
    long block(int count, byte[]... pieces) throws IOException {
        long begin = offset;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            content.writeBytes(piece);
        }
        int end = AuditBlock.PIECES_OFFSET + content.size();
        byte[] block = new byte[end + AuditBlock.TRAILER_SIZE];
        long nonce = key.nextNonce();
        ByteBuffer.wrap(block)
                .putInt(block.length - 4)
                .putInt(count)
                .putLong(nonce)
                .put(previous)
                .put(content.toByteArray());
        key.seal(block, nonce, AuditBlock.PIECES_OFFSET, end);
        previous = AuditBlock.digest(block, 0, end + SegmentKey.TAG_SIZE);
        ByteBuffer.wrap(block, end + SegmentKey.TAG_SIZE, previous.length).put(previous);
        append(block);
        return begin;
    }

    /** A piece as level 3 has it. */
    static byte[] piece(int kind, AuditEntry fields) {
        byte[] sized = sized(fields);
        return ByteBuffer.allocate(1 + sized.length).put((byte) kind).put(sized).array();
    }

    /** A piece as level 2 has it; its size fits in one byte. */
    static byte[] sized(AuditEntry fields) {
        byte[] bytes = fields.toByteArray();
        return ByteBuffer.allocate(1 + bytes.length).put((byte) bytes.length).put(bytes).array();
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        offset += bytes.length;
    }
}
