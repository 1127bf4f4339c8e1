package io.vigie.server.audit;

import io.vigie.server.store.FolderLock;
import io.vigie.server.store.PrivateFiles;
import io.vigie.text.Counted;
import io.vigie.text.FileFault;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends blocks to the audit trail. Thread-safe; {@link #append} never blocks. Closing writes what is queued.
 */
public final class AuditLog implements AutoCloseable {
    /*
     * Blocks of all event loops meet in one queue. The audit thread takes all that wait, encrypts them, writes them with one
     * call, and only then tells their owners: under load the cost of a write is shared, without load a block waits for
     * nobody. A failed write is told at once as "not written", which the owner turns into failures; the segment is cut
     * back to its last whole block so that the next attempt continues a clean chain. The queue has no bound of its own:
     * every block holds a request, and requests in flight are bounded.
     *
     * A disk that stalls holds up the audit thread and nobody else: after a time the watch tells the owners of all blocks that
     * wait "not written", and new ones are told so at once until the disk answers. What was in the disk's hands may still be
     * written: then the trail holds a question whose answer was a failure, which is the safe side.
     *
     * A failed write and a failed sync are remembered apart: only a sync of a new segment ends what one that failed began
     * (see SegmentWriter). With syncs at intervals, one that fails or takes too long stops answers as a write does, until one
     * succeeds: else they would rest for hours on what a loss of power takes away.
     * While writes fail, the sync thread has the audit thread try again every interval: a server whose balancer has
     * turned away from it gets no question that would show that the disk has room again.
     *
     * Syncing has a thread of its own, unless every block is synced before its answers leave. On the audit thread it stood in
     * the way of every answer for as long as the disk took, 50 to 250 ms at times (measured by the load generator).
     *
     * Rejected: writing on the event loop. It saves a handover of a few microseconds, but a stalled disk would stop
     * every connection of that loop, and its health checks with them.
     */
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** What is written with one call, but for the last block of it: the call needs as much memory again. */
    private static final int BATCH_BYTES_MAX = 4 << 20;

    private static final int ERASE_HOURS = 1;

    /** Sync, erasing, and the watch over both. */
    private static final int TIMERS = 3;

    private static final int RECORD_SECONDS_MAX = 30;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    /**
     * Wakes the audit thread to close, to begin the segment of a new day, or to try whether it can write again; never written.
     * An interrupt would wake it too, but it also closes the file under the thread.
     */
    private static final PendingBlock WAKE = new PendingBlock(new AuditBlock(), written -> {});

    private final Path folder;
    private final Config config;
    private final Clock clock;
    private final FolderLock lock;
    private final SegmentWriter writer;
    private final BlockingQueue<PendingBlock> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final ScheduledExecutorService timers = timers();
    private volatile List<PendingBlock> writing = List.of();
    private volatile boolean closing;
    private volatile boolean writeFailing;
    private volatile boolean syncFailing;
    private volatile boolean stalled;
    private volatile boolean syncStalled;
    private volatile List<String> eraseWarnings = List.of();
    private @Nullable Checkpoints checkpoints;
    private final BusySince working = new BusySince();
    private final BusySince syncing = new BusySince();

    /** When what was recorded is on the disk itself. */
    public enum Sync {
        /** At short intervals; a power cut may cost the blocks of one. */
        INTERVAL,
        /** Before the answers leave; blocks that wait together share one sync. */
        ALWAYS,
        /** Nothing is written and everything is told as written: to measure what recording costs. No configuration leads here. */
        NONE
    }

    /**
     * Knobs of the trail.
     *
     * @param sync when what was recorded is on the disk itself
     * @param syncInterval longest time that a block waits for that, with {@link Sync#INTERVAL}
     * @param timeout longest time that a block may wait to be written before its questions fail
     * @param segmentBytesMax a new segment begins beyond it
     * @param officer to whom the keys of segments are wrapped; null = whoever can read the folder can read the trail
     * @param retention how long entries can be read
     * @param checkpointInterval from one signed checkpoint to the next
     * @param witnesses folders that checkpoints are copied to
     */
    public record Config(
            Sync sync,
            Duration syncInterval,
            Duration timeout,
            long segmentBytesMax,
            @Nullable OfficerKey officer,
            Retention retention,
            Duration checkpointInterval,
            List<Path> witnesses) {
        public Config {
            witnesses = List.copyOf(witnesses);
            if (checkpointInterval.compareTo(Duration.ofMillis(10)) < 0) {
                throw new IllegalArgumentException(
                        "audit.checkpoint-interval: " + checkpointInterval + " (expected: >= 10ms)");
            }
            if (syncInterval.isNegative() || syncInterval.isZero()) {
                throw new IllegalArgumentException("audit.sync-interval: " + syncInterval + " (expected: > 0)");
            }
            if (timeout.compareTo(Duration.ofMillis(100)) < 0) {
                throw new IllegalArgumentException("audit.timeout: " + timeout + " (expected: >= 100ms)");
            }
            if (segmentBytesMax < 1 << 16) {
                throw new IllegalArgumentException(
                        "audit.segment-bytes-max: " + segmentBytesMax + " (expected: >= 65536)");
            }
        }

        /** The defaults of all others. */
        public Config(Duration syncInterval, long segmentBytesMax) {
            this(Sync.INTERVAL, syncInterval, Duration.ofSeconds(2), segmentBytesMax, null, Retention.DEFAULT, Duration.ofMinutes(1), List.of());
        }
    }

    /** Told, on a thread of the log, whether a block is on its way to the disk. One that is not may not be filled again. */
    public interface Completion {
        void done(boolean written);
    }

    private AuditLog(Path folder, Config config, FolderLock lock, SegmentWriter writer, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.config = config;
        this.lock = lock;
        this.writer = writer;
        this.thread = Thread.ofPlatform().name("vigie-audit").daemon().unstarted(this::run);
    }

    /** As {@link #open(Path, Config, Clock)}, by the clock of the machine. */
    public static AuditLog open(Path folder, Config config) throws IOException {
        return open(folder, config, Clock.systemUTC());
    }

    /**
     * Opens the trail in a folder, creating it when absent, with a new segment behind those that are there.
     *
     * @throws io.vigie.server.store.StoreException when somebody else writes to it
     */
    public static AuditLog open(Path folder, Config config, Clock clock) throws IOException {
        return open(folder, config, clock, channel -> channel.force(false));
    }

    static AuditLog open(Path folder, Config config, Clock clock, SegmentWriter.Syncing syncing) throws IOException {
        try {
            PrivateFiles.createFolder(folder);
            FolderLock lock = FolderLock.take(folder);
            SegmentWriter writer = null;
            boolean started = false;
            try {
                // Before a segment is begun: one whose key cannot be read is begun for nothing.
                CheckpointKey key = CheckpointKey.of(folder);
                writer = SegmentWriter.open(folder, config, syncing, clock);
                AuditLog log = new AuditLog(folder, config, lock, writer, clock);
                log.start(key);
                started = true;
                return log;
            } finally {
                if (!started) {
                    if (writer != null) {
                        writer.close();
                    }
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new IOException(folder + ": the audit trail cannot be written (" + FileFault.told(e) + ")", e);
        }
    }

    /** The watch must not wait for those whose disk does not answer. */
    private static ScheduledExecutorService timers() {
        return new ScheduledThreadPoolExecutor(
                TIMERS, task -> Thread.ofPlatform().name("vigie-audit-sync").daemon().unstarted(task));
    }

    private void start(CheckpointKey key) {
        checkpoints =
                Checkpoints.start(folder, key, config.witnesses(), config.checkpointInterval(), writer::synced, clock);
        erase();
        thread.start();
        long interval = config.syncInterval().toNanos();
        var _ = timers.scheduleWithFixedDelay(this::sync, interval, interval, TimeUnit.NANOSECONDS);
        long watch = config.timeout().toNanos() / 10;
        var _ = timers.scheduleWithFixedDelay(this::watch, watch, watch, TimeUnit.NANOSECONDS);
        var _ = timers.scheduleWithFixedDelay(this::erase, ERASE_HOURS, ERASE_HOURS, TimeUnit.HOURS);
    }

    /** Queues a block, which belongs to the log from here on. */
    public void append(AuditBlock block, Completion completion) {
        if (closing || stalled || isUnsynced()) {
            completion.done(false);
        } else if (config.sync() == Sync.NONE) {
            completion.done(true);
        } else {
            queue.add(new PendingBlock(block, completion));
        }
    }

    /**
     * Records one entry and waits until it is written.
     *
     * @throws IOException when it is not
     */
    public void record(AuditEntry entry) throws IOException {
        AuditBlock block = new AuditBlock();
        block.add(entry);
        CompletableFuture<Boolean> recorded = new CompletableFuture<>();
        append(block, recorded::complete);
        try {
            if (!recorded.get(RECORD_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("the audit trail cannot be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before it was recorded", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the audit trail cannot be written", e);
        }
    }

    /** At once: the watch comes round too late for a sync that fails once. */
    private boolean isUnsynced() {
        return config.sync() == Sync.INTERVAL && syncFailing;
    }

    /** Whether the last attempt to write, or to sync, failed or takes too long. */
    public boolean isFailing() {
        return writeFailing || syncFailing || stalled || syncStalled;
    }

    /** Witnesses that lack checkpoints, for people. */
    public List<String> missingWitnesses() {
        Checkpoints signed = checkpoints;
        return signed == null ? List.of() : signed.missing();
    }

    /** What somebody must do something about, for people. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(eraseWarnings);
        String loss = writer.warning();
        if (loss != null) {
            warnings.add(loss);
        }
        Checkpoints signed = checkpoints;
        if (signed != null && signed.isFailing()) {
            warnings.add(folder + ": checkpoints cannot be signed (the log says why)");
        }
        missingWitnesses().forEach(witness -> warnings.add(witness + ": lacks checkpoints of the audit trail"));
        return warnings;
    }

    /** Blocks that wait to be written. */
    public int queuedBlocks() {
        return queue.size();
    }

    @Override
    public void close() {
        closing = true;
        queue.add(WAKE);
        long end = System.nanoTime() + CLOSE_MAX.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() < end) {
            try {
                var _ = thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.error("audit trail cannot be closed: the disk does not answer");
            timers.shutdownNow();
        }
        if (checkpoints != null) {
            checkpoints.close();
        }
        lock.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                writeNext();
            } catch (RuntimeException | Error e) {
                // Not even the failure could be handled. The thread must live: all answers wait for it.
                writeFailing = true;
            }
        }
        finish();
    }

    private void writeNext() {
        List<PendingBlock> batch = new ArrayList<>();
        boolean written = false;
        try {
            take(batch);
            working.begin();
            batch.removeIf(pending -> pending == WAKE);
            writing = batch;
            if (!batch.isEmpty()) {
                writer.write(batch.stream().map(PendingBlock::block).toList());
                written = true;
                writeFailing = false;
            } else if (writeFailing) {
                writer.probe();
                writeFailing = false;
                LOG.info("audit trail can be written again");
            } else {
                writer.rollWhenDue();
            }
        } catch (IOException | RuntimeException | Error e) {
            // A bug or a full heap is no different for those who wait: not recorded, so not answered.
            failed(e);
        } finally {
            for (PendingBlock pending : batch) {
                pending.tell(written);
            }
            writing = List.of();
            working.end();
        }
    }

    private void take(List<PendingBlock> batch) {
        int size = 0;
        PendingBlock next = poll();
        while (next != null) {
            batch.add(next);
            size += next.block().size();
            next = size < BATCH_BYTES_MAX ? queue.poll() : null;
        }
    }

    private void failed(Throwable e) {
        boolean first = !writeFailing;
        writeFailing = true;
        writer.cutBack();
        if (first && e instanceof IOException) {
            LOG.error("audit trail cannot be written, questions are refused until it can: {}", FileFault.told(e));
        } else if (first) {
            LOG.error("audit trail failed inside the server, questions are refused until it can be written", e);
        }
    }

    private @Nullable PendingBlock poll() {
        try {
            return closing ? queue.poll() : queue.take();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; what is queued is written whatever happens.
            return queue.poll();
        }
    }

    private void watch() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            // An exception that left this method would end the schedule.
            LOG.error("the watch over the audit trail failed", e);
        }
    }

    /** Tells the owners of all blocks that wait, when the disk takes too long, that theirs are not written. */
    private void look() {
        boolean lateSync = syncing.isLongerThan(config.timeout());
        boolean late = working.isLongerThan(config.timeout());
        boolean unsynced = config.sync() == Sync.INTERVAL && lateSync || isUnsynced();
        if ((late || unsynced) && !stalled) {
            LOG.error(
                    "audit trail cannot be {}, questions are refused until it can{}",
                    late ? "written" : "synced",
                    late || lateSync ? ": the disk does not answer" : "");
        }
        syncStalled = lateSync;
        // First, so that nobody queues behind what is taken out of the queue now.
        stalled = late || unsynced;
        if (late) {
            writing.forEach(pending -> pending.tell(false));
            List<PendingBlock> waiting = new ArrayList<>();
            queue.drainTo(waiting);
            if (waiting.remove(WAKE)) {
                queue.add(WAKE);
            }
            waiting.stream().filter(pending -> pending != WAKE).forEach(pending -> pending.tell(false));
        }
    }

    /** At the start, then on a timer's thread. */
    private void erase() {
        try {
            AuditSegments.Erasure done = AuditSegments.erase(folder, config.retention(), clock.instant());
            if (done.erased() > 0) {
                LOG.info("{} audit segments have been kept long enough: their keys were destroyed", done.erased());
            }
            eraseWarnings = warningsOf(done);
        } catch (IOException | RuntimeException | Error e) {
            // An exception that left this method would end the schedule.
            eraseWarnings = List.of(folder + ": what has been kept long enough cannot be erased (" + FileFault.told(e) + ")");
        }
        eraseWarnings.forEach(LOG::warn);
    }

    private List<String> warningsOf(AuditSegments.Erasure done) {
        List<String> warnings = new ArrayList<>();
        if (done.waiting() > 0) {
            warnings.add(folder + ": " + Counted.of(done.waiting(), "segment has", "segments have")
                    + " been kept long enough by the clock, which is over a month"
                    + " ahead of the trail: is it right? (they are erased when the trail has gone on for "
                    + AuditSegments.BELIEVED_DAYS + " days)");
        }
        done.failures().forEach(failure -> warnings.add(folder + ": cannot be erased: " + failure));
        return warnings;
    }

    /** Runs on a timer's thread. */
    private void sync() {
        try {
            if (queue.isEmpty() && (writeFailing || writer.isDue())) {
                queue.add(WAKE);
            }
            if (writer.isUnsynced() || syncFailing) {
                syncing.begin();
                writer.sync();
                syncFailing = false;
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is: an exception that left this method would end the schedule.
            boolean first = !syncFailing;
            syncFailing = true;
            if (first) {
                LOG.error("audit trail cannot be synced: {}", FileFault.told(e));
            }
        } finally {
            syncing.end();
        }
    }

    private void finish() {
        timers.close();
        try {
            writer.close();
        } catch (IOException e) {
            LOG.error("audit trail cannot be closed: {}", e.toString());
        }
    }
}
