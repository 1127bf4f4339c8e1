package io.vigie.server.audit;

import io.vigie.text.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes blocks to the newest segment, and begins the next when it is full or its day is over. Used by the audit thread, but
 * for what says otherwise.
 */
final class SegmentWriter implements AutoCloseable {
    /*
     * A segment ends with its day (UTC), so that keys can be destroyed by the month, and so that whoever takes over the process
     * finds in its memory the key of this day alone.
     *
     * It ends, too, when a sync of it has failed: Linux says so once, takes the pages for clean and drops them, so that the
     * next sync succeeds over blocks that are not on the disk. Nothing makes up for them, so the segment counts as
     * synced no further, and somebody is told until the next start.
     */
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
    private static final int PROBE_SIZE = 4096;

    private final AuditLog.Config config;
    private final Syncing syncing;
    private final AuditSegments segments;
    private final Clock clock;
    private volatile OpenSegment segment;
    private volatile Head written;
    private volatile Head synced;
    private volatile Instant syncedTime;

    /** Number of the last segment of which a sync has failed; 0 = of none. */
    private volatile int doubted;

    private volatile @Nullable String warning;
    private long size;
    private byte[] lastDigest;
    private ByteBuffer outgoing = ByteBuffer.allocateDirect(1 << 16);

    /**
     * How far the trail has come.
     *
     * @param offset end of the last block in the segment
     * @param digest of that block
     */
    record Head(int segment, long offset, byte[] digest) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Head head && head.segment == segment && head.offset == offset;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(31L * segment + offset);
        }
    }

    /** Brings to the disk itself what was written. */
    interface Syncing {
        void force(FileChannel channel) throws IOException;
    }

    private SegmentWriter(AuditLog.Config config, Syncing syncing, AuditSegments segments, Clock clock)
            throws IOException {
        this.config = config;
        this.syncing = syncing;
        this.segments = segments;
        this.clock = clock;
        this.segment = segments.next(today(clock), segments.lastDigest());
        this.lastDigest = segment.headerDigest();
        this.size = AuditBlock.HEADER_SIZE;
        this.written = new Head(segment.number(), size, lastDigest);
        this.synced = written;
        segment.channel().force(false);
        this.syncedTime = clock.instant();
    }

    /** Opens the trail in a folder, creating it when absent, with a new segment behind those that are there. */
    static SegmentWriter open(Path folder, AuditLog.Config config, Syncing syncing, Clock clock) throws IOException {
        return new SegmentWriter(config, syncing, AuditSegments.open(folder, config.officer()), clock);
    }

    /**
     * Writes blocks behind one another; when that fails, the segment is as before once it is {@link #cutBack}.
     */
    void write(List<AuditBlock> blocks) throws IOException {
        rollWhenDue();
        int bytes = 0;
        for (AuditBlock block : blocks) {
            bytes += block.size();
        }
        ByteBuffer out = outgoing(bytes);
        byte[] digest = lastDigest;
        for (AuditBlock block : blocks) {
            digest = block.encode(segment.key(), digest, out);
        }
        out.flip();
        FileChannel channel = segment.channel();
        long at = size;
        while (out.hasRemaining()) {
            at += channel.write(out, at);
        }
        Instant begun = clock.instant();
        if (config.sync() == AuditLog.Sync.ALWAYS) {
            force(segment);
        }
        size = at;
        lastDigest = digest;
        written = new Head(segment.number(), at, digest);
        if (config.sync() == AuditLog.Sync.ALWAYS) {
            synced(written, begun);
        }
    }

    /** Direct, since a channel would copy any other once more, and kept from batch to batch. */
    private ByteBuffer outgoing(int bytes) {
        if (outgoing.capacity() < bytes) {
            outgoing = ByteBuffer.allocateDirect(Math.max(bytes, 2 * outgoing.capacity()));
        }
        return outgoing.clear();
    }

    /** Begins the next segment when it is time to. */
    void rollWhenDue() throws IOException {
        if (!isDue()) {
            return;
        }
        OpenSegment full = segment;
        if (isDoubted()) {
            // A sync without a write would say nothing of the disk.
            tryDisk();
        } else {
            force(full);
        }
        OpenSegment next = segments.next(today(clock), lastDigest);
        segment = next;
        lastDigest = next.headerDigest();
        size = AuditBlock.HEADER_SIZE;
        written = new Head(next.number(), size, lastDigest);
        full.close();
    }

    /** Also for other threads. */
    boolean isDue() {
        return written.offset() > config.segmentBytesMax() || today(clock) != segment.day() || isDoubted();
    }

    private boolean isDoubted() {
        return doubted == segment.number();
    }

    /** Tries whether the disk takes a write. */
    void probe() throws IOException {
        if (isDue()) {
            rollWhenDue();
        } else {
            tryDisk();
        }
    }

    /** Writes and cuts back what no reader would take for a block. */
    private void tryDisk() throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(PROBE_SIZE);
        FileChannel channel = segment.channel();
        long at = size;
        while (zeros.hasRemaining()) {
            at += channel.write(zeros, at);
        }
        tryForce(segment);
        channel.truncate(size);
    }

    void cutBack() {
        try {
            segment.channel().truncate(size);
        } catch (IOException e) {
            LOG.error("audit segment cannot be cut back to its last whole block: {}", FileFault.told(e));
        }
    }

    /** Whether something was written and not synced; for the sync thread. */
    boolean isUnsynced() {
        return written != synced;
    }

    /** For the sync thread. A block written meanwhile is synced now or next time. */
    void sync() throws IOException {
        Head head = written;
        OpenSegment current = segment;
        if (doubted == current.number()) {
            throw new IOException("a sync of " + current.number() + " failed, and the next segment is not begun yet");
        }
        try {
            Instant begun = clock.instant();
            force(current);
            synced(head, begun);
        } catch (ClosedChannelException e) {
            // A full segment was synced before it was closed.
            LOG.debug("audit segment was closed while it was synced");
        }
    }

    /** Two threads sync, and the system tells one of them alone that a sync has failed. */
    private void force(OpenSegment forced) throws IOException {
        tryForce(forced);
        if (doubted == forced.number()) {
            throw new IOException("another sync of segment " + doubted + " has failed");
        }
    }

    private void tryForce(OpenSegment forced) throws IOException {
        try {
            syncing.force(forced.channel());
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            doubted = forced.number();
            if (warning == null && config.sync() == AuditLog.Sync.INTERVAL) {
                warning = "audit: a sync failed at " + clock.instant() + ": what was recorded since " + syncedTime
                        + " may be lost; run audit verify";
            }
            throw e;
        }
    }

    private void synced(Head head, Instant begun) {
        synced = head;
        syncedTime = begun;
    }

    /** What may be lost, for people; null = nothing. For any thread. */
    @Nullable String warning() {
        return warning;
    }

    /** What is on the disk itself; for any thread. */
    Head synced() {
        return synced;
    }

    private static int today(Clock clock) {
        return (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    @Override
    public void close() throws IOException {
        segment.channel().force(false);
        if (!isDoubted()) {
            synced(written, clock.instant());
        }
        segment.close();
    }
}
