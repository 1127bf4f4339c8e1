package io.vigie.server.index;

import io.vigie.server.store.Background;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything that a server answers from again and again, slowly, so that damage is found before a traveller's question
 * meets it, and ends the retention of records on the way. Thread-safe. Close it before the folder.
 */
public final class Scrub implements AutoCloseable {
    /*
     * Short moments, one after the other: a moment held long is a growing file. What is compared (ScrubCheck) lies in one
     * moment; what changes between two is met, or not, as it is then. Each key is looked up from the root by whoever names
     * it, so a branch that leads astray is found although the walk itself goes along the leaves.
     *
     * The pass is spread over half of its interval; a pause lasts a second at most, so little data is read in no time.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final int STEP_KEYS = 500;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MILLIS_MAX = 1_000;
    private static final int TOLD_MAX = 100;

    /** After damage: whether it is still there; after a failure: whether everything can be read now. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final List<Table> TABLES = List.of(
            Table.ID,
            Table.DOCUMENT,
            Table.RANGE,
            Table.PERSON,
            Table.NOTICE,
            Table.PERSON_NUMBER,
            Table.LINK,
            Table.NOTICE_LIST,
            Table.EXPIRY,
            Table.SET_HASH,
            Table.LOG);

    private final DataFolder folder;
    private final Duration interval;
    private final ScrubCheck check;
    private final @Nullable Retirement retirement;
    private final Thread thread;
    private volatile Found found = Found.NOTHING;
    private volatile long passes;
    private volatile long wholeNanos = System.nanoTime();

    /** What the present or the last whole pass found, whichever was worse, in one generation. */
    private record Found(int generation, long faults, Set<RecordKind> damaged) {
        static final Found NOTHING = new Found(0, 0, Set.of());

        Found plus(ScrubCheck.Finding finding) {
            return new Found(generation, faults + 1, union(damaged, finding.damaged()));
        }

        Found or(Found other) {
            return new Found(generation, Math.max(faults, other.faults), union(damaged, other.damaged));
        }

        private static Set<RecordKind> union(Set<RecordKind> some, Set<RecordKind> others) {
            Set<RecordKind> all = EnumSet.noneOf(RecordKind.class);
            all.addAll(some);
            all.addAll(others);
            return all;
        }
    }

    private Scrub(DataFolder folder, Duration interval, @Nullable Retirement retirement) {
        this.folder = folder;
        this.interval = interval;
        this.retirement = retirement;
        this.check = new ScrubCheck(retirement);
        this.thread = Background.thread("vigie-scrub", this::run);
    }

    /**
     * Starts with a first pass.
     *
     * @param interval from one pass to the next; zero = none at all
     * @param retirement of records that a pass meets; null = none
     */
    public static Scrub start(DataFolder folder, Duration interval, @Nullable Retirement retirement) {
        Scrub scrub = new Scrub(folder, interval, retirement);
        if (!interval.isZero()) {
            scrub.thread.start();
        }
        return scrub;
    }

    /** For tests: one pass in the calling thread, without pauses; the faults that it found. */
    static long once(DataFolder folder) throws InterruptedException {
        Scrub scrub = new Scrub(folder, Duration.ofMillis(1), null);
        scrub.pass();
        return scrub.faults();
    }

    /** Kinds of record of which something was found damaged; until a whole pass finds nothing any more. */
    public Set<RecordKind> damaged() {
        return found.damaged();
    }

    /** Faults that the last whole pass found, or the present one when these are more. */
    public long faults() {
        return found.faults();
    }

    /** Whole passes since the start. */
    public long passes() {
        return passes;
    }

    /** What an operator should look at: whether everything has not been read for long. */
    public List<String> warnings() {
        Duration age = Duration.ofNanos(System.nanoTime() - wholeNanos);
        return interval.isZero() || age.compareTo(interval.multipliedBy(2)) < 0
                ? List.of()
                : List.of("the scrub has not read everything for " + age.toSeconds() + " s (expected: once in data.scrub-interval, "
                        + interval.toSeconds() + " s): the log tells what failed");
    }

    private void run() {
        try {
            while (true) {
                long begun = System.nanoTime();
                boolean isAborted = false;
                try {
                    pass();
                } catch (RuntimeException | Error e) {
                    LOG.error("the scrub could not read everything; it begins again", e);
                    isAborted = true;
                }
                boolean isSoon = (isAborted || found.faults() > 0) && interval.compareTo(AGAIN) > 0;
                Duration next = isSoon ? AGAIN : interval;
                awaitNextPass(next.toNanos() - (System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** A generation that takes over is read at once. */
    private void awaitNextPass(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end && !isReplaced()) {
            TimeUnit.MILLISECONDS.sleep(Math.min(PAUSE_MILLIS_MAX, 1 + TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
    }

    private boolean isReplaced() {
        try {
            return found.generation() != folder.figures().generation();
        } catch (RuntimeException | Error e) {
            // Told by the next pass, if it lasts.
            return false;
        }
    }

    private void pass() throws InterruptedException {
        int generation = folder.figures().generation();
        Found before = found.generation() == generation ? found : new Found(generation, 0, Set.of());
        found = before;
        Found now = new Found(generation, 0, Set.of());
        long pauseMillis = pauseMillis();
        for (Table table : TABLES) {
            byte @Nullable [] last = new byte[0];
            while (last != null) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                Step step = step(table, last, generation);
                if (step.replaced()) {
                    LOG.info("generation {} was replaced while the scrub read it: it begins again", generation);
                    return;
                }
                for (ScrubCheck.Finding finding : step.findings()) {
                    now = told(finding, now);
                }
                found = before.or(now);
                retire();
                last = step.last();
            }
        }
        found = now;
        passes++;
        wholeNanos = System.nanoTime();
    }

    /** What cannot be retired must not keep the rest of the data from being read. */
    private void retire() {
        if (retirement == null || check.retiring().isEmpty()) {
            return;
        }
        try {
            retirement.retire(check.retiring());
        } catch (StoreException e) {
            LOG.error(
                    "{} records whose retention ends are left to the next pass: {}",
                    check.retiring().size(),
                    e.getMessage());
        }
    }

    private long pauseMillis() {
        long entries = 0;
        for (long count : folder.figures().entries().values()) {
            entries += count;
        }
        long steps = Math.max(1, entries / STEP_KEYS);
        return Math.min(interval.toMillis() / 2 / steps, PAUSE_MILLIS_MAX);
    }

    private static Found told(ScrubCheck.Finding finding, Found now) {
        if (now.faults() < TOLD_MAX) {
            LOG.error("data is damaged: {}", finding.fault());
        }
        return now.plus(finding);
    }

    /**
     * What one moment showed.
     *
     * @param last key that was read, null = the table's end
     */
    private record Step(byte @Nullable [] last, List<ScrubCheck.Finding> findings, boolean replaced) {}

    private Step step(Table table, byte[] last, int generation) {
        try (ReadView view = folder.newView()) {
            view.begin();
            if (view.generationNumber() != generation) {
                return new Step(null, List.of(), true);
            }
            check.begin(view, table);
            try {
                return new Step(walk(view, table, last), check.findings(), false);
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException | InternalError e) {
                // LMDB stopped at a page that it cannot follow, or a size led out of the file.
                check.unreadable(table);
                return new Step(null, check.findings(), false);
            }
        }
    }

    private byte @Nullable [] walk(ReadView view, Table table, byte[] from) {
        byte[] last = from;
        long end = System.nanoTime() + STEP_NANOS;
        int keys = 0;
        for (boolean more = view.seekFrom(table, last, last.length); more; more = view.next()) {
            byte[] key = Arrays.copyOf(view.key(), view.keySize());
            if (Arrays.equals(key, last)) {
                continue;
            }
            check.entry(key, last, view.value());
            last = key;
            if (++keys == STEP_KEYS || System.nanoTime() > end) {
                return last;
            }
        }
        return null;
    }

    @Override
    public void close() {
        KeeperThread.end(thread);
    }
}
