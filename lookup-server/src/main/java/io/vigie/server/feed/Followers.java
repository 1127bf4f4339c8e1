package io.vigie.server.feed;

import com.google.protobuf.ByteString;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.index.ChangeLog;
import io.vigie.server.index.Contents;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.index.SetHashes;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Change;
import io.vigie.v1.Changes;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.v1.Position;
import io.vigie.wire.ProtoTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the log of changes to those who follow it, on a thread of its own. Thread-safe. Closing ends every stream with
 * DRAINING.
 */
public final class Followers implements AutoCloseable {
    /*
     * The thread looks at the log every LOOK_MILLIS while anybody follows, and gives each follower in turn one frame's
     * worth: a change reaches its followers within a few milliseconds, and one who is far behind does not hold up the
     * others. Looking costs a renewed read transaction. Rejected: being woken by each commit, which would tie every
     * writer (submissions, loads, sweeps) to this class to win those milliseconds.
     */
    /** Most streams at once: each holds a permit for ever, so that without a bound they would leave none for questions. */
    public static final int STREAMS_MAX = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final long LOOK_MILLIS = 5;
    private static final int FRAME_CHANGES_MAX = 1_000;
    private static final int FRAME_BYTES_MAX = 256 << 10;

    private final DataFolder folder;
    private final AuditLog audit;
    private final Clock clock;
    private final long heartbeatNanos;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("vigie-followers").daemon().unstarted(task));
    private volatile boolean closing;

    /** Where a stream goes. */
    public interface Sink {
        /** Whether it takes more now. */
        boolean isWritable();

        void send(Changes changes);

        /** The last word. */
        void fail(Error error);
    }

    /** One follower. Thread-safe. */
    public final class Stream {
        private final Sink sink;
        private Position after;
        private boolean greeted;
        private long sentNanos;
        private long digestNanos = System.nanoTime() - heartbeatNanos;
        private volatile int credit;
        private volatile boolean recorded;

        private Stream(Follow follow, Sink sink) {
            this.after = follow.getAfter();
            this.credit = follow.getCredit();
            this.sink = sink;
        }

        /** Lets so many more changes be sent. */
        public synchronized void grant(int changes) {
            credit = (int) Math.min(Integer.MAX_VALUE, (long) credit + Math.max(0, changes));
        }

        private synchronized void spend(int changes) {
            credit -= changes;
        }

        /** Nobody wants more of it; the sink hears nothing more. */
        public void cancel() {
            streams.remove(this);
        }
    }

    private Followers(DataFolder folder, AuditLog audit, Clock clock, Duration heartbeat) {
        this.folder = folder;
        this.audit = audit;
        this.clock = clock;
        this.heartbeatNanos = heartbeat.toNanos();
    }

    /**
     * @param heartbeat longest silence of a stream
     */
    static Followers start(DataFolder folder, AuditLog audit, Clock clock, Duration heartbeat) {
        Followers followers = new Followers(folder, audit, clock, heartbeat);
        followers.thread.execute(followers::run);
        return followers;
    }

    /**
     * Starts a stream, which ends by {@link Stream#cancel} or with a failure that its sink is told. Nothing is sent before it is
     * recorded who follows.
     */
    public Stream follow(Caller caller, Follow follow, Sink sink) {
        Stream stream = new Stream(follow, sink);
        streams.add(stream);
        audit.append(entry(caller, follow), written -> {
            if (written) {
                stream.recorded = true;
                work.release();
            } else {
                end(stream, Error.Code.Value.AUDIT_FAILED, "the request could not be recorded, so nothing is sent");
            }
        });
        if (closing) {
            end(stream, Error.Code.Value.DRAINING, "the server is about to stop");
        }
        return stream;
    }

    private AuditBlock entry(Caller caller, Follow follow) {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder()
                .setTime(ProtoTime.of(clock.instant()))
                .setCaller(caller.name())
                .setKind(AuditEntry.AuditedKind.Code.FOLLOW)
                .setRequest(follow.toByteString())
                .setAsOf(follow.getAfter())
                .build());
        return block;
    }

    /** Streams under way. */
    public int count() {
        return streams.size();
    }

    /** Whether there are as many streams as there may be. */
    public boolean isFull() {
        return count() >= STREAMS_MAX;
    }

    private void run() {
        try (ReadView view = folder.newView()) {
            while (!closing) {
                if (streams.isEmpty()) {
                    work.acquire();
                }
                work.drainPermits();
                boolean behind = false;
                for (Stream stream : streams) {
                    behind |= serve(view, stream);
                }
                if (!behind) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
        streams.forEach(stream -> end(stream, Error.Code.Value.DRAINING, "the server is about to stop"));
    }

    /** Sends one frame, if there is something to send; true when there may be more. */
    private boolean serve(ReadView view, Stream stream) {
        if (!stream.recorded || !stream.sink.isWritable()) {
            return false;
        }
        try {
            view.begin();
            try {
                return sendNext(view, stream);
            } finally {
                view.end();
            }
        } catch (ChangeLog.TrimmedException e) {
            end(stream, Error.Code.Value.POSITION_TRIMMED, String.valueOf(e.getMessage()));
        } catch (DamagedException | StoreException e) {
            LOG.error("the log cannot be read: {}", e.getMessage());
            end(stream, Error.Code.Value.DAMAGED, "the log cannot be read");
        } catch (RuntimeException e) {
            LOG.error("a follower cannot be served", e);
            end(stream, Error.Code.Value.INTERNAL, "the server failed");
        }
        return false;
    }

    private boolean sendNext(ReadView view, Stream stream) throws ChangeLog.TrimmedException {
        Contents contents = Records.contents(view);
        if (isLater(stream.after, contents)) {
            end(
                    stream,
                    Error.Code.Value.LATER_EPOCH,
                    "after: " + stream.after.getEpoch() + "/" + stream.after.getSequence() + " (expected: <= "
                            + contents.epoch() + "/" + contents.sequence() + ", where the primary is): the primary holds less than the "
                            + "follower, as when the primary was restored; restore a snapshot of the primary on the follower and start the "
                            + "follower again");
            return false;
        }
        int credit = Math.min(stream.credit, FRAME_CHANGES_MAX);
        List<Change> changes = credit <= 0
                ? List.of()
                : ChangeLog.after(view, stream.after.getSequence(), credit, FRAME_BYTES_MAX);
        boolean silentLong = System.nanoTime() - stream.sentNanos >= heartbeatNanos;
        if (changes.isEmpty() && stream.greeted && !silentLong) {
            return false;
        }
        Changes.Builder frame = Changes.newBuilder().addAllChanges(changes).setHead(contents.position());
        if (!stream.greeted) {
            // Also tells at once that the position is one that can be followed from.
            if (credit <= 0) {
                var _ = ChangeLog.after(view, stream.after.getSequence(), 1, 1);
            }
            frame.setHashSalt(ByteString.copyFrom(SetHashes.salt(view)));
            stream.greeted = true;
        }
        stream.sentNanos = System.nanoTime();
        stream.spend(changes.size());
        if (!changes.isEmpty()) {
            stream.after = changes.getLast().getPosition();
        }
        if (stream.after.getSequence() == contents.sequence() && stream.sentNanos - stream.digestNanos >= heartbeatNanos) {
            frame.setOwnedDigest(ByteString.copyFrom(SetHashes.digest(view)));
            stream.digestNanos = stream.sentNanos;
        }
        if (streams.contains(stream)) {
            stream.sink.send(frame.build());
        }
        return !changes.isEmpty() && stream.after.getSequence() < contents.sequence();
    }

    /** Whether a position is not one that this node has been at. */
    private static boolean isLater(Position after, Contents contents) {
        return after.getEpoch() > contents.epoch() || after.getSequence() > contents.sequence();
    }

    private void end(Stream stream, Error.Code.Value code, String message) {
        if (streams.remove(stream)) {
            stream.sink.fail(Error.newBuilder().setCode(code).setMessage(message).build());
        }
    }

    @Override
    public void close() {
        closing = true;
        var _ = thread.shutdownNow();
        thread.close();
    }
}
