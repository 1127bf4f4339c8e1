package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** MESSAGES. Every failure is a {@link LookupException}. */
final class MessagesCall extends Call<Messages> {
    private final MessagesRequest request;

    MessagesCall(Dispatcher dispatcher, long deadlineNanos, MessagesRequest request) {
        super(dispatcher, deadlineNanos);
        this.request = request;
    }

    @Override
    int payloadSize() {
        return request.getSerializedSize();
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        Frame.append(out, FrameKind.MESSAGES, correlation, budgetMicros, request);
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.MESSAGES;
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

    @Override
    boolean fail(Error error) {
        return completeExceptionally(new LookupException(error));
    }
}
