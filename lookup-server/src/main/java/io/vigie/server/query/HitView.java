package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.match.PersonScore;
import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a caller sees of a record: the allow-list of fields, in one place. Pure. */
final class HitView {
    /** Agreement of a number one slip away: below every number that agrees, above any similar name. */
    private static final double NEAR_SCORE = 0.9;

    private HitView() {}

    static Hit of(TravelDocument document, Match.Code match, Verdicts.Weight weight, Links links, Caller caller) {
        return Hit.newBuilder()
                .setRecordId(document.getId())
                .setDataset(Dataset.Code.TRAVEL_DOCUMENTS)
                .setScore(match == Match.Code.NEAR ? NEAR_SCORE : 1.0)
                .setMatch(match)
                .setStatus(document.getStatus().name())
                .setAction(action(document, links, caller))
                .setOwner(document.getOwner())
                .setVersion(document.getVersion())
                .setCertain(weight == Verdicts.Weight.CERTAIN)
                .setIssuingState(document.getIssuingState())
                .setType(document.getType())
                .setNumber(document.getNumber())
                .setNumberEnd(document.getNumberEnd())
                .setStatusDate(document.getStatusDate())
                .setFraudType(document.getFraudType())
                .addAllPersonIds(links.visible(document.getPersonIdsList()))
                .addAllNoticeIds(links.visible(document.getNoticeIdsList()))
                .addAllLinked(links.records())
                .addAllCautions(cautions(document.getCautionsList(), links))
                .setSilent(document.getRestrictions().getSilent() || links.silent())
                .mergeFrom(marks(document.getRestrictions()))
                .setUnderReview(links.underReview())
                .setFile(document.getFile())
                .setAuthority(document.getAuthority())
                .setOwnerReference(document.getOwnerReference())
                .setExpires(document.getExpires())
                .build();
    }

    static Hit of(
            Person person, PersonScore score, boolean certain, Match.Code match, Links links, Caller caller) {
        Action.Code asked = Actions.resolve(person.getAction(), person.getActionByStateList(), caller);
        Action.Code own = asked == Action.Code.UNSPECIFIED ? Action.Code.CONTACT_OWNER : asked;
        return Hit.newBuilder()
                .setRecordId(person.getId())
                .setDataset(Dataset.Code.PERSONS)
                .setScore(score.score())
                .setEvidence(score.evidence())
                .setMatch(match)
                .setAction(Actions.graver(links.action(), own))
                .setOwner(person.getOwner())
                .setVersion(person.getVersion())
                .setCertain(certain)
                .setName(PersonSearch.written(score.name()))
                .setIdentityCategory(score.identity().getCategory())
                .addAllExplanation(score.explanation())
                .addAllNoticeIds(links.visible(person.getNoticeIdsList()))
                .addAllLinked(links.records())
                .addAllCautions(cautions(person.getCautionsList(), links))
                .setSilent(person.getRestrictions().getSilent() || links.silent())
                .mergeFrom(marks(person.getRestrictions()))
                .setUnderReview(links.underReview())
                .setFile(person.getFile())
                .setAuthority(person.getAuthority())
                .setOwnerReference(person.getOwnerReference())
                .setReason(person.getReason())
                .setExpires(person.getExpires())
                .build();
    }

    static Hit of(Notice notice, NoticeSearch.Reached reached, Links links, Caller caller) {
        boolean active = Verdicts.isActive(notice.getStatus());
        Action.Code asked = Actions.of(notice, caller);
        return Hit.newBuilder()
                .setRecordId(notice.getId())
                .setDataset(Dataset.Code.NOTICES)
                .setScore(reached.score())
                .setEvidence(reached.evidence())
                .setMatch(reached.match())
                .setStatus(notice.getStatus().name())
                .setAction(asked == Action.Code.UNSPECIFIED ? Action.Code.CONTACT_OWNER : asked)
                .setOwner(notice.getOwner())
                .setVersion(notice.getVersion())
                .setCertain(active && reached.certain())
                .addAllLinked(links.records())
                .addAllCautions(cautions(notice.getCautionsList(), links))
                .setSilent(notice.getRestrictions().getSilent() || links.silent())
                .mergeFrom(marks(notice.getRestrictions()))
                .setUnderReview(notice.getStatus() == NoticeStatus.Code.UNDER_REVIEW)
                .setFile(notice.getFile())
                .setAuthority(notice.getAuthority())
                .setOwnerReference(notice.getOwnerReference())
                .setColour(notice.getColour())
                .setExpires(notice.getExpires())
                .addAllThrough(reached.through())
                .addAllCharges(notice.getChargesList())
                .setInstrument(notice.getInstrument())
                .setIssued(notice.getIssued())
                .build();
    }

    /** What whoever sees the record must know about handing it on. */
    private static Hit marks(Restrictions restrictions) {
        Hit.Builder marks = Hit.newBuilder().setConfidentialityValue(restrictions.getConfidentialityValue());
        if (restrictions.hasOnward() && !restrictions.getOnward()) {
            marks.setOnward(false);
        }
        return marks.build();
    }

    private static Action.Code action(TravelDocument document, Links links, Caller caller) {
        Action.Code asked = Actions.resolve(document.getAction(), document.getActionByStateList(), caller);
        Action.Code own = asked == Action.Code.UNSPECIFIED ? Actions.byStatus(document.getStatus()) : asked;
        return Actions.graver(links.action(), own);
    }

    private static Set<Caution.Code> cautions(List<Caution.Code> own, Links links) {
        Set<Caution.Code> cautions = EnumSet.copyOf(links.cautions());
        cautions.addAll(own);
        return cautions;
    }
}
