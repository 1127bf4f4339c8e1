package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Batch;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import io.vigie.v1.Outcomes;
import io.vigie.wire.FrameKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUBMIT. Every failure is a {@link LookupException}. */
final class SubmitCall extends RequestCall<List<Outcome>> {
    private final Batch batch;

    SubmitCall(Dispatcher dispatcher, long deadlineNanos, Batch batch) {
        super(dispatcher, deadlineNanos, FrameKind.SUBMIT, batch, FrameKind.OUTCOME);
        this.batch = batch;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        Outcomes outcomes = Outcomes.parseFrom(payload);
        int expected = batch.getSubmissionsCount();
        if (outcomes.getOutcomesCount() != expected) {
            return Failures.empty("outcomes: " + outcomes.getOutcomesCount() + " (expected: " + expected + ")");
        }
        for (Outcome outcome : outcomes.getOutcomesList()) {
            switch (outcome.getOutcome()) {
                case ACCEPTED, UNCHANGED, REFUSED -> {}
                case UNSPECIFIED, UNRECOGNIZED -> {
                    return Failures.empty("outcome: absent, or one that this client does not know");
                }
            }
        }
        complete(outcomes.getOutcomesList());
        return null;
    }
}
