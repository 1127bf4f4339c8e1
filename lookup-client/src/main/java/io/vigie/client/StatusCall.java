package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.v1.Status;
import io.vigie.v1.StatusRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** STATUS of whichever server is asked. */
final class StatusCall extends Call<Status> {
    StatusCall(Dispatcher dispatcher, long deadlineNanos) {
        super(dispatcher, deadlineNanos);
    }

    @Override
    int payloadSize() {
        return 0;
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        Frame.append(out, FrameKind.STATUS, correlation, budgetMicros, StatusRequest.getDefaultInstance());
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.STATUS_REPORT;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        if (payload.length == 0) {
            return Failures.empty("status: empty");
        }
        complete(Status.parseFrom(payload));
        return null;
    }

    @Override
    boolean fail(Error error) {
        return completeExceptionally(new LookupException(error));
    }
}
