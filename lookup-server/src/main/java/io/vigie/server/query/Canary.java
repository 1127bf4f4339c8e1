package io.vigie.server.query;

import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Verdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dataset's canary: whether the server, asked on the way of all questions, finds what every generation holds, and
 * does not find what nobody does. Thread-safe. Until the first probe nothing is known to be wrong.
 */
final class Canary {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

    /** A probe that does not come back is a missing answer. */
    static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

    private final Dataset.Code dataset;
    private final Probe probe;
    private volatile boolean wrong;
    private volatile long answeredNanos = System.nanoTime();

    /** What came of a probe. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** It could not be asked, for a reason that questions are told of themselves. */
        NOT_ASKED
    }

    /** Asks for the canary. */
    interface Probe {
        Outcome ask();
    }

    Canary(Dataset.Code dataset, Probe probe) {
        this.dataset = dataset;
        this.probe = probe;
    }

    Dataset.Code dataset() {
        return dataset;
    }

    /** Asks now; false when the answers were wrong. */
    synchronized boolean probe() {
        Outcome outcome;
        try {
            outcome = probe.ask();
        } catch (RuntimeException | InternalError e) {
            LOG.error("the canary of {} could not be asked for", dataset, e);
            outcome = Outcome.WRONG;
        }
        if (outcome != Outcome.NOT_ASKED && wrong != (outcome == Outcome.WRONG)) {
            if (outcome == Outcome.WRONG) {
                LOG.error("the canary of {} is not answered rightly: the data is damaged", dataset);
            } else {
                LOG.info("the canary of {} is answered rightly again", dataset);
            }
            wrong = outcome == Outcome.WRONG;
        }
        answeredNanos = System.nanoTime();
        return !wrong;
    }

    /** Whether the last answers were wrong, or, of one that is asked regularly, are overdue. */
    boolean isFailing(boolean regularly) {
        return wrong || regularly && System.nanoTime() - answeredNanos > ANSWER_TIME_MAX.toNanos();
    }

    /** Whether an answer has this verdict, and of its hits those with this id alone, all from a complete search. */
    static boolean isFound(Answer answer, Dataset.Code dataset, Verdict.Code verdict, String id) {
        return answer.getVerdict() == verdict
                && isAnswered(answer, dataset)
                && answer.getSpecimen()
                && answer.getHitsCount() == 1
                && answer.getHits(0).getRecordId().equals(id);
    }

    /** Stale data is not damaged data, so what counts is that the search found nothing. */
    static boolean isClear(Answer answer, Dataset.Code dataset) {
        boolean nothing = answer.getVerdict() == Verdict.Code.NO_HIT || answer.getVerdict() == Verdict.Code.PARTIAL;
        return nothing && isAnswered(answer, dataset) && answer.getHitsCount() == 0;
    }

    private static boolean isAnswered(Answer answer, Dataset.Code dataset) {
        DatasetState state = stateOf(answer, dataset);
        return state != null
                && (state.getState() == DatasetState.State.Code.ANSWERED
                        || state.getReason() == DatasetState.Reason.Code.STALE);
    }

    static @Nullable DatasetState stateOf(Answer answer, Dataset.Code dataset) {
        return answer.getDatasetsList().stream()
                .filter(state -> state.getDataset() == dataset)
                .findFirst()
                .orElse(null);
    }
}
