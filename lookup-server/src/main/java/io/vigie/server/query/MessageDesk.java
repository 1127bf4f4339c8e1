package io.vigie.server.query;

import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.hits.MessageException;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Confirmations;
import io.vigie.v1.Error;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Record;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests about messages and confirmations: who may ask, is it well said, and the audit trail before the reply.
 * Thread-safe; nothing blocks.
 */
public final class MessageDesk {
    private static final String REFERENCES = "send.references";

    private final QueryService service;
    private final Messages messages;

    MessageDesk(QueryService service, Messages messages) {
        this.service = service;
        this.messages = messages;
    }

    /** Told, once, on this thread or another: a reply or an error. */
    public interface Completion {
        void done(@Nullable MessageLite reply, @Nullable Error error);
    }

    private record Request(Caller caller, AuditEntry.AuditedKind.Code kind, byte[] payload, long arrivedNanos) {}

    /**
     * Takes or sends messages.
     *
     * @param payload that says what is asked
     * @param arrivedNanos when it was received, by {@link System#nanoTime}
     */
    public void messages(
            Caller caller, MessagesRequest asked, byte[] payload, long arrivedNanos, Completion completion) {
        if (isUnrecorded(completion)) {
            return;
        }
        Request request = new Request(caller, AuditEntry.AuditedKind.Code.MESSAGES, payload, arrivedNanos);
        try {
            MessageCheck.check(asked);
            Caller party = acting(caller, asked.getParty());
            if (asked.hasSend()) {
                send(request, party, asked.getSend(), completion);
            } else {
                take(request, party, asked, completion);
            }
        } catch (MessageException e) {
            record(request, List.of(), MessagesRequest.getDefaultInstance(), e.error(), completion);
        }
    }

    /** Asks for a confirmation, answers one, or shows some; as {@link #messages}. */
    public void confirm(Caller caller, Confirmation asked, byte[] payload, long arrivedNanos, Completion completion) {
        if (isUnrecorded(completion)) {
            return;
        }
        Request request = new Request(caller, AuditEntry.AuditedKind.Code.CONFIRM, payload, arrivedNanos);
        try {
            MessageCheck.check(asked);
            messages.confirm(acting(caller, asked.getParty()).party(), asked, (done, error) -> {
                List<Confirmation> found = done == null ? List.of() : done;
                record(
                        request,
                        found.stream().map(Confirmation::getRecordId).distinct().toList(),
                        Confirmations.newBuilder().addAllConfirmations(found).build(),
                        error,
                        completion);
            });
        } catch (MessageException e) {
            record(request, List.of(), MessagesRequest.getDefaultInstance(), e.error(), completion);
        }
    }

    /** Before anything takes effect: what is done stays done when it cannot be recorded. */
    private boolean isUnrecorded(Completion completion) {
        boolean failing = service.audit().isFailing();
        if (failing) {
            completion.done(
                    null,
                    Failures.error(
                            Error.Code.Value.AUDIT_FAILED, "the request could not be recorded, so nothing was done"));
        }
        return failing;
    }

    private void take(Request request, Caller party, MessagesRequest asked, Completion completion)
            throws MessageException {
        if (party.party().isEmpty()) {
            throw new MessageException(
                    Error.Code.Value.MISSING_VALUE, "party", "absent (expected: the party whose messages are meant)");
        }
        messages.take(
                party.party(),
                asked.getAcknowledge(),
                asked.getAfter(),
                asked.getCredit(),
                asked.getWaitMillis(),
                (taken, error) -> {
                    if (taken == null) {
                        record(request, List.of(), MessagesRequest.getDefaultInstance(), error, completion);
                        return;
                    }
                    io.vigie.v1.Messages reply = io.vigie.v1.Messages.newBuilder()
                            .addAllMessages(taken.messages())
                            .setWaiting(taken.waiting())
                            .build();
                    if (taken.messages().isEmpty() && asked.getAcknowledge().isEmpty()) {
                        // Nothing was told: nothing to record.
                        completion.done(reply, null);
                    } else {
                        record(request, recordsOf(taken.messages()), reply, null, completion);
                    }
                });
    }

    private void send(Request request, Caller party, OwnerMessage message, Completion completion)
            throws MessageException {
        for (String reference : message.getReferencesList()) {
            checkReference(party, message.getTo(), reference);
        }
        OwnerMessage sent = OwnerMessage.newBuilder()
                .setKind(OwnerMessage.Kind.Code.TEXT)
                .setFrom(party.party())
                .setTo(message.getTo())
                .setCaller(request.caller().name())
                .setText(message.getText())
                .addAllReferences(message.getReferencesList())
                .build();
        messages.send(sent, message.getId(), (id, error) -> record(
                request,
                message.getReferencesList(),
                io.vigie.v1.Messages.newBuilder().setSent(id == null ? "" : id).build(),
                error,
                completion));
    }

    /** What is not there and what may not be seen are the same. */
    private void checkReference(Caller party, String receiver, String recordId) throws MessageException {
        Record record = record(recordId);
        if (record == null || !Visibility.maySee(party, record)) {
            throw new MessageException(Error.Code.Value.NOT_FOUND, REFERENCES, "no record has one of these ids");
        }
        if (!Visibility.mayBeNamedTo(receiver, party, record)) {
            throw new MessageException(
                    Error.Code.Value.NOT_ALLOWED, REFERENCES, "one is not to be passed on, and neither your own nor the party's");
        }
    }

    private @Nullable Record record(String id) throws MessageException {
        try (ReadView view = service.newView()) {
            view.begin();
            return Records.byId(view, id);
        } catch (DamagedException | StoreException e) {
            throw new MessageException(Error.Code.Value.DAMAGED, REFERENCES, "the record cannot be read");
        }
    }

    /** The operator acts for the party that they name, others for their own alone. */
    private static Caller acting(Caller caller, String party) throws MessageException {
        if (!caller.isLocalOperator() && !party.isEmpty() && !caller.isParty(party)) {
            throw new MessageException(
                    Error.Code.Value.NOT_ALLOWED, "party", "another party (expected: your own, or none)");
        }
        return caller.isLocalOperator() ? caller.as(party) : caller;
    }

    private static List<String> recordsOf(List<OwnerMessage> taken) {
        return taken.stream()
                .map(OwnerMessage::getRecordId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** The reply leaves when the request stands in the audit trail; what was refused stands there too. */
    private void record(
            Request request, List<String> recordIds, MessageLite reply, @Nullable Error error, Completion completion) {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder()
                .setTime(service.timeOf(request.arrivedNanos()))
                .setCaller(request.caller().name())
                .setKind(request.kind())
                .setRequest(UnsafeByteOperations.unsafeWrap(request.payload()))
                .addAllRecordIds(recordIds)
                .setError(error == null ? Error.Code.Value.UNSPECIFIED : error.getCode())
                .setMicros((int) Math.min((System.nanoTime() - request.arrivedNanos()) / 1000, Integer.MAX_VALUE))
                .build());
        service.audit().append(block, written -> {
            if (!written) {
                completion.done(
                        null,
                        Failures.error(
                                Error.Code.Value.AUDIT_FAILED,
                                "the request could not be recorded, so nobody is told what became of it"));
            } else if (error == null) {
                completion.done(reply, null);
            } else {
                completion.done(null, error);
            }
        });
    }
}
