package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.TravelDocument;
import java.util.EnumSet;
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
                .addAllCautions(cautions(document, links))
                .setSilent(document.getRestrictions().getSilent() || links.silent())
                .setUnderReview(links.underReview())
                .setFile(document.getFile())
                .setAuthority(document.getAuthority())
                .setOwnerReference(document.getOwnerReference())
                .setExpires(document.getExpires())
                .build();
    }

    private static Action.Code action(TravelDocument document, Links links, Caller caller) {
        Action.Code asked = Actions.resolve(document.getAction(), document.getActionByStateList(), caller);
        Action.Code own = asked == Action.Code.UNSPECIFIED ? Actions.byStatus(document.getStatus()) : asked;
        return Actions.graver(links.action(), own);
    }

    private static Set<Caution.Code> cautions(TravelDocument document, Links links) {
        Set<Caution.Code> cautions = EnumSet.copyOf(links.cautions());
        cautions.addAll(document.getCautionsList());
        return cautions;
    }
}
