package io.vigie.server.feed;

import io.vigie.mrz.States;
import io.vigie.server.access.Caller;
import io.vigie.server.index.CanaryRecord;
import io.vigie.server.index.Outcome;
import io.vigie.server.index.RecordCheck;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.index.Standing;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome.Result;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import io.vigie.v1.Withdrawal;

/**
 * Takes the submissions of one caller, one after the other, within one transaction: who may change what (INTERPOL's Rules
 * on the Processing of Data, Regulation (EU) 2018/1862 art. 59: only the owner).
 */
final class OwnersDesk {
    private final Caller caller;
    private final RecordWriter writer;

    OwnersDesk(Caller caller, RecordWriter writer) {
        this.caller = caller;
        this.writer = writer;
    }

    /** A submission that may not be made. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Outcome.Refused refused;

        RefusedException(Error.Code.Value code, int version, String field, String reason) {
            super(reason, null, false, false);
            this.refused = new Outcome.Refused(code, version, field, reason);
        }
    }

    io.vigie.v1.Outcome take(Submission submission) {
        String id = RecordKind.idOf(submission);
        Outcome outcome;
        try {
            outcome = switch (submission.getWhatCase()) {
                case TRAVEL_DOCUMENT, PERSON, NOTICE -> put(recordOf(submission));
                case WITHDRAW -> withdraw(submission.getWithdraw());
                case WHAT_NOT_SET ->
                    throw new RefusedException(
                            Error.Code.Value.MISSING_VALUE,
                            0,
                            "",
                            "submission: empty (expected: travelDocument, person, notice or withdraw)");
            };
        } catch (RefusedException e) {
            outcome = e.refused;
        }
        return message(id, outcome);
    }

    private Outcome put(Record record) throws RefusedException {
        try {
            RecordCheck.check(record);
        } catch (RecordCheck.InvalidRecordException e) {
            String reason = String.valueOf(e.getMessage());
            throw new RefusedException(Error.Code.Value.INVALID_VALUE, 0, fieldOf(reason), reason);
        }
        String owner = RecordKind.ownerOf(record);
        if (!mayActFor(owner)) {
            throw new RefusedException(
                    Error.Code.Value.NOT_OWNER, 0, "owner", "owner: " + owner + " (expected: your own party)");
        }
        Standing standing = writer.standing(RecordKind.idOf(record));
        boolean same = standing instanceof Standing.Free
                || States.canonical(standing.owner()).equals(States.canonical(owner));
        return same ? writer.submit(record) : ofAnother(Outcome.ofSubmission(new Standing.Free(), record));
    }

    private Outcome withdraw(Withdrawal withdrawal) throws RefusedException {
        String id = withdrawal.getId();
        if (id.isEmpty() || RecordKind.idBytes(id).length > RecordCheck.ID_SIZE_MAX) {
            throw new RefusedException(
                    Error.Code.Value.INVALID_VALUE,
                    0,
                    "withdraw.id",
                    "withdraw.id: " + (id.isEmpty() ? "absent" : "too long") + " (expected: 1 to "
                            + RecordCheck.ID_SIZE_MAX + " bytes)");
        }
        if (withdrawal.getVersion() < 0) {
            throw new RefusedException(
                    Error.Code.Value.INVALID_VALUE,
                    0,
                    "withdraw.version",
                    "withdraw.version: " + withdrawal.getVersion() + " (expected: >= 0)");
        }
        if (withdrawal.getReason().length() > RecordCheck.TEXT_LENGTH_MAX) {
            throw new RefusedException(
                    Error.Code.Value.INVALID_VALUE,
                    0,
                    "withdraw.reason",
                    "withdraw.reason: " + withdrawal.getReason().length() + " characters (expected: <= "
                            + RecordCheck.TEXT_LENGTH_MAX + ")");
        }
        if (CanaryRecord.isReservedId(id)) {
            throw new RefusedException(
                    Error.Code.Value.NOT_ALLOWED, 0, "withdraw.id", "withdraw.id: belongs to the server itself");
        }
        Standing standing = writer.standing(id);
        if (!(standing instanceof Standing.Free) && !mayActFor(standing.owner())) {
            return ofAnother(Outcome.ofWithdrawal(new Standing.Free(), withdrawal.getVersion()));
        }
        return writer.withdraw(id, withdrawal.getVersion(), withdrawal.getReason());
    }

    /**
     * What is another party's is as if it were not there, whatever the caller may see. But that an id is taken cannot be kept from
     * whoever would take it; at what version it is can, and whose.
     *
     * @param ifFree what would become of the submission
     */
    private Outcome ofAnother(Outcome ifFree) throws RefusedException {
        if (caller.party().isEmpty() || ifFree instanceof Outcome.Accepted) {
            throw new RefusedException(
                    Error.Code.Value.NOT_OWNER, 0, "owner", "owner: another party owns the record");
        }
        return ifFree;
    }

    /** The local operator acts for every party. */
    private boolean mayActFor(String owner) {
        return caller.party().isEmpty() || caller.isParty(owner);
    }

    private io.vigie.v1.Outcome message(String id, Outcome outcome) {
        io.vigie.v1.Outcome.Builder message = io.vigie.v1.Outcome.newBuilder().setId(id);
        return switch (outcome) {
            case Outcome.Accepted(int version) ->
                message.setOutcome(Result.Code.ACCEPTED)
                        .setVersion(version)
                        .setPosition(writer.position())
                        .build();
            case Outcome.Unchanged(int version) ->
                message.setOutcome(Result.Code.UNCHANGED).setVersion(version).build();
            case Outcome.Refused refused ->
                message.setOutcome(Result.Code.REFUSED)
                        .setVersion(refused.version())
                        .setError(Error.newBuilder()
                                .setCode(refused.code())
                                .setField(refused.field())
                                .setMessage(refused.reason()))
                        .build();
        };
    }

    private static Record recordOf(Submission submission) {
        Record.Builder record = Record.newBuilder();
        return switch (submission.getWhatCase()) {
            case TRAVEL_DOCUMENT ->
                record.setTravelDocument(submission.getTravelDocument()).build();
            case PERSON -> record.setPerson(submission.getPerson()).build();
            case NOTICE -> record.setNotice(submission.getNotice()).build();
            case WITHDRAW, WHAT_NOT_SET -> throw new IllegalArgumentException("submission: holds no record");
        };
    }

    /** A check's reason begins with the field. */
    private static String fieldOf(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? "" : reason.substring(0, colon);
    }
}
