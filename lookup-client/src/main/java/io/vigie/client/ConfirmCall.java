package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Confirmations;
import io.vigie.v1.Error;
import io.vigie.wire.FrameKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CONFIRM. Every failure is a {@link LookupException}. */
final class ConfirmCall extends RequestCall<List<Confirmation>> {
    private final Confirmation request;

    ConfirmCall(Dispatcher dispatcher, long deadlineNanos, Confirmation request) {
        super(dispatcher, deadlineNanos, FrameKind.CONFIRM, request, FrameKind.CONFIRM);
        this.request = request;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        Confirmations confirmations = Confirmations.parseFrom(payload);
        boolean one = request.getResponseValue() != 0 || request.getUrgencyValue() != 0;
        if (one && confirmations.getConfirmationsCount() != 1) {
            return Failures.empty("confirmations: " + confirmations.getConfirmationsCount() + " (expected: 1)");
        }
        complete(confirmations.getConfirmationsList());
        return null;
    }
}
