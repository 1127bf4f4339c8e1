package io.vigie.client;

import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a message bears out a kind of answer. Each method returns the first fault, or null when there is none. */
final class AnswerCheck {
    /** Statuses of notices that are shown when they are asked for, and count for nothing. */
    private static final Set<String> ENDED = EnumSet.complementOf(EnumSet.of(
                    NoticeStatus.Code.PUBLISHED, NoticeStatus.Code.UNDER_REVIEW, NoticeStatus.Code.UNRECOGNIZED))
            .stream()
            .map(NoticeStatus.Code::name)
            .collect(Collectors.toUnmodifiableSet());

    private AnswerCheck() {}

    static @Nullable String hitsFault(Answer answer) {
        return switch (answer.getVerdict()) {
            case HIT, POSSIBLE -> answer.getHitsCount() > 0 ? null : "hits: 0 (expected: >= 1)";
            case NO_HIT, PARTIAL ->
                showsOnlyEndedNotices(answer) ? null : wrongVerdict(answer, "HIT or POSSIBLE");
            case INVALID, REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED ->
                wrongVerdict(answer, "HIT or POSSIBLE");
        };
    }

    /** Whether there are hits and none counts: notices that were asked for and are not in force. */
    static boolean showsOnlyEndedNotices(Answer answer) {
        for (int i = 0; i < answer.getHitsCount(); i++) {
            Hit hit = answer.getHits(i);
            if (hit.getDataset() != Dataset.Code.NOTICES || hit.getCertain() || !ENDED.contains(hit.getStatus())) {
                return false;
            }
        }
        return answer.getHitsCount() > 0;
    }

    static @Nullable String clearFault(Answer answer) {
        String fault = nothingKnownFault(answer);
        if (fault != null) {
            return fault;
        }
        return isFresh(answer) ? null : "freshness: not FRESH";
    }

    static @Nullable String incompleteFault(Answer answer) {
        if (answer.getVerdict() == Verdict.Code.PARTIAL) {
            return partialFault(answer);
        }
        String fault = nothingKnownFault(answer);
        if (fault != null) {
            return fault;
        }
        return isFresh(answer) ? "freshness: FRESH (expected: STALE with NO_HIT)" : null;
    }

    /** NO_HIT that is complete, whatever the age of the data. */
    static @Nullable String nothingKnownFault(Answer answer) {
        if (answer.getVerdict() != Verdict.Code.NO_HIT) {
            return wrongVerdict(answer, "NO_HIT");
        }
        if (answer.getHitsCount() > 0) {
            return "hits: " + answer.getHitsCount() + " (expected: 0 with NO_HIT)";
        }
        if (!answer.getComplete()) {
            return "complete: false (expected: true with NO_HIT)";
        }
        return datasetsFault(answer);
    }

    static @Nullable String partialFault(Answer answer) {
        if (answer.getVerdict() != Verdict.Code.PARTIAL) {
            return wrongVerdict(answer, "PARTIAL");
        }
        return answer.getHitsCount() == 0 ? null : "hits: " + answer.getHitsCount() + " (expected: 0 with PARTIAL)";
    }

    static @Nullable String failedFault(Answer answer) {
        return switch (answer.getVerdict()) {
            case INVALID, REFUSED, UNAVAILABLE ->
                answer.getError().getCode() == Error.Code.Value.UNSPECIFIED ? "error: without a code" : null;
            case HIT, POSSIBLE, NO_HIT, PARTIAL, UNSPECIFIED, UNRECOGNIZED ->
                wrongVerdict(answer, "INVALID, REFUSED or UNAVAILABLE");
        };
    }

    /** At least one dataset answered, and every other was not asked. */
    static @Nullable String datasetsFault(Answer answer) {
        boolean answered = false;
        for (int i = 0; i < answer.getDatasetsCount(); i++) {
            DatasetState dataset = answer.getDatasets(i);
            switch (dataset.getState()) {
                case ANSWERED -> answered |= dataset.getDataset() != Dataset.Code.UNSPECIFIED;
                case NOT_ASKED -> {}
                case INCOMPLETE, UNSPECIFIED, UNRECOGNIZED -> {
                    return "datasets: " + dataset.getDataset() + " did not answer";
                }
            }
        }
        return answered ? null : "datasets: none answered (expected: >= 1)";
    }

    /**
     * Every dataset that the question asks for is among those that answered: those it names, or else all that it holds
     * something to search by, as docs/protocol.md says, but for those that the server says are not for this caller.
     */
    static @Nullable String askedFault(Question question, Answer answer) {
        List<Dataset.Code> named = question.getDatasetsList();
        for (int i = 0; i < named.size(); i++) {
            if (!answered(answer, named.get(i))) {
                return "datasets: " + named.get(i) + " was asked and did not answer";
            }
        }
        if (!named.isEmpty()) {
            return null;
        }
        boolean zone = question.getMrzCount() > 0;
        if ((zone || question.hasDocument()) && !settled(answer, Dataset.Code.TRAVEL_DOCUMENTS)) {
            return "datasets: TRAVEL_DOCUMENTS was asked and did not answer";
        }
        if ((zone || question.hasPerson()) && !settled(answer, Dataset.Code.PERSONS)) {
            return "datasets: PERSONS was asked and did not answer";
        }
        if ((zone || question.hasPerson() || question.hasNotice()) && !settled(answer, Dataset.Code.NOTICES)) {
            return "datasets: NOTICES was asked and did not answer";
        }
        return null;
    }

    static boolean isFresh(Answer answer) {
        return answer.getFreshness() == Freshness.Code.FRESH;
    }

    private static boolean settled(Answer answer, Dataset.Code dataset) {
        return answered(answer, dataset) || withheld(answer, dataset);
    }

    private static boolean withheld(Answer answer, Dataset.Code dataset) {
        for (int i = 0; i < answer.getDatasetsCount(); i++) {
            DatasetState state = answer.getDatasets(i);
            if (state.getDataset() == dataset
                    && state.getState() == DatasetState.State.Code.NOT_ASKED
                    && state.getReason() == DatasetState.Reason.Code.NOT_ALLOWED) {
                return true;
            }
        }
        return false;
    }

    private static boolean answered(Answer answer, Dataset.Code dataset) {
        for (int i = 0; i < answer.getDatasetsCount(); i++) {
            DatasetState state = answer.getDatasets(i);
            if (state.getDataset() == dataset && state.getState() == DatasetState.State.Code.ANSWERED) {
                return true;
            }
        }
        return false;
    }

    private static String wrongVerdict(Answer answer, String expected) {
        return "verdict: " + answer.getVerdict() + " (expected: " + expected + ")";
    }
}
