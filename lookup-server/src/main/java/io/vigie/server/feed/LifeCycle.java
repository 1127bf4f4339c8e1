package io.vigie.server.feed;

import io.vigie.server.index.ChangeLog;
import io.vigie.server.index.Compaction;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.ExpiryDates;
import io.vigie.server.index.Purge;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.index.Records;
import io.vigie.server.index.SweptDay;
import io.vigie.server.store.Background;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what has had its time: deletes records that have expired, warns their owners before (a message in the log),
 * drops changes that the log need not keep, and builds the generation anew when only freed pages still hold what was
 * removed. Forgets readers that were killed. A follower deletes nothing itself: expiry reaches it as changes.
 */
final class LifeCycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifeCycle.class);

    /** Changes of one transaction, so that submissions do not wait long. */
    private static final int STEP = 500;

    /** By which clocks differ that are right. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofDays(1);

    private final DataFolder folder;
    private final Feed.Config config;
    private final Clock clock;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            task -> Background.thread("vigie-sweep", task));

    private long nextPurgeNanos = System.nanoTime();
    private volatile @Nullable String clockWarning;
    private volatile @Nullable String purgeWarning;

    private LifeCycle(DataFolder folder, Feed.Config config, Clock clock) {
        this.folder = folder;
        this.config = config;
        this.clock = clock;
    }

    /** Sweeps once before it returns, so that nothing that has expired is answered from, then at intervals. */
    static LifeCycle start(DataFolder folder, Feed.Config config, Clock clock) {
        LifeCycle lifeCycle = new LifeCycle(folder, config, clock);
        var _ = lifeCycle.sweep();
        long interval = config.sweepInterval().toNanos();
        var _ = lifeCycle.sweeper.scheduleWithFixedDelay(lifeCycle::sweepAndPurge, interval, interval, TimeUnit.NANOSECONDS);
        return lifeCycle;
    }

    /** Whether the clock was believed, so that more may be done by it. */
    private boolean sweep() {
        boolean isBelieved = false;
        try {
            LocalDate today = today();
            ClockFault fault = clockFault(today);
            warnOfClock(fault == null ? null : fault.warning());
            isBelieved = fault == null || !fault.isAhead();
            if (isBelieved) {
                markSwept(today);
                int expired = config.primary() == null ? expire() : 0;
                int trimmed = trim();
                if (expired + trimmed > 0) {
                    LOG.info("{} records expired or their owners were warned, {} changes left the log", expired, trimmed);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("what has expired cannot be deleted; it is tried again", e);
        }
        return isBelieved;
    }

    /**
     * What makes a clock doubtful.
     *
     * @param isAhead so far that nothing may be deleted by it
     */
    private record ClockFault(String warning, boolean isAhead) {}

    private @Nullable ClockFault clockFault(LocalDate today) {
        LocalDate swept;
        Instant changed;
        try (ReadView view = folder.newView()) {
            view.begin();
            swept = SweptDay.of(view);
            changed = Records.contents(view).changed();
        }
        if (!SweptDay.isBelieved(swept, today, config.clockJumpMax())) {
            return new ClockFault(
                    "the clock is at " + today + ", and the last sweep was on " + swept + ": nothing is deleted until it is"
                            + " set right, or the server is started once with a longer feed.clock-jump-max",
                    true);
        }
        return changed.isAfter(clock.instant().plus(CLOCKS_APART_MAX))
                ? new ClockFault(
                        "the clock is at " + today + ", and the last change was made at " + changed
                                + ": the log keeps its changes until the clock has passed that",
                        false)
                : null;
    }

    private void markSwept(LocalDate today) {
        LocalDate swept;
        try (ReadView view = folder.newView()) {
            view.begin();
            swept = SweptDay.of(view);
        }
        if (swept == null || swept.isBefore(today)) {
            folder.write(view -> {
                SweptDay.set(view, today);
                return today;
            });
        }
    }

    private void warnOfClock(@Nullable String warning) {
        if (warning != null && !warning.equals(clockWarning)) {
            LOG.warn("{}", warning);
        }
        clockWarning = warning;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What an operator should look at. */
    List<String> warnings() {
        return Stream.of(Optional.ofNullable(clockWarning), Optional.ofNullable(purgeWarning))
                .flatMap(Optional::stream)
                .toList();
    }

    private void sweepAndPurge() {
        if (sweep()) {
            try {
                purge();
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("what was removed has not left the disk yet: {}", e.toString());
                purgeWarning = "what was removed has not left the disk yet: " + e.getMessage();
            }
        }
        try {
            folder.checkReaders();
        } catch (RuntimeException | Error e) {
            LOG.error("readers that were killed cannot be forgotten; it is tried again", e);
        }
    }

    /** Takes removed content off the disk, at most once in an interval, also when it fails: for want of room, or while a load runs. */
    private void purge() throws IOException {
        boolean due;
        try (ReadView view = folder.newView()) {
            view.begin();
            due = Purge.of(view).isDue(view);
        }
        if (!due) {
            purgeWarning = null;
        } else if (System.nanoTime() - nextPurgeNanos >= 0) {
            long begun = System.nanoTime();
            nextPurgeNanos = begun + config.purgeInterval().toNanos();
            var _ = Compaction.run(folder, clock.instant());
            purgeWarning = null;
            LOG.info("removed content has left the disk ({} ms)", (System.nanoTime() - begun) / 1_000_000);
        }
    }

    private int expire() {
        LocalDate today = today();
        int done = 0;
        byte[] last = new byte[0];
        for (List<ExpiryDates.Due> due = due(today, last); !due.isEmpty(); due = due(today, last)) {
            done += expire(due);
            last = due.getLast().key();
        }
        return done;
    }

    /** Records that are damaged are passed over, and tried again with the next sweep; the number of the others. */
    private int expire(List<ExpiryDates.Due> step) {
        try {
            var _ = folder.write(view -> {
                RecordWriter writer = new RecordWriter(view, clock.instant());
                step.forEach(writer::expire);
                return writer.finish();
            });
            return step.size();
        } catch (DamagedException e) {
            if (step.size() > 1) {
                return step.stream().mapToInt(due -> expire(List.of(due))).sum();
            }
            LOG.error("{}: has expired and cannot be deleted: {}", step.getFirst().id(), e.getMessage());
            return 0;
        }
    }

    private List<ExpiryDates.Due> due(LocalDate today, byte[] after) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return ExpiryDates.due(view, today, after, STEP);
        }
    }

    private int trim() {
        Instant before = clock.instant().minus(config.logRetention());
        int trimmed = 0;
        int step = STEP;
        while (step == STEP) {
            step = folder.write(view -> ChangeLog.trim(view, before, STEP));
            trimmed += step;
        }
        return trimmed;
    }

    @Override
    public void close() {
        // A purge would go on for as long as a load takes.
        var _ = sweeper.shutdownNow();
        sweeper.close();
    }
}
