package io.vigie.server.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends blocks to the audit trail. Thread-safe; {@link #append} never blocks. Closing writes what is queued.
 */
public final class AuditLog implements AutoCloseable {
    /*
     * Blocks of all event loops meet in one queue. The audit thread takes all that wait, writes them with one
     * call, and only then tells their owners: under load the cost of a write is shared, without load a block waits for
     * nobody. A failed write is told at once as "not written", which the owner turns into failures; the segment is cut
     * back to its last whole block so that the next attempt continues a clean chain. The queue has no bound of its own:
     * every block holds a request, and requests in flight are bounded.
     *
     * Syncing has a thread of its own. On the audit thread it stood in the way of every answer for as long as the disk
     * took, 50 to 250 ms at times (measured by the load generator).
     *
     * Rejected: writing on the event loop. It saves a handover of a few microseconds, but a stalled disk would stop
     * every connection of that loop, and its health checks with them.
     */
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Wakes the audit thread when it closes. An interrupt would, but it also closes the file under the thread. */
    private static final Pending WAKE = new Pending(new AuditBlock(), written -> {});

    private final Config config;
    private final AuditSegments segments;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final ScheduledExecutorService syncer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-audit-sync").daemon().unstarted(task));
    private volatile boolean closing;
    private volatile boolean failing;

    private volatile FileChannel segment;
    private volatile boolean unsynced;
    private long segmentSize;
    private byte[] lastDigest;

    /**
     * Knobs of the trail.
     *
     * @param syncInterval longest time that a block waits for the disk itself
     * @param segmentBytesMax a new segment begins beyond it
     */
    public record Config(Duration syncInterval, long segmentBytesMax) {
        public Config {
            if (syncInterval.isNegative() || syncInterval.isZero()) {
                throw new IllegalArgumentException("audit.sync-interval: " + syncInterval + " (expected: > 0)");
            }
            if (segmentBytesMax < 1 << 16) {
                throw new IllegalArgumentException(
                        "audit.segment-bytes-max: " + segmentBytesMax + " (expected: >= 65536)");
            }
        }
    }

    /** Told, on the audit thread, whether a block is on its way to the disk. */
    public interface Completion {
        void done(boolean written);
    }

    private record Pending(AuditBlock block, Completion completion) {}

    private AuditLog(Config config, AuditSegments segments) throws IOException {
        this.config = config;
        this.segments = segments;
        this.lastDigest = segments.lastDigest();
        this.segment = segments.next(lastDigest);
        this.lastDigest = segments.headerDigest();
        this.segmentSize = AuditBlock.HEADER_SIZE;
        this.thread = Thread.ofPlatform().name("vigie-audit").unstarted(this::run);
    }

    /** Opens the trail in a folder, creating it when absent, with a new segment behind those that are there. */
    public static AuditLog open(Path folder, Config config) throws IOException {
        try {
            AuditLog log = new AuditLog(config, AuditSegments.open(folder));
            log.thread.start();
            long interval = config.syncInterval().toNanos();
            var _ = log.syncer.scheduleWithFixedDelay(log::sync, interval, interval, TimeUnit.NANOSECONDS);
            return log;
        } catch (IOException e) {
            throw new IOException(folder + ": the audit trail cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /** Queues a block, which belongs to the log from here on. */
    public void append(AuditBlock block, Completion completion) {
        if (closing) {
            completion.done(false);
        } else {
            queue.add(new Pending(block, completion));
        }
    }

    /** Whether the last attempt to write failed. */
    public boolean isFailing() {
        return failing;
    }

    /** Blocks that wait to be written. */
    public int queuedBlocks() {
        return queue.size();
    }

    @Override
    public void close() {
        closing = true;
        queue.add(WAKE);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            Pending first = poll();
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch);
                batch.remove(WAKE);
                write(batch);
            }
        }
        finish();
    }

    private @Nullable Pending poll() {
        try {
            return closing ? queue.poll() : queue.take();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; what is queued is written whatever happens.
            return queue.poll();
        }
    }

    private void write(List<Pending> batch) {
        boolean written = false;
        try {
            writeBlocks(batch);
            written = true;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("audit trail cannot be written, questions are refused until it can: {}", e.toString());
            }
            failing = true;
            cutBack();
        }
        for (Pending pending : batch) {
            tell(pending.completion, written);
        }
    }

    private static void tell(Completion completion, boolean written) {
        try {
            completion.done(written);
        } catch (RuntimeException e) {
            // The trail goes on; an event loop that is shutting down takes no more tasks.
            LOG.debug("the owner of a block could not be told", e);
        }
    }

    private void writeBlocks(List<Pending> batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        if (segmentSize > config.segmentBytesMax()) {
            startSegment();
        }
        int size = 0;
        for (Pending pending : batch) {
            size += pending.block.size();
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        byte[] digest = lastDigest;
        for (Pending pending : batch) {
            digest = pending.block.encode(digest, out);
        }
        out.flip();
        long at = segmentSize;
        while (out.hasRemaining()) {
            at += segment.write(out, at);
        }
        segmentSize = at;
        lastDigest = digest;
        unsynced = true;
    }

    private void startSegment() throws IOException {
        FileChannel full = segment;
        full.force(false);
        segment = segments.next(lastDigest);
        lastDigest = segments.headerDigest();
        segmentSize = AuditBlock.HEADER_SIZE;
        full.close();
    }

    private void cutBack() {
        try {
            segment.truncate(segmentSize);
        } catch (IOException e) {
            LOG.error("audit segment cannot be cut back to its last whole block: {}", e.toString());
        }
    }

    /** Runs on the sync thread. A block written meanwhile is synced now or next time. */
    private void sync() {
        if (!unsynced) {
            return;
        }
        unsynced = false;
        try {
            segment.force(false);
        } catch (ClosedChannelException e) {
            // A full segment was synced before it was closed.
            LOG.debug("audit segment was closed while it was synced");
        } catch (IOException e) {
            unsynced = true;
            failing = true;
            LOG.error("audit trail cannot be synced: {}", e.toString());
        }
    }

    private void finish() {
        syncer.close();
        try {
            segment.force(false);
            segment.close();
        } catch (IOException e) {
            LOG.error("audit trail cannot be closed: {}", e.toString());
        }
    }
}
