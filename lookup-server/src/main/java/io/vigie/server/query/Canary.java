package io.vigie.server.query;

import io.vigie.server.index.CanaryRecord;
import io.vigie.v1.Answer;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server, every second and on the way of all questions, for a document that it must find and for one that
 * nobody holds. While an answer is wrong or missing, no question about documents is complete and the node is not ready.
 *
 * <p>Thread-safe. Until the first {@link #probe} nothing is known to be wrong. Probes are not in the audit trail.
 */
public final class Canary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** A probe that does not come back is a missing answer. */
    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

    private static final Question PRESENT = question(CanaryRecord.NUMBER);

    /** Specimens never take the short way, so it is asked by the number alone. */
    private static final Question PRESENT_BY_NUMBER = Question.newBuilder()
            .setDocument(DocumentQuestion.newBuilder().setNumber(CanaryRecord.NUMBER))
            .build();

    private static final Question ABSENT = question(CanaryRecord.ABSENT_NUMBER);

    private final Burst burst;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-canary").daemon().unstarted(task));
    private volatile boolean started;
    private volatile boolean wrong;
    private volatile long answeredNanos;

    Canary(Burst burst) {
        this.burst = burst;
    }

    /** Probes once, then every second until {@link #close}. */
    public Canary start() {
        probe();
        started = true;
        long millis = INTERVAL.toMillis();
        var _ = thread.scheduleWithFixedDelay(this::probe, millis, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Asks now; true when both answers were right. */
    public synchronized boolean probe() {
        boolean right;
        try {
            right = isFound(burst.probe(PRESENT))
                    && isClear(burst.probe(ABSENT))
                    && !burst.probeClear(PRESENT_BY_NUMBER);
        } catch (RuntimeException e) {
            LOG.error("the canary could not be asked for", e);
            right = false;
        }
        if (right == wrong) {
            wrong = !right;
            if (wrong) {
                LOG.error("the canary document is not answered rightly: the data is damaged");
            } else {
                LOG.info("the canary document is answered rightly again");
            }
        }
        answeredNanos = System.nanoTime();
        return right;
    }

    /** Whether the last answers were wrong, or are overdue. */
    public boolean isFailing() {
        return wrong || started && System.nanoTime() - answeredNanos > ANSWER_TIME_MAX.toNanos();
    }

    @Override
    public void close() {
        started = false;
        thread.close();
    }

    private static boolean isFound(Answer answer) {
        return answer.getVerdict() == Verdict.Code.HIT
                && isAnswered(answer)
                && answer.getSpecimen()
                && answer.getHitsCount() == 1
                && answer.getHits(0).getRecordId().equals(CanaryRecord.ID);
    }

    /** Stale data is not damaged data, so what counts is that the search found nothing. */
    private static boolean isClear(Answer answer) {
        boolean nothing = answer.getVerdict() == Verdict.Code.NO_HIT || answer.getVerdict() == Verdict.Code.PARTIAL;
        return nothing && isAnswered(answer) && answer.getHitsCount() == 0;
    }

    private static boolean isAnswered(Answer answer) {
        if (answer.getDatasetsCount() == 0) {
            return false;
        }
        DatasetState documents = answer.getDatasets(0);
        return documents.getState() == DatasetState.State.Code.ANSWERED
                || documents.getReason() == DatasetState.Reason.Code.STALE;
    }

    private static Question question(String number) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder()
                        .setNumber(number)
                        .setIssuingState(CanaryRecord.STATE)
                        .setType(DocumentType.Code.PASSPORT))
                .build();
    }
}
