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
     * A failed write and a failed sync are remembered apart: only a sync that succeeds makes up for one that failed.
     * While writes fail, the sync thread has the audit thread try again every interval: a server whose balancer has
     * turned away from it gets no question that would show that the disk has room again.
     *
     * Syncing has a thread of its own. On the audit thread it stood in the way of every answer for as long as the disk
     * took, 50 to 250 ms at times (measured by the load generator).
     *
     * Rejected: writing on the event loop. It saves a handover of a few microseconds, but a stalled disk would stop
     * every connection of that loop, and its health checks with them.
     */
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** What is written with one call, but for the last block of it: the call needs as much memory again. */
    private static final int BATCH_BYTES_MAX = 4 << 20;

    private static final int PROBE_SIZE = 4096;

    /**
     * Wakes the audit thread to close, or to try whether it can write again; never written. An interrupt would wake it
     * too, but it also closes the file under the thread.
     */
    private static final Pending WAKE = new Pending(new AuditBlock(), written -> {});

    private final Config config;
    private final AuditSegments segments;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final ScheduledExecutorService syncer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-audit-sync").daemon().unstarted(task));
    private volatile boolean closing;
    private volatile boolean writeFailing;
    private volatile boolean syncFailing;

    private volatile FileChannel segment;
    private volatile boolean unsynced;
    private long segmentSize;
    private ByteBuffer outgoing = ByteBuffer.allocateDirect(1 << 16);
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

    /** Whether the last attempt to write, or to sync, failed. */
    public boolean isFailing() {
        return writeFailing || syncFailing;
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
            try {
                batch.clear();
                writeNext(batch);
            } catch (RuntimeException | Error e) {
                // Not even the failure could be handled. The thread must live: all answers wait for it.
                writeFailing = true;
            }
        }
        finish();
    }

    private void writeNext(List<Pending> batch) {
        boolean written = false;
        try {
            take(batch);
            batch.removeIf(pending -> pending == WAKE);
            if (!batch.isEmpty()) {
                writeBlocks(batch);
                written = true;
                writeFailing = false;
            } else if (writeFailing) {
                probe();
                writeFailing = false;
                LOG.info("audit trail can be written again");
            }
        } catch (IOException | RuntimeException | Error e) {
            // A bug or a full heap is no different for those who wait: not recorded, so not answered.
            failed(e);
        } finally {
            for (Pending pending : batch) {
                tell(pending.completion, written);
            }
        }
    }

    private void take(List<Pending> batch) {
        int size = 0;
        Pending next = poll();
        while (next != null) {
            batch.add(next);
            size += next.block.size();
            next = size < BATCH_BYTES_MAX ? queue.poll() : null;
        }
    }

    private void failed(Throwable e) {
        boolean first = !writeFailing;
        writeFailing = true;
        cutBack();
        if (first && e instanceof IOException) {
            LOG.error("audit trail cannot be written, questions are refused until it can: {}", e.toString());
        } else if (first) {
            LOG.error("audit trail failed inside the server, questions are refused until it can be written", e);
        }
    }

    private @Nullable Pending poll() {
        try {
            return closing ? queue.poll() : queue.take();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; what is queued is written whatever happens.
            return queue.poll();
        }
    }

    private static void tell(Completion completion, boolean written) {
        try {
            completion.done(written);
        } catch (RuntimeException | Error e) {
            // The trail goes on; an event loop that is shutting down takes no more tasks.
            LOG.debug("the owner of a block could not be told", e);
        }
    }

    private void writeBlocks(List<Pending> batch) throws IOException {
        if (segmentSize > config.segmentBytesMax()) {
            startSegment();
        }
        int size = 0;
        for (Pending pending : batch) {
            size += pending.block.size();
        }
        ByteBuffer out = outgoing(size);
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

    /** Direct, since a channel would copy any other once more, and kept from batch to batch. */
    private ByteBuffer outgoing(int size) {
        if (outgoing.capacity() < size) {
            outgoing = ByteBuffer.allocateDirect(Math.max(size, 2 * outgoing.capacity()));
        }
        return outgoing.clear();
    }

    private void startSegment() throws IOException {
        FileChannel full = segment;
        full.force(false);
        segment = segments.next(lastDigest);
        lastDigest = segments.headerDigest();
        segmentSize = AuditBlock.HEADER_SIZE;
        full.close();
    }

    /** Writes and cuts back what no reader would take for a block. */
    private void probe() throws IOException {
        if (segmentSize > config.segmentBytesMax()) {
            startSegment();
            return;
        }
        ByteBuffer zeros = ByteBuffer.allocate(PROBE_SIZE);
        long at = segmentSize;
        while (zeros.hasRemaining()) {
            at += segment.write(zeros, at);
        }
        segment.force(false);
        segment.truncate(segmentSize);
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
        if (writeFailing && queue.isEmpty()) {
            queue.add(WAKE);
        }
        if (!unsynced && !syncFailing) {
            return;
        }
        unsynced = false;
        try {
            segment.force(false);
            syncFailing = false;
        } catch (ClosedChannelException e) {
            // A full segment was synced before it was closed.
            LOG.debug("audit segment was closed while it was synced");
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is: an exception that left this method would end the schedule.
            boolean first = !syncFailing;
            syncFailing = true;
            if (first) {
                LOG.error("audit trail cannot be synced: {}", e.toString());
            }
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
