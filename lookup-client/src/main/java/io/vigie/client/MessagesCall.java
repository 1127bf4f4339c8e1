package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Error;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** MESSAGES. Every failure is a {@link LookupException}. */
final class MessagesCall extends RequestCall<Messages> {
    private final MessagesRequest request;

    MessagesCall(Dispatcher dispatcher, long deadlineNanos, MessagesRequest request) {
        super(dispatcher, deadlineNanos, FrameKind.MESSAGES, request, FrameKind.MESSAGES);
        this.request = request;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        Messages messages = Messages.parseFrom(payload);
        if (request.hasSend() && messages.getSent().isEmpty()) {
            return Failures.empty("sent: absent");
        }
        complete(messages);
        return null;
    }
}
