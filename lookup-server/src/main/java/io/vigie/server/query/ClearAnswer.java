package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.Varints;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Freshness;
import io.vigie.v1.Position;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.ProtoTime;
import org.jspecify.annotations.Nullable;

/**
 * "Nothing known" about a document, and its entry in the audit trail, as bytes. What all such answers of one moment have in
 * common is encoded once: an answer is a copy of it with its own id, zone and time around it; of an entry only what is its own
 * follows, since the block holds the rest once. Reused; not thread-safe.
 */
final class ClearAnswer {
    private static final byte ANSWER_ID = delimited(Answer.ID_FIELD_NUMBER);
    private static final byte ANSWER_MRZ = delimited(Answer.MRZ_FIELD_NUMBER);
    private static final byte ANSWER_MICROS = varint(Answer.MICROS_FIELD_NUMBER);
    private static final byte ENTRY_REQUEST = delimited(AuditEntry.REQUEST_FIELD_NUMBER);
    private static final byte ENTRY_MICROS = varint(AuditEntry.MICROS_FIELD_NUMBER);

    /** What an answer may need beside what all have in common, its id and zone: header, tags, lengths, micros. */
    private static final int OWN_SIZE_MAX = 64;

    private static final long NEVER = Long.MIN_VALUE;

    private final byte[] common;
    private final byte[] entryCommon;
    private @Nullable Caller recordedCaller;
    private long recordedNanos = NEVER;
    private byte[] frame = new byte[256];

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
        AuditEntry.Builder entry = AuditEntry.newBuilder()
                .setKind(AuditEntry.AuditedKind.Code.ASK)
                .setVerdict(Verdict.Code.NO_HIT)
                .setAsOf(position);
        Datasets.record(Datasets.DOCUMENTS_ANSWERED, entry);
        this.entryCommon = entry.build().toByteArray();
    }

    /** The frame that {@link #encode} made; valid until the next. */
    byte[] frame() {
        return frame;
    }

    /**
     * Encodes the frame of an answer.
     *
     * @param payload holds the id
     * @param zone what was read from the zone; null = the question had none
     * @return its size
     */
    int encode(int correlation, byte[] payload, int idFrom, int idSize, @Nullable ZoneEncoder zone, int micros) {
        int zoneSize = zone == null ? 0 : zone.size();
        int needed = common.length + idSize + zoneSize + OWN_SIZE_MAX;
        if (frame.length < needed) {
            frame = new byte[needed];
        }
        byte[] out = frame;
        int at = FrameLayout.HEADER_SIZE;
        if (idSize > 0) {
            at = putBytes(out, at, ANSWER_ID, payload, idFrom, idSize);
        }
        if (zone != null) {
            at = putBytes(out, at, ANSWER_MRZ, zone.bytes(), 0, zoneSize);
        }
        at = putMicros(out, put(out, at, common), ANSWER_MICROS, micros);
        Frame.header(out, FrameKind.ANSWER, correlation, 0, at - FrameLayout.HEADER_SIZE);
        return at;
    }

    /**
     * Adds the entry to a block.
     *
     * @param payload holds the question
     * @param epochNanos when it arrived
     */
    void record(AuditBlock block, Caller caller, byte[] payload, int from, int size, long epochNanos, int micros) {
        if (!block.hasCommonOf(this)) {
            recordedCaller = null;
            recordedNanos = NEVER;
            block.addCommon(entryCommon, this);
        }
        if (caller != recordedCaller) {
            block.addCommon(AuditEntry.newBuilder().setCaller(caller.name()).build().toByteArray(), this);
            recordedCaller = caller;
        }
        if (epochNanos != recordedNanos) {
            // The same for all questions that arrived together.
            AuditEntry arrived = AuditEntry.newBuilder()
                    .setTime(ProtoTime.ofEpochNanos(epochNanos))
                    .build();
            block.addCommon(arrived.toByteArray(), this);
            recordedNanos = epochNanos;
        }
        int microsSize = micros == 0 ? 0 : 1 + Varints.size(micros);
        int at = block.addPart(1 + Varints.size(size) + size + microsSize);
        byte[] out = block.bytes();
        putMicros(out, putBytes(out, at, ENTRY_REQUEST, payload, from, size), ENTRY_MICROS, micros);
    }

    private static int put(byte[] out, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    private static int putBytes(byte[] out, int at, byte tag, byte[] bytes, int from, int size) {
        out[at] = tag;
        int content = Varints.put(out, at + 1, size);
        System.arraycopy(bytes, from, out, content, size);
        return content + size;
    }

    /** A field that is 0 is left out. */
    private static int putMicros(byte[] out, int at, byte tag, int micros) {
        if (micros == 0) {
            return at;
        }
        out[at] = tag;
        return Varints.put(out, at + 1, micros);
    }

    private static byte delimited(int field) {
        return tag(field, 2);
    }

    private static byte varint(int field) {
        return tag(field, 0);
    }

    private static byte tag(int field, int wireType) {
        if (field > 15) {
            throw new IllegalArgumentException("field: " + field + " (expected: <= 15, a tag of one byte)");
        }
        return (byte) (field << 3 | wireType);
    }
}
