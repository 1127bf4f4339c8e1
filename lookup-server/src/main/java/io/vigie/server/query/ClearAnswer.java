package io.vigie.server.query;

import com.google.protobuf.CodedOutputStream;
import io.vigie.server.access.Caller;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Freshness;
import io.vigie.v1.Position;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * "Nothing known" about a document, and its entry in the audit trail, as bytes: what all such answers of one moment have
 * in common is encoded once, and what is each one's own is put around it. Reused; not thread-safe.
 */
final class ClearAnswer {
    /** What stands around the payload of an entry, and around the id of an answer: times, names, position. */
    private static final int FRAMING_MAX = 256;

    private final byte[] common;
    private final byte[] entryCommon;
    private byte[] entryHead = new byte[0];
    private @Nullable Caller entryHeadCaller;
    private long entryHeadNanos;
    private byte[] answer = new byte[FRAMING_MAX];
    private int answerSize;
    private byte[] entry = new byte[2 * FRAMING_MAX];
    private int entrySize;

    /** For questions about travel documents at one moment of fresh data. */
    ClearAnswer(Position position) {
        this.common = Answer.newBuilder()
                .setVerdict(Verdict.Code.NO_HIT)
                .setComplete(true)
                .addAllDatasets(Datasets.DOCUMENTS_ANSWERED)
                .setAsOf(position)
                .setFreshness(Freshness.Code.FRESH)
                .build()
                .toByteArray();
        this.entryCommon = AuditEntry.newBuilder()
                .setVerdict(Verdict.Code.NO_HIT)
                .setAsOf(position)
                .build()
                .toByteArray();
    }

    /**
     * Encodes answer and entry.
     *
     * @param payload of the question, which begins its id at {@code idFrom}
     * @param epochNanos when it arrived
     */
    void encode(Caller caller, byte[] payload, int idFrom, int idSize, long epochNanos, int micros) {
        try {
            encodeAnswer(payload, idFrom, idSize, micros);
            encodeEntry(caller, payload, epochNanos, micros);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer, bytes 0 to {@link #answerSize} − 1; valid until the next is encoded. */
    byte[] answer() {
        return answer;
    }

    int answerSize() {
        return answerSize;
    }

    /** The entry, bytes 0 to {@link #entrySize} − 1; valid until the next is encoded. */
    byte[] entry() {
        return entry;
    }

    int entrySize() {
        return entrySize;
    }

    private void encodeAnswer(byte[] payload, int idFrom, int idSize, int micros) throws IOException {
        int needed = common.length + idSize + FRAMING_MAX;
        if (answer.length < needed) {
            answer = new byte[needed];
        }
        CodedOutputStream out = CodedOutputStream.newInstance(answer);
        if (idSize > 0) {
            out.writeByteArray(Answer.ID_FIELD_NUMBER, payload, idFrom, idSize);
        }
        out.writeRawBytes(common);
        if (micros != 0) {
            out.writeInt32(Answer.MICROS_FIELD_NUMBER, micros);
        }
        answerSize = out.getTotalBytesWritten();
    }

    private void encodeEntry(Caller caller, byte[] payload, long epochNanos, int micros) throws IOException {
        if (caller != entryHeadCaller || epochNanos != entryHeadNanos) {
            entryHead = AuditEntry.newBuilder()
                    .setTime(ProtoTime.ofEpochNanos(epochNanos))
                    .setCaller(caller.name())
                    .setKind(AuditEntry.AuditedKind.Code.ASK)
                    .build()
                    .toByteArray();
            entryHeadCaller = caller;
            entryHeadNanos = epochNanos;
        }
        int needed = entryHead.length + payload.length + entryCommon.length + FRAMING_MAX;
        if (entry.length < needed) {
            entry = new byte[needed];
        }
        CodedOutputStream out = CodedOutputStream.newInstance(entry);
        out.writeRawBytes(entryHead);
        out.writeByteArray(AuditEntry.REQUEST_FIELD_NUMBER, payload);
        out.writeRawBytes(entryCommon);
        if (micros != 0) {
            out.writeInt32(AuditEntry.MICROS_FIELD_NUMBER, micros);
        }
        entrySize = out.getTotalBytesWritten();
    }
}
