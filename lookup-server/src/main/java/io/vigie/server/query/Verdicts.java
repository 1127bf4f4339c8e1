package io.vigie.server.query;

import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Freshness;
import io.vigie.v1.Match;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Verdict;
import java.util.Collection;

/** The rules of a verdict, in two tables; docs/architecture.md repeats them. */
final class Verdicts {
    private Verdicts() {}

    /** What a record that was found means for the traveller. */
    enum Weight {
        /** HIT: nothing is left to judge. */
        CERTAIN,
        /** POSSIBLE: a person must look at it. */
        POSSIBLE,
        /** Known, and of no consequence. */
        NONE
    }

    /**
     * Weight of a travel document whose number agrees.
     *
     * @param tied to a person or an active notice that is held here
     * @param match a number that is only near makes nothing certain
     */
    static Weight ofDocument(DocumentStatus.Code status, boolean tied, Match.Code match) {
        Weight weight = ofDocument(status, tied);
        return weight == Weight.CERTAIN && match == Match.Code.NEAR ? Weight.POSSIBLE : weight;
    }

    private static Weight ofDocument(DocumentStatus.Code status, boolean tied) {
        return switch (status) {
            case STOLEN, LOST, STOLEN_BLANK, REVOKED, INVALID, FALSE, MISAPPROPRIATED -> Weight.CERTAIN;
            case RECOVERED -> Weight.POSSIBLE;
            case VALID -> tied ? Weight.CERTAIN : Weight.NONE;
            // Written by a newer version: a person must look.
            case UNSPECIFIED, UNRECOGNIZED -> Weight.POSSIBLE;
        };
    }

    /** Whether a notice counts: published, or under review, which the answer then says. */
    static boolean isActive(NoticeStatus.Code status) {
        return switch (status) {
            case PUBLISHED, UNDER_REVIEW, UNRECOGNIZED -> true;
            case UNSPECIFIED, REQUESTED, SUSPENDED, REFUSED, CANCELLED, EXPIRED, PURGED -> false;
        };
    }

    /** The verdict on a question that was valid and allowed. */
    static Verdict.Code of(
            boolean certain, boolean possible, Collection<DatasetState> datasets, Freshness.Code freshness) {
        boolean answered = false;
        boolean complete = freshness == Freshness.Code.FRESH;
        for (DatasetState dataset : datasets) {
            switch (dataset.getState()) {
                case ANSWERED -> answered = true;
                case INCOMPLETE -> {
                    complete = false;
                    answered |= wasSearched(dataset.getReason());
                }
                case NOT_ASKED -> {}
                case UNSPECIFIED, UNRECOGNIZED -> complete = false;
            }
        }
        if (certain) {
            return Verdict.Code.HIT;
        }
        if (possible) {
            return Verdict.Code.POSSIBLE;
        }
        if (!answered) {
            return Verdict.Code.UNAVAILABLE;
        }
        return complete ? Verdict.Code.NO_HIT : Verdict.Code.PARTIAL;
    }

    /** Whether an incomplete dataset did give what it could. */
    private static boolean wasSearched(DatasetState.Reason.Code reason) {
        return switch (reason) {
            case TRUNCATED, STALE, UNVERIFIED_INPUT -> true;
            case TIMED_OUT, UNAVAILABLE, DAMAGED, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
