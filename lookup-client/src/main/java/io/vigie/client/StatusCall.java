package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Error;
import io.vigie.v1.Status;
import io.vigie.v1.StatusRequest;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** STATUS of whichever server is asked. */
final class StatusCall extends RequestCall<Status> {
    StatusCall(Dispatcher dispatcher, long deadlineNanos) {
        super(dispatcher, deadlineNanos, FrameKind.STATUS, StatusRequest.getDefaultInstance(), FrameKind.STATUS_REPORT);
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        if (payload.length == 0) {
            return Failures.empty("status: empty");
        }
        complete(Status.parseFrom(payload));
        return null;
    }
}
