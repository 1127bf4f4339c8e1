package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Context;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Fetched;
import io.vigie.v1.Record;
import io.vigie.wire.FrameKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** FETCH. Empty when there is no such record; every other failure is a {@link LookupException}. */
final class FetchCall extends RequestCall<Optional<Record>> {
    FetchCall(Dispatcher dispatcher, long deadlineNanos, String recordId, Context context) {
        super(
                dispatcher,
                deadlineNanos,
                FrameKind.FETCH,
                Fetch.newBuilder().setRecordId(recordId).setContext(context).build(),
                FrameKind.FETCHED);
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        Record record = Fetched.parseFrom(payload).getRecord();
        if (record.getKindCase() == Record.KindCase.KIND_NOT_SET) {
            return Failures.empty("record: absent");
        }
        complete(Optional.of(record));
        return null;
    }

    @Override
    boolean fail(Error error) {
        return error.getCode() == Error.Code.Value.NOT_FOUND
                ? complete(Optional.empty())
                : completeExceptionally(new LookupException(error));
    }
}
