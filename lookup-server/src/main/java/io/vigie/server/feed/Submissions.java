package io.vigie.server.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Batch;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import io.vigie.v1.Outcomes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes of what owners submit. Thread-safe; {@link #submit} never blocks. Closing applies what was taken.
 */
public final class Submissions implements AutoCloseable {
    /*
     * A durable transaction costs milliseconds however little is in it, so batches that wait are applied together: one
     * alone waits for nobody, and under load the cost is shared. Batches are applied in the order in which they came, so
     * that of one connection is kept. When something inside fails, nothing of the group is stored, and each batch is tried
     * again by itself: a damaged record hurts only those who touch it.
     *
     * The queue has no bound of its own: every batch holds the permits of its submissions.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

    /** Most submissions of a batch. */
    public static final int BATCH_MAX = 1_000;

    private static final int GROUP_SUBMISSIONS_MAX = 1_000;

    /** Wakes the thread to close. */
    private static final Work CLOSE =
            new Work(Caller.LOCAL_OPERATOR, Batch.getDefaultInstance(), 0, (outcomes, error) -> {});

    private final DataFolder folder;
    private final AuditLog audit;
    private final ServerMetrics metrics;
    private final Clock clock;
    private final @Nullable String primary;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("vigie-submissions").unstarted(task));
    private volatile boolean closing;

    /** Told, on another thread, what became of a batch: outcomes, or why there are none. */
    public interface Completion {
        void done(Outcomes outcomes, @Nullable Error error);
    }

    private record Work(Caller caller, Batch batch, long arrivedNanos, Completion completion) {}

    private record Applied(Work work, Outcomes outcomes) {}

    private Submissions(
            DataFolder folder, AuditLog audit, ServerMetrics metrics, Clock clock, @Nullable String primary) {
        this.primary = primary;
        this.folder = folder;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param primary the node that takes submissions; null = this one
     */
    static Submissions start(
            DataFolder folder, AuditLog audit, ServerMetrics metrics, Clock clock, @Nullable String primary) {
        Submissions submissions = new Submissions(folder, audit, metrics, clock, primary);
        submissions.thread.execute(submissions::run);
        return submissions;
    }

    /** Why a batch cannot be taken as a whole, or null. */
    public @Nullable Error fault(Batch batch) {
        if (primary != null) {
            return error(Error.Code.Value.NOT_ALLOWED, "this node follows another (expected: submitted to the primary)");
        }
        int count = batch.getSubmissionsCount();
        if (count >= 1 && count <= BATCH_MAX) {
            return null;
        }
        return Error.newBuilder()
                .setCode(Error.Code.Value.INVALID_VALUE)
                .setField("submissions")
                .setMessage("submissions: " + count + " (expected: 1 to " + BATCH_MAX + ")")
                .build();
    }

    /** What the audit trail keeps of a batch that is refused: its id, if it has one. */
    public static byte[] recorded(byte[] payload) {
        try {
            return SubmissionEntry.request(Batch.parseFrom(payload)).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            return new byte[0];
        }
    }

    /**
     * Queues a batch that has no {@link #fault}.
     *
     * @param arrivedNanos when its frame was received, by {@link System#nanoTime}
     */
    public void submit(Caller caller, Batch batch, long arrivedNanos, Completion completion) {
        if (closing) {
            completion.done(Outcomes.getDefaultInstance(), error(Error.Code.Value.DRAINING, "the server is about to stop"));
        } else {
            queue.add(new Work(caller, batch, arrivedNanos, completion));
        }
    }

    /** Batches that wait. */
    public int queued() {
        return queue.size();
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                List<Work> group = nextGroup();
                if (!group.isEmpty()) {
                    apply(group);
                }
            } catch (InterruptedException e) {
                // Whoever closes was interrupted; what was taken is applied all the same.
            }
        }
    }

    private List<Work> nextGroup() throws InterruptedException {
        List<Work> group = new ArrayList<>();
        int submissions = 0;
        for (Work work = queue.take(); work != null; work = queue.poll()) {
            if (work != CLOSE) {
                group.add(work);
                submissions += work.batch().getSubmissionsCount();
            }
            if (submissions >= GROUP_SUBMISSIONS_MAX) {
                break;
            }
        }
        return group;
    }

    private void apply(List<Work> group) {
        if (audit.isFailing()) {
            Error error = error(
                    Error.Code.Value.AUDIT_FAILED, "the changes could not be recorded: nothing of the batch was stored");
            metrics.refused(error.getCode());
            group.forEach(work -> work.completion().done(Outcomes.getDefaultInstance(), error));
            return;
        }
        List<Applied> applied;
        try {
            applied = folder.write(view -> written(group, view));
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                group.forEach(work -> apply(List.of(work)));
            } else {
                Error error = translated(e);
                metrics.refused(error.getCode());
                group.getFirst().completion().done(Outcomes.getDefaultInstance(), error);
            }
            return;
        }
        // Outside of it: what is stored must not be tried again.
        record(applied);
    }

    private List<Applied> written(List<Work> group, WriteView view) {
        RecordWriter writer = new RecordWriter(view, clock.instant());
        List<Applied> applied = new ArrayList<>(group.size());
        for (Work work : group) {
            applied.add(new Applied(work, outcomes(work, writer)));
        }
        if (writer.hasChanged()) {
            var _ = writer.finish();
        }
        return applied;
    }

    private static Outcomes outcomes(Work work, RecordWriter writer) {
        OwnersDesk desk = new OwnersDesk(work.caller(), writer);
        Outcomes.Builder outcomes = Outcomes.newBuilder();
        work.batch().getSubmissionsList().forEach(submission -> outcomes.addOutcomes(desk.take(submission)));
        return outcomes.build();
    }

    /** What became of a group leaves when it stands in the audit trail. */
    private void record(List<Applied> group) {
        AuditBlock block = new AuditBlock();
        for (Applied applied : group) {
            Work work = applied.work();
            long nanos = System.nanoTime() - work.arrivedNanos();
            block.add(SubmissionEntry.of(work.caller(), work.batch(), applied.outcomes(), clock.instant(), nanos));
            for (Outcome outcome : applied.outcomes().getOutcomesList()) {
                metrics.submitted(outcome.getOutcome());
            }
            metrics.submitted(nanos);
        }
        audit.append(block, written -> group.forEach(applied -> applied.work()
                .completion()
                .done(
                        applied.outcomes(),
                        written
                                ? null
                                : error(
                                        Error.Code.Value.AUDIT_FAILED,
                                        "the changes could not be recorded, so nobody is told what became of them; "
                                                + "submit them again"))));
    }

    private static Error translated(RuntimeException e) {
        return switch (e) {
            case DamagedException damaged -> {
                LOG.error("data is damaged: {}", damaged.getMessage());
                yield error(Error.Code.Value.DAMAGED, "the data is damaged: nothing of the batch was stored");
            }
            case StoreException store -> {
                LOG.error("data cannot be written: {}", store.getMessage());
                yield error(Error.Code.Value.NOT_DURABLE, "the data cannot be written: nothing of the batch was stored");
            }
            default -> {
                LOG.error("a batch failed inside the server", e);
                yield error(Error.Code.Value.INTERNAL, "the server failed: nothing of the batch was stored");
            }
        };
    }

    private static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    @Override
    public void close() {
        closing = true;
        queue.add(CLOSE);
        thread.close();
    }
}
