package io.vigie.server.query;

import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
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

    /** What was found of one record, as far as it decides the weight. */
    sealed interface Found {
        /**
         * A travel document whose number agrees.
         *
         * @param tied to a person or an active notice that is held here
         * @param match a number that is only near makes nothing certain
         */
        record OfDocument(DocumentStatus.Code status, boolean tied, Match.Code match) implements Found {}

        /**
         * A person whose name is similar, or who bears a number of the question.
         *
         * @param numberAgrees a document number or national id of theirs
         */
        record OfPerson(boolean numberAgrees) implements Found {}

        /**
         * A notice.
         *
         * @param certain the question describes it, or something certain led to it
         */
        record OfNotice(NoticeStatus.Code status, boolean certain) implements Found {}
    }

    /** The first table: from what was found to what it means. */
    static Weight weigh(Found found) {
        return switch (found) {
            case Found.OfDocument(var status, var tied, var match) ->
                match == Match.Code.NEAR ? atMostPossible(ofDocument(status, tied)) : ofDocument(status, tied);
            case Found.OfPerson(var numberAgrees) -> certainIf(numberAgrees);
            case Found.OfNotice(var status, var certain) -> isActive(status) ? certainIf(certain) : Weight.NONE;
        };
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

    private static Weight certainIf(boolean certain) {
        return certain ? Weight.CERTAIN : Weight.POSSIBLE;
    }

    private static Weight atMostPossible(Weight weight) {
        return weight == Weight.CERTAIN ? Weight.POSSIBLE : weight;
    }

    /** Whether a notice counts: published, or under review, which the answer then says. */
    static boolean isActive(NoticeStatus.Code status) {
        return switch (status) {
            case PUBLISHED, UNDER_REVIEW, UNRECOGNIZED -> true;
            case UNSPECIFIED, REQUESTED, SUSPENDED, REFUSED, CANCELLED, EXPIRED, PURGED -> false;
        };
    }

    /** Whether a hit counts in the verdict: all but notices that were asked for and are not active. */
    static boolean counts(Hit hit) {
        return hit.getDataset() != Dataset.Code.NOTICES || isActive(NoticeStatus.Code.valueOf(hit.getStatus()));
    }

    /** The second table: the verdict on a question that was valid and allowed is the first that holds. */
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
            case TIMED_OUT, UNAVAILABLE, DAMAGED, NOT_ALLOWED, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
