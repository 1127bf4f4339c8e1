package io.vigie.server.audit;

import com.google.protobuf.CodedInputStream;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of a block that was decrypted, as entries. Used by one thread, once. */
final class PieceReader {
    private final CodedInputStream in;
    private final boolean areAllWhole;
    private AuditEntry.@Nullable Builder common;
    private int pieces;
    private int entries;

    /**
     * @param content of the block, decrypted
     * @param areAllWhole whether it is of a level whose pieces have no kind
     */
    PieceReader(byte[] content, boolean areAllWhole) {
        this.in = CodedInputStream.newInstance(content);
        this.areAllWhole = areAllWhole;
    }

    /** What a block holds is not what a block may hold; the message names the piece. */
    static final class BadPieceException extends Exception {
        private static final long serialVersionUID = 1L;

        private BadPieceException(String message) {
            super(message);
        }
    }

    /**
     * Hands over every entry.
     *
     * @param expected how many the block says that it holds
     * @throws BadPieceException behind the entries that stand before what is wrong
     */
    void handOver(int expected, Consumer<AuditEntry> sink) throws BadPieceException {
        try {
            while (!in.isAtEnd()) {
                AuditEntry entry = next();
                if (entry != null) {
                    entries++;
                    sink.accept(entry);
                }
            }
        } catch (IOException e) {
            throw new BadPieceException("holds piece " + pieces + ", which cannot be read");
        }
        if (entries != expected) {
            throw new BadPieceException("holds " + entries + " entries (expected: " + expected + ", as it says)");
        }
    }

    /** Null of a piece that is no entry. */
    private @Nullable AuditEntry next() throws IOException, BadPieceException {
        pieces++;
        byte kind = areAllWhole ? AuditBlock.WHOLE : in.readRawByte();
        AuditEntry fields = AuditEntry.parseFrom(in.readRawBytes(in.readRawVarint32()));
        return switch (kind) {
            case AuditBlock.WHOLE -> fields;
            case AuditBlock.COMMON -> {
                replaceCommon(fields);
                yield null;
            }
            case AuditBlock.PART -> withCommon(fields);
            default -> throw new BadPieceException("holds piece " + pieces + " of kind " + kind + " (expected: 1 to 3)");
        };
    }

    private void replaceCommon(AuditEntry fields) {
        AuditEntry.Builder known = common == null ? AuditEntry.newBuilder() : common;
        // Whole fields: merged, a time without nanoseconds would keep those of the one before.
        fields.getAllFields().forEach(known::setField);
        common = known;
    }

    private AuditEntry withCommon(AuditEntry part) throws BadPieceException {
        if (common == null) {
            throw new BadPieceException("holds piece " + pieces + ", a part, before anything that parts have in common");
        }
        return common.clone().mergeFrom(part).build();
    }
}
