package io.vigie.server.net;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.Arrays;

/** The answers of one burst to one connection, encoded, waiting for the audit trail. Used on the event loop. */
final class PendingAnswers {
    /** Instead of every answer of what could not be recorded. */
    static final Error NOT_RECORDED = Error.newBuilder()
            .setCode(Error.Code.Value.AUDIT_FAILED)
            .setMessage("the request could not be recorded, so it is not answered")
            .build();

    private final Requests requests;
    private final ByteBuf encoded;
    private int[] correlations = new int[16];
    private int count;
    private long bytes;

    PendingAnswers(Requests requests, ByteBuf encoded) {
        this.requests = requests;
        this.encoded = encoded;
    }

    /** Encodes the answer to a request; one that cannot be encoded leaves nothing behind. */
    void add(FrameKind kind, int correlation, int requestSize, MessageLite answer) {
        makeRoom();
        int before = encoded.writerIndex();
        boolean whole = false;
        try {
            Frame.append(encoded, kind, correlation, 0, answer);
            whole = true;
        } finally {
            if (!whole) {
                encoded.writerIndex(before);
            }
        }
        added(correlation, requestSize);
    }

    /** Adds an answer that is a frame already: bytes 0 to {@code size} − 1. */
    void add(int correlation, int requestSize, byte[] frame, int size) {
        makeRoom();
        encoded.writeBytes(frame, 0, size);
        added(correlation, requestSize);
    }

    private void makeRoom() {
        if (count == correlations.length) {
            correlations = Arrays.copyOf(correlations, 2 * count);
        }
    }

    private void added(int correlation, int requestSize) {
        correlations[count++] = correlation;
        bytes += requestSize;
    }

    /** Sends the answers, or, when the burst could not be recorded, as many errors. */
    void release(boolean recorded) {
        boolean ready = false;
        try {
            if (!recorded) {
                encodeErrors();
            }
            ready = true;
        } finally {
            if (!ready) {
                requests.lose(encoded, count, bytes);
            }
        }
        requests.send(encoded, count, count, bytes);
    }

    private void encodeErrors() {
        encoded.clear();
        for (int i = 0; i < count; i++) {
            Frame.append(encoded, FrameKind.ERROR, correlations[i], 0, NOT_RECORDED);
        }
    }
}
