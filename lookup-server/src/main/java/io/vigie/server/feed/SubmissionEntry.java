package io.vigie.server.feed;

import io.vigie.server.access.Caller;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Outcome;
import io.vigie.v1.Outcomes;
import io.vigie.v1.Position;
import io.vigie.v1.Submission;
import io.vigie.wire.ProtoTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How the audit trail shows a batch: who changed which records, up to which position. The content is in the log. */
final class SubmissionEntry {
    private SubmissionEntry() {}

    static AuditEntry of(Caller caller, Batch batch, Outcomes outcomes, Instant time, long nanos) {
        AuditEntry.Builder entry = AuditEntry.newBuilder()
                .setTime(ProtoTime.of(time))
                .setCaller(caller.name())
                .setKind(AuditEntry.AuditedKind.Code.SUBMIT)
                .setRequest(request(batch).toByteString())
                .setMicros((int) Math.min(nanos / 1000, Integer.MAX_VALUE));
        LocalDate today = LocalDate.ofInstant(time, ZoneOffset.UTC);
        for (int i = 0; i < outcomes.getOutcomesCount(); i++) {
            Outcome outcome = outcomes.getOutcomes(i);
            if (outcome.getOutcome() == Outcome.Result.Code.ACCEPTED) {
                entry.addRecordIds(outcome.getId()).setAsOf(later(entry.getAsOf(), outcome.getPosition()));
                LocalDate event = outcome.getVersion() == 1 ? event(batch.getSubmissions(i)) : null;
                if (event != null) {
                    entry.addDelayDays(Math.clamp(ChronoUnit.DAYS.between(event, today), 0, Integer.MAX_VALUE));
                }
            }
        }
        return entry.build();
    }

    /** The batch without its content. */
    static Batch request(Batch batch) {
        return Batch.newBuilder().setId(batch.getId()).build();
    }

    /** The day of the theft or loss, or of a notice's issue; null when the record does not say it to the day. */
    private static @Nullable LocalDate event(Submission submission) {
        String date =
                switch (submission.getWhatCase()) {
                    case TRAVEL_DOCUMENT -> submission.getTravelDocument().getStatusDate();
                    case NOTICE -> submission.getNotice().getIssued();
                    case PERSON, WITHDRAW, WHAT_NOT_SET -> "";
                };
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Position later(Position a, Position b) {
        return b.getSequence() > a.getSequence() ? b : a;
    }
}
