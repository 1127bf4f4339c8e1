package io.vigie.client;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;

/** One message out, one back; unless it says otherwise every failure is a {@link LookupException}. */
abstract sealed class RequestCall<T> extends Call<T>
        permits ConfirmCall, FetchCall, MessagesCall, QuestionCall, StatusCall, SubmitCall {
    private final FrameKind kind;
    private final FrameKind replyKind;
    private final MessageLite request;

    RequestCall(Dispatcher dispatcher, long deadlineNanos, FrameKind kind, MessageLite request, FrameKind replyKind) {
        super(dispatcher, deadlineNanos);
        this.kind = kind;
        this.request = request;
        this.replyKind = replyKind;
    }

    @Override
    final int payloadSize() {
        return request.getSerializedSize();
    }

    @Override
    final void append(ByteBuf out, int correlation, int budgetMicros) {
        Frame.append(out, kind, correlation, budgetMicros, request);
    }

    @Override
    final FrameKind replyKind() {
        return replyKind;
    }

    @Override
    boolean fail(Error error) {
        return completeExceptionally(new LookupException(error));
    }
}
