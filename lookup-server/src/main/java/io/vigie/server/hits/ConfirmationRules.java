package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import io.vigie.v1.Clearance;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Confirmation.Response;
import io.vigie.v1.Error;
import io.vigie.v1.KeptClearance;
import io.vigie.v1.KeptConfirmation;
import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask the owner of a record to confirm a hit, who may answer, and what follows (NCIC YQ and YR: ten minutes or an
 * hour). What is not a party's own is not there for it. Used by the thread of {@link Messages}.
 */
final class ConfirmationRules {
    private static final Duration URGENT = Duration.ofMinutes(10);
    private static final Duration ROUTINE = Duration.ofHours(1);

    private static final int SHOWN_MAX = 1_000;
    private static final int CLEARANCES_MAX = 100_000;

    private final Ledger ledger;
    private final Duration clearanceTime;
    private final Instant now;

    ConfirmationRules(Ledger ledger, Duration clearanceTime, Instant now) {
        this.ledger = ledger;
        this.clearanceTime = clearanceTime;
        this.now = now;
    }

    /**
     * Does what a request asks for.
     *
     * @param party that acts; empty = the operator, who may act for any
     */
    List<Confirmation> run(String party, Confirmation request) throws MessageException {
        if (request.getResponseValue() != 0) {
            return List.of(answer(party, request));
        }
        return request.getUrgencyValue() != 0 ? List.of(ask(party, request)) : show(party, request);
    }

    private Confirmation ask(String party, Confirmation request) throws MessageException {
        KeptHit hit = hitOf(party, request);
        KeptConfirmation before = ledger.confirmed().openOf(hit);
        Confirmation open = before == null ? null : seen(before);
        Instant due = now.plus(request.getUrgency() == Confirmation.Urgency.Code.URGENT ? URGENT : ROUTINE);
        if (open != null && !open.getOverdue() && !due.isBefore(ProtoTime.instant(open.getDue()))) {
            return open;
        }
        Confirmation.Builder asked = open == null ? newOf(hit) : open.toBuilder().clearOverdue();
        if (!request.getText().isEmpty()) {
            asked.setText(request.getText());
        }
        Confirmation confirmation =
                asked.setUrgency(request.getUrgency()).setDue(ProtoTime.of(due)).build();
        OwnerMessage message = message(OwnerMessage.Kind.Code.CONFIRMATION_ASKED, hit.getOwner(), confirmation);
        if (!ledger.queues().hasRoom(message, shareOf(confirmation))) {
            throw new MessageException(
                    Error.Code.Value.OVERLOADED, "", "the owner's queue of messages has no room for requests: ask the owner another way");
        }
        ledger.keep(KeptConfirmation.newBuilder().setConfirmation(confirmation).setHit(hit).build());
        ledger.put(message);
        return confirmation;
    }

    /** So that whoever asks much keeps no hit out, and whoever writes much keeps nobody from asking. */
    private static Queues.Share shareOf(Confirmation confirmation) {
        return confirmation.getUrgency() == Confirmation.Urgency.Code.URGENT
                ? Queues.Share.SEVEN_EIGHTHS
                : Queues.Share.THREE_QUARTERS;
    }

    private Confirmation.Builder newOf(KeptHit hit) {
        return Confirmation.newBuilder()
                .setId(ledger.newId())
                .setHitId(hit.getHitId())
                .setRecordId(hit.getRecordId())
                .setRecordVersion(hit.getRecordVersion())
                .setOwner(hit.getOwner())
                .setParty(hit.getParty())
                .setAsked(ProtoTime.of(now));
    }

    private Confirmation answer(String party, Confirmation request) throws MessageException {
        KeptConfirmation kept = visible(party, request.getId());
        if (!party.isEmpty() && !isSame(party, kept.getConfirmation().getOwner())) {
            throw new MessageException(
                    Error.Code.Value.NOT_OWNER, "id", "another party owns the record (expected: answered by its owner)");
        }
        boolean later = request.getResponse() == Response.Code.NEEDS_TIME;
        Confirmation.Builder answered = kept.getConfirmation().toBuilder()
                .setResponse(request.getResponse())
                .setMoreMinutes(later ? request.getMoreMinutes() : 0)
                .setAnswerText(request.getAnswerText())
                .setAnswered(ProtoTime.of(now))
                .clearOverdue();
        if (later) {
            answered.setDue(ProtoTime.of(now.plus(Duration.ofMinutes(request.getMoreMinutes()))));
        }
        if (answered.hasCleared()) {
            ledger.keep(KeptClearance.newBuilder()
                    .setClearance(answered.getCleared())
                    .setEnded(true)
                    .build());
            answered.clearCleared();
        }
        Clearance cleared = request.getResponse() == Response.Code.DIFFERENT_PERSON ? cleared(kept) : null;
        if (cleared != null) {
            answered.setCleared(cleared);
        }
        Confirmation confirmation = answered.build();
        ledger.keep(kept.toBuilder().setConfirmation(confirmation).build());
        tell(OwnerMessage.Kind.Code.CONFIRMATION_ANSWERED, confirmation.getParty(), confirmation);
        return confirmation;
    }

    /** Clears the traveller of the hit; null when the question did not tell enough of them. */
    private @Nullable Clearance cleared(KeptConfirmation kept) {
        KeptHit hit = kept.getHit();
        if (!hit.getIdentified()
                || ledger.confirmed().clearances().size() >= CLEARANCES_MAX) {
            return null;
        }
        Clearance clearance = Clearance.newBuilder()
                .setTime(ProtoTime.of(now))
                .setOwner(hit.getOwner())
                .setExpires(ProtoTime.of(now.plus(clearanceTime)))
                .setRecordId(hit.getRecordId())
                .setRecordVersion(hit.getRecordVersion())
                .setConfirmationId(kept.getConfirmation().getId())
                .build();
        ledger.keep(KeptClearance.newBuilder()
                .setClearance(clearance)
                .setTraveller(hit.getTraveller())
                .setRecordDigest(hit.getRecordDigest())
                .build());
        return clearance;
    }

    private List<Confirmation> show(String party, Confirmation request) throws MessageException {
        if (!request.getId().isEmpty()) {
            return List.of(seen(visible(party, request.getId())));
        }
        if (!request.getHitId().isEmpty() || !request.getRecordId().isEmpty()) {
            List<Confirmation> found = ledger.confirmed().all().stream()
                    .filter(kept -> isVisible(party, kept))
                    .map(this::seen)
                    .filter(one -> one.getHitId().equals(request.getHitId())
                            || one.getRecordId().equals(request.getRecordId()))
                    .limit(SHOWN_MAX)
                    .toList();
            if (found.isEmpty()) {
                throw notFound("hitId");
            }
            return found;
        }
        return ledger.confirmed().all().stream()
                .filter(kept -> isVisible(party, kept))
                .map(this::seen)
                .filter(ConfirmationRules::isOpen)
                .sorted(Comparator.comparing(one -> ProtoTime.instant(one.getDue())))
                .limit(SHOWN_MAX)
                .toList();
    }

    /** Tells both sides, once, that the time of an answer has passed. */
    void tellOverdue() {
        for (KeptConfirmation kept : ledger.confirmed().all()) {
            Confirmation seen = seen(kept);
            if (seen.getOverdue() && !kept.getConfirmation().getOverdue()) {
                ledger.keep(kept.toBuilder().setConfirmation(seen).build());
                tell(OwnerMessage.Kind.Code.CONFIRMATION_OVERDUE, seen.getOwner(), seen);
                if (!isSame(seen.getParty(), seen.getOwner())) {
                    tell(OwnerMessage.Kind.Code.CONFIRMATION_OVERDUE, seen.getParty(), seen);
                }
            }
        }
    }

    /** Whether an answer is still expected. */
    static boolean isOpen(Confirmation confirmation) {
        return switch (confirmation.getResponse()) {
            case UNSPECIFIED, NEEDS_TIME, UNRECOGNIZED -> true;
            case POSITIVE, NEGATIVE, NO_LONGER_VALID, DIFFERENT_PERSON, DOCUMENT_RECOVERED -> false;
        };
    }

    private Confirmation seen(KeptConfirmation kept) {
        return seen(kept.getConfirmation(), now);
    }

    /** A confirmation as it stands at a moment. */
    static Confirmation seen(Confirmation confirmation, Instant now) {
        boolean overdue = isOpen(confirmation) && ProtoTime.instant(confirmation.getDue()).isBefore(now);
        return overdue == confirmation.getOverdue()
                ? confirmation
                : confirmation.toBuilder().setOverdue(overdue).build();
    }

    private KeptHit hitOf(String party, Confirmation request) throws MessageException {
        KeptHit hit = request.getHitId().isEmpty()
                ? ledger.counting().latest(party, request.getRecordId())
                : ledger.counting().hit(request.getHitId());
        if (hit == null || !party.isEmpty() && !isSame(party, hit.getParty())) {
            throw new MessageException(
                    Error.Code.Value.NOT_FOUND,
                    request.getHitId().isEmpty() ? "recordId" : "hitId",
                    "no hit of your party within the last day (expected: ask the question again)");
        }
        return hit;
    }

    private KeptConfirmation visible(String party, String id) throws MessageException {
        KeptConfirmation kept = ledger.confirmed().byId(id);
        if (kept == null || !isVisible(party, kept)) {
            throw notFound("id");
        }
        return kept;
    }

    private static boolean isVisible(String party, KeptConfirmation kept) {
        return party.isEmpty()
                || isSame(party, kept.getConfirmation().getOwner())
                || isSame(party, kept.getConfirmation().getParty());
    }

    private static boolean isSame(String party, String other) {
        return !party.isEmpty() && Parties.canonical(party).equals(Parties.canonical(other));
    }

    private static MessageException notFound(String field) {
        return new MessageException(Error.Code.Value.NOT_FOUND, field, "no confirmation of your party has it");
    }

    /** The operator has no queue. */
    private void tell(OwnerMessage.Kind.Code kind, String party, Confirmation confirmation) {
        OwnerMessage message = message(kind, party, confirmation);
        if (party.isEmpty()) {
            return;
        }
        if (ledger.queues().hasRoom(message, Queues.Share.ALL)) {
            ledger.put(message);
        } else {
            new HitRules(ledger, now).lost(party, 1);
        }
    }

    private OwnerMessage message(OwnerMessage.Kind.Code kind, String to, Confirmation confirmation) {
        return OwnerMessage.newBuilder()
                .setKind(kind)
                .setFrom(isSame(to, confirmation.getOwner()) ? confirmation.getParty() : confirmation.getOwner())
                .setTo(to)
                .setTime(ProtoTime.of(now))
                .setRecordId(confirmation.getRecordId())
                .setRecordVersion(confirmation.getRecordVersion())
                .setHitId(confirmation.getHitId())
                .setConfirmation(confirmation)
                .build();
    }
}
