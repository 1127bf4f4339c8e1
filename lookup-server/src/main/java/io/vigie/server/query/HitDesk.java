package io.vigie.server.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.vigie.server.access.Caller;
import io.vigie.server.access.Rights;
import io.vigie.server.hits.HitReport;
import io.vigie.server.hits.Known;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.CanaryRecord;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Digests;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Answer;
import io.vigie.v1.Hit;
import io.vigie.v1.KeptHit;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the hits of an answer their ids, shows what their owners have said of them, and reports to the owners those that are
 * shown: nobody hears of what the asker does not see. An answer without hits never comes here.
 */
final class HitDesk {
    private static final int ID_SIZE = 12;

    private final @Nullable Messages messages;

    /**
     * @param messages null = nobody is told anything
     */
    HitDesk(@Nullable Messages messages) {
        this.messages = messages;
    }

    /** One answer at the desk. */
    record Shown(Caller connected, Question question, byte[] payload, Answer.Builder answer, ReadView view, Timestamp time) {
        Caller caller() {
            return connected.as(question.getAskingParty());
        }
    }

    /** Completes the hits of an answer; gives what is to be reported. */
    List<HitReport> report(Shown shown) {
        List<HitReport> reports = new ArrayList<>();
        TravellerDigest traveller =
                messages == null ? null : TravellerDigest.of(shown.question(), shown.answer().getMrz());
        for (Hit.Builder hit : shown.answer().getHitsBuilderList()) {
            hit.setHitId(idOf(shown, hit.getRecordId()));
            if (messages != null && traveller != null && !CanaryRecord.isReservedId(hit.getRecordId())) {
                KeptHit kept = kept(shown, hit, traveller);
                show(messages, kept, hit, shown.caller().rights());
                if (messages.tellsOfHits() && isReported(shown.question(), hit)) {
                    boolean named = !shown.question().getId().isEmpty();
                    reports.add(new HitReport(kept, message(shown, hit), named));
                }
            }
        }
        return reports;
    }

    /** Whether an owner is told: docs/security.md has the rules and their sources. */
    private static boolean isReported(Question question, Hit.Builder hit) {
        NoticeQuestion notice = question.getNotice();
        boolean browsed = question.hasNotice() && notice.getId().isEmpty() && notice.getSubject().isEmpty();
        return !browsed
                && !question.getSilent()
                && question.getContext().getPurpose() != Purpose.Code.TEST
                && Verdicts.counts(hit.buildPartial());
    }

    private static void show(Messages messages, KeptHit kept, Hit.Builder hit, Rights rights) {
        if (!messages.isKnown(kept)) {
            return;
        }
        Known known = messages.known(kept);
        if (known.clearance() != null && rights.includeField("cleared")) {
            hit.setCleared(known.clearance());
        }
        if (known.confirmation() != null && rights.includeField("confirmation")) {
            hit.setConfirmation(known.confirmation());
        }
    }

    private static KeptHit kept(Shown shown, Hit.Builder hit, TravellerDigest traveller) {
        return KeptHit.newBuilder()
                .setHitId(hit.getHitId())
                .setRecordId(hit.getRecordId())
                .setRecordVersion(hit.getVersion())
                .setOwner(hit.getOwner())
                .setParty(shown.caller().party())
                .setDataset(hit.getDataset())
                .setTime(shown.time())
                .setTraveller(traveller.digest())
                .setIdentified(traveller.identified())
                .setRecordDigest(digestOf(shown.view(), hit.getRecordId()))
                .build();
    }

    private static OwnerMessage message(Shown shown, Hit.Builder hit) {
        Question question = shown.question();
        OwnerMessage.Builder message = OwnerMessage.newBuilder()
                .setKind(OwnerMessage.Kind.Code.HIT)
                .setFrom(shown.caller().party())
                .setTo(hit.getOwner())
                .setTime(shown.time())
                .setRecordId(hit.getRecordId())
                .setRecordVersion(hit.getVersion())
                .setMatch(hit.getMatch())
                .setQuestionId(question.getId())
                .setHitId(hit.getHitId())
                .setCertain(hit.getCertain())
                .setSilent(hit.getSilent())
                .setDataset(hit.getDataset())
                .setCaller(shown.connected().name())
                .setScore(hit.getScore());
        if (question.hasContext()) {
            message.setContext(question.getContext());
        }
        asked(message, "mrz", question.getMrzCount() > 0);
        asked(message, "document", question.hasDocument());
        asked(message, "person", question.hasPerson());
        asked(message, "notice", question.hasNotice());
        return message.build();
    }

    private static void asked(OwnerMessage.Builder message, String what, boolean given) {
        if (given) {
            message.addAsked(what);
        }
    }

    /** The same for a question that is asked again: of its id, or without one of the whole question. */
    private static String idOf(Shown shown, String recordId) {
        String id = shown.question().getId();
        MessageDigest digest = Digests.sha256();
        for (byte[] part : new byte[][] {
            shown.connected().name().getBytes(StandardCharsets.UTF_8),
            shown.caller().party().getBytes(StandardCharsets.UTF_8),
            id.isEmpty() ? shown.payload() : id.getBytes(StandardCharsets.UTF_8),
            recordId.getBytes(StandardCharsets.UTF_8)
        }) {
            digest.update(part);
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, ID_SIZE);
    }

    /** Empty when the record cannot be read: then no clearance fits it. */
    private static ByteString digestOf(ReadView view, String recordId) {
        try {
            Record record = Records.byId(view, recordId);
            return record == null
                    ? ByteString.EMPTY
                    : ByteString.copyFrom(Digests.sha256().digest(record.toByteArray()));
        } catch (DamagedException e) {
            return ByteString.EMPTY;
        }
    }
}
