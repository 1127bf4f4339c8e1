package io.vigie.server.net;

import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.Arrays;

/** The answers of one burst to one connection, encoded, waiting for the audit trail. Used on the event loop. */
final class PendingAnswers {
    private static final Error NOT_RECORDED = Error.newBuilder()
            .setCode(Error.Code.Value.AUDIT_FAILED)
            .setMessage("the request could not be recorded, so it is not answered")
            .build();

    private final Connection connection;
    private final ByteBuf encoded;
    private int[] correlations = new int[16];
    private int count;

    PendingAnswers(Connection connection, ByteBuf encoded) {
        this.connection = connection;
        this.encoded = encoded;
    }

    /** Where the next answer is encoded. */
    ByteBuf encoded() {
        return encoded;
    }

    void added(int correlation) {
        if (count == correlations.length) {
            correlations = Arrays.copyOf(correlations, 2 * count);
        }
        correlations[count++] = correlation;
    }

    /** Sends the answers, or, when the burst could not be recorded, as many errors. */
    void release(boolean recorded) {
        if (!recorded) {
            encoded.clear();
            for (int i = 0; i < count; i++) {
                Frame.append(encoded, FrameKind.ERROR, correlations[i], 0, NOT_RECORDED);
            }
        }
        connection.send(encoded, count);
    }
}
