package io.vigie.server.feed;

import io.vigie.server.access.Caller;
import io.vigie.server.index.ProtoTime;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Outcome;
import io.vigie.v1.Outcomes;
import io.vigie.v1.Position;
import java.time.Instant;

/** How the audit trail shows a batch: who changed which records, up to which position. The content is in the log. */
final class SubmissionEntry {
    private SubmissionEntry() {}

    static AuditEntry of(Caller caller, Batch batch, Outcomes outcomes, Instant time, long nanos) {
        AuditEntry.Builder entry = AuditEntry.newBuilder()
                .setTime(ProtoTime.of(time))
                .setCaller(caller.name())
                .setKind(AuditEntry.AuditedKind.Code.SUBMIT)
                .setRequest(Batch.newBuilder().setId(batch.getId()).build().toByteString())
                .setMicros((int) Math.min(nanos / 1000, Integer.MAX_VALUE));
        for (Outcome outcome : outcomes.getOutcomesList()) {
            if (outcome.getOutcome() == Outcome.Result.Code.ACCEPTED) {
                entry.addRecordIds(outcome.getId()).setAsOf(later(entry.getAsOf(), outcome.getPosition()));
            }
        }
        return entry.build();
    }

    private static Position later(Position a, Position b) {
        return b.getSequence() > a.getSequence() ? b : a;
    }
}
