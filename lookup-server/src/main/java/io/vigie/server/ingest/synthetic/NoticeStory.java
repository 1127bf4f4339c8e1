package io.vigie.server.ingest.synthetic;

import static io.vigie.server.ingest.synthetic.Shares.share;

import io.vigie.v1.Action;
import io.vigie.v1.ActionOverride;
import io.vigie.v1.Confidentiality;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.NoticeStatusChange;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a notice, and who may see it and do what: its history, the states that act otherwise, its recipients and
 * its collection. Draws from numbers of its own, so that the rest of a notice does not depend on it.
 */
final class NoticeStory {
    /** Of the notices in force that were never stopped, so many tell of their request and publication. */
    private static final int TOLD_PER_MILLE = 200;

    private static final int OVERRIDDEN_PER_MILLE = 80;
    private static final int RESTRICTED_PER_MILLE = 60;
    private static final int FILED_PER_MILLE = 50;
    private static final int DAYS_TO_PUBLISH_MAX = 20;
    private static final int VALID_YEARS = 5;

    private static final Shares<Action.Code> INSTEAD_OF_ARREST = Shares.of(
            share(60, Action.Code.LOCATE_AND_INFORM),
            share(25, Action.Code.DISCREET_CHECK),
            share(15, Action.Code.INFORMATION_ONLY));

    private static final Shares<String> FILES = Shares.of(
            share(50, "foreign terrorist fighters"),
            share(30, "maritime piracy"),
            share(20, "trafficking networks"));

    private static final List<String> ORGANISATIONS = List.of("EUROPOL", "FRONTEX", "AFRIPOL");

    private final Notice.Builder notice;
    private final LocalDate issued;
    private final Dice dice;

    private NoticeStory(Notice.Builder notice, LocalDate issued, Dice dice) {
        this.notice = notice;
        this.issued = issued;
        this.dice = dice;
    }

    /** Adds to a notice that has its owner, colour, status, action and day of issue. */
    static void add(Notice.Builder notice, LocalDate issued, Dice dice) {
        NoticeStory story = new NoticeStory(notice, issued, dice);
        story.addHistory();
        if (dice.perMille(OVERRIDDEN_PER_MILLE)) {
            story.addOverrides();
        }
        if (dice.perMille(RESTRICTED_PER_MILLE)) {
            story.restrict();
        }
        if (dice.perMille(FILED_PER_MILLE)) {
            notice.setFile(FILES.draw(dice));
        }
    }

    private void addHistory() {
        boolean told = dice.perMille(TOLD_PER_MILLE);
        if (notice.getStatus() == NoticeStatus.Code.PUBLISHED && !told) {
            return;
        }
        change(NoticeStatus.Code.REQUESTED, issued.minusDays(1 + dice.below(DAYS_TO_PUBLISH_MAX)), "");
        switch (notice.getStatus()) {
            case REQUESTED -> {}
            case REFUSED -> change(NoticeStatus.Code.REFUSED, issued, "not in keeping with the rules");
            case PUBLISHED -> change(NoticeStatus.Code.PUBLISHED, issued, "");
            case UNDER_REVIEW -> end(laterDay(), "the person asks for its deletion");
            case SUSPENDED -> end(laterDay(), "the owner has not answered");
            case CANCELLED -> end(laterDay(), "withdrawn by its owner");
            case EXPIRED -> end(lastDay(), "not renewed");
            case PURGED -> end(laterDay(), "its purpose is fulfilled");
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("status: " + notice.getStatus());
        }
    }

    /** Published, and then the status that it has now. */
    private void end(LocalDate day, String reason) {
        change(NoticeStatus.Code.PUBLISHED, issued, "");
        change(notice.getStatus(), day, reason);
    }

    private LocalDate laterDay() {
        return issued.plusDays(1L + dice.below((int) (Days.REFERENCE.toEpochDay() - issued.toEpochDay())));
    }

    /** Of one that was never renewed, before the reference day. */
    private LocalDate lastDay() {
        LocalDate end = issued.plusYears(VALID_YEARS);
        return end.isBefore(Days.REFERENCE) ? end : Days.REFERENCE.minusDays(1);
    }

    private void change(NoticeStatus.Code status, LocalDate date, String reason) {
        notice.addStatusHistory(NoticeStatusChange.newBuilder()
                .setStatus(status)
                .setDate(date.toString())
                .setReason(reason));
    }

    /** States in which nobody is arrested on this notice, or nothing is done. */
    private void addOverrides() {
        boolean arrest = notice.getColour() == NoticeColour.Code.RED;
        for (String state : otherStates(1 + dice.below(3))) {
            notice.addActionByState(ActionOverride.newBuilder()
                    .setState(state)
                    .setAction(arrest ? INSTEAD_OF_ARREST.draw(dice) : Action.Code.INFORMATION_ONLY)
                    .setReason(arrest ? "does not extradite for this" : "not provided for by its law"));
        }
    }

    private void restrict() {
        boolean list = dice.perMille(600);
        List<String> parties = new ArrayList<>(otherStates(list ? 3 + dice.below(6) : 1 + dice.below(2)));
        if (list && dice.perMille(300)) {
            parties.add(ORGANISATIONS.get(dice.below(ORGANISATIONS.size())));
        }
        Restrictions.Builder restrictions = Restrictions.newBuilder()
                .setRecipients(list ? Recipients.Code.LIST : Recipients.Code.EXCEPT)
                .addAllParties(parties)
                .setConfidentiality(
                        dice.perMille(300) ? Confidentiality.Code.CONFIDENTIAL : Confidentiality.Code.RESTRICTED)
                .setSilent(notice.getAction() == Action.Code.DISCREET_CHECK);
        notice.setRestrictions(dice.perMille(250) ? restrictions.setOnward(false) : restrictions);
    }

    /** Not the owner, each once. */
    private Set<String> otherStates(int count) {
        Set<String> states = new LinkedHashSet<>();
        while (states.size() < count) {
            String state = IssuingStates.PERSONS.state(dice.next() >>> 32).code();
            if (!state.equals(notice.getOwner())) {
                states.add(state);
            }
        }
        return states;
    }
}
