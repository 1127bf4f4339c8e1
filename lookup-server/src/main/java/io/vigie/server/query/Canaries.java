package io.vigie.server.query;

import io.vigie.v1.Dataset;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the server, every second and on the way of all questions, for what it must find in each dataset. While an answer is
 * wrong or missing, no question on the dataset is complete; without its documents the node is not ready.
 *
 * <p>Thread-safe. Probes are not in the audit trail.
 */
public final class Canaries implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final List<Canary> canaries;
    private final ScheduledExecutorService threads;
    private volatile boolean started;

    /** A thread each, since one that gets no answer must not hold up the others. */
    Canaries(List<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
        this.threads = Executors.newScheduledThreadPool(
                canaries.size(),
                task -> Thread.ofPlatform().name("vigie-canary").daemon().unstarted(task));
    }

    /** Probes once, then every second until {@link #close}. */
    public Canaries start() {
        probe();
        started = true;
        long millis = INTERVAL.toMillis();
        for (Canary canary : canaries) {
            var _ = threads.scheduleWithFixedDelay(canary::probe, millis, millis, TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** Asks now; true when all answers were right. */
    public boolean probe() {
        boolean right = true;
        for (Canary canary : canaries) {
            right &= canary.probe();
        }
        return right;
    }

    /** Whether the last answers of a dataset were wrong, or are overdue. */
    public boolean isFailing(Dataset.Code dataset) {
        for (Canary canary : canaries) {
            if (canary.dataset() == dataset) {
                return canary.isFailing(started);
            }
        }
        return false;
    }

    /** Datasets that fail. */
    Set<Dataset.Code> failing() {
        Set<Dataset.Code> failing = Set.of();
        for (Canary canary : canaries) {
            if (canary.isFailing(started)) {
                failing = failing.isEmpty() ? EnumSet.noneOf(Dataset.Code.class) : failing;
                failing.add(canary.dataset());
            }
        }
        return failing;
    }

    /** Whether any fails. */
    public boolean isFailing() {
        return !failing().isEmpty();
    }

    @Override
    public void close() {
        started = false;
        threads.shutdownNow();
        threads.close();
    }
}
