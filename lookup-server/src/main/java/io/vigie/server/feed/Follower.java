package io.vigie.server.feed;

import io.vigie.client.ClientConfig;
import io.vigie.client.Following;
import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.index.Records;
import io.vigie.server.index.SetHashes;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Change;
import io.vigie.v1.Changes;
import io.vigie.v1.Position;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.WhoActs;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every change of a primary, in its order, into this node's data. The position is stored with the changes, so each
 * is applied exactly once, whenever either side dies.
 */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** Changes that may be on their way. */
    private static final int CREDIT = 4_096;

    private static final int WAITING_BYTES_MAX = 16 << 20;

    private static final int FRAME_BYTES_MAX = 4 << 20;
    private static final long PAUSE_SECONDS = 1;
    private static final long LOOK_MILLIS = 500;

    private final DataFolder folder;
    private final String primary;
    private final @Nullable TlsFiles tls;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("vigie-follower").daemon().unstarted(task));
    private volatile boolean closing;
    private volatile Instant upToDate = Instant.EPOCH;
    /** Until both sides are seen to hold the same. */
    private volatile @Nullable String fault;
    /** Until a change is applied. */
    private volatile @Nullable String applyFault;
    private volatile boolean isDiverged;
    /** Whether this stream has shown once that both sides hold the same; on the follower's thread. */
    private boolean isSame;
    /** What was applied last; on the follower's thread. */
    private Position applied = Position.getDefaultInstance();

    /** The primary's changes are not a continuation of what is held here. */
    private static final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivergedException(String message) {
            super(message, null, false, false);
        }
    }

    /** This node holds other records than its primary did at the same position: no change to come makes that good. */
    private static final class OtherRecordsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherRecordsException(Position position) {
            super(
                    "this node held other records at position " + position.getEpoch() + "/" + position.getSequence()
                            + " (expected: a data folder that was restored from a snapshot of it; restore one and start again)",
                    null,
                    false,
                    false);
        }
    }

    /** A file of the certificate cannot be used any more. */
    private static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Follower(DataFolder folder, String primary, @Nullable TlsFiles tls, Clock clock) {
        this.folder = folder;
        this.primary = primary;
        this.tls = tls;
        this.clock = clock;
    }

    /** @param tls read again whenever the primary is lost; null = over plain TCP */
    static Follower start(DataFolder folder, String primary, @Nullable TlsFiles tls, Clock clock) {
        Follower follower = new Follower(folder, primary, tls, clock);
        follower.thread.execute(follower::run);
        return follower;
    }

    /** When every change of the primary was held here last. */
    Instant upToDate() {
        return upToDate;
    }

    /** Why nothing can be followed until somebody acts, or null. A primary that cannot be reached is none: data grows stale. */
    @Nullable String fault() {
        String lasting = fault;
        return lasting == null ? applyFault : lasting;
    }

    /** Whether this node holds other records than its primary, however lately they were changed. */
    boolean isDiverged() {
        return isDiverged;
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    follow();
                } catch (LookupException e) {
                    switch (WhoActs.on(e.code())) {
                        case CALLER -> fault("the primary " + primary + " cannot be followed: " + e.getMessage());
                        case CLIENT_RETRIES_ELSEWHERE, OPERATOR -> LOG.info("not followed: {}", e.getMessage());
                    }
                } catch (OtherRecordsException e) {
                    isDiverged = true;
                    fault("the primary " + primary + " is not followed any more: " + e.getMessage());
                    return;
                } catch (DivergedException e) {
                    isDiverged = true;
                    fault("the primary " + primary + " cannot be followed: " + e.getMessage());
                } catch (UnusableException e) {
                    fault("the primary " + primary + " cannot be followed: " + e.getMessage());
                } catch (RuntimeException | Error e) {
                    applyFault =
                            told("changes of the primary " + primary + " cannot be applied: " + (e.getMessage() == null ? e : e.getMessage()), applyFault);
                }
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void fault(String message) {
        fault = told(message, fault);
    }

    private static String told(String message, @Nullable String before) {
        if (!message.equals(before)) {
            LOG.warn("{}", message);
        }
        return message;
    }

    private void follow() throws InterruptedException {
        ArrivedChanges arrived = new ArrivedChanges(WAITING_BYTES_MAX);
        applied = position();
        try (LookupClient client = connected();
                Following following = client.follow(applied, CREDIT, arrived::add);
                // Closed before the stream is, whose connection may wait for room.
                arrived) {
            apply(arrived, following);
        }
    }

    private void apply(ArrivedChanges arrived, Following following) throws InterruptedException {
        boolean greeted = false;
        while (true) {
            Changes next = arrived.poll(LOOK_MILLIS);
            if (next != null) {
                // The client asks anew behind a lost connection, and a stream begins with the salt.
                if (!greeted || !next.getHashSalt().isEmpty()) {
                    requireSameHistory(next);
                    greeted = true;
                    isSame = false;
                }
                apply(next);
                following.grant(next.getChangesCount());
            } else if (following.ended().toCompletableFuture().isDone()) {
                throwEnd(following);
                return;
            }
        }
    }

    private LookupClient connected() {
        ClientConfig.Builder config = ClientConfig.builder()
                .endpoint(primary)
                .clientName("vigie-follower")
                .frameBytesMax(FRAME_BYTES_MAX);
        if (tls != null) {
            config.tls(tls.authorities(), tls.certificate(), tls.key());
        }
        try {
            return LookupClient.connect(config.build());
        } catch (IllegalArgumentException e) {
            throw new UnusableException(e);
        }
    }

    private static void throwEnd(Following following) {
        try {
            var _ = following.ended().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LookupException known ? known : e;
        }
    }

    private void apply(Changes changes) {
        if (changes.getChangesCount() > 0) {
            applied = folder.write(view -> {
                RecordWriter writer = new RecordWriter(view, clock.instant());
                for (Change change : changes.getChangesList()) {
                    writer.apply(change);
                }
                return writer.finish().position();
            });
            applyFault = null;
        }
        if (applied.equals(changes.getHead())) {
            compare(changes);
        }
    }

    /** At the primary's position: whether its records are held here, as far as it tells. */
    private void compare(Changes changes) {
        if (!changes.getOwnedDigest().isEmpty()) {
            if (!Arrays.equals(digest(), changes.getOwnedDigest().toByteArray())) {
                throw new OtherRecordsException(changes.getHead());
            }
            isSame = true;
        }
        if (isSame) {
            upToDate = clock.instant();
            isDiverged = false;
            fault = null;
            applyFault = null;
        }
    }

    private byte[] digest() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return SetHashes.digest(view);
        }
    }

    private Position position() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Records.contents(view).position();
        }
    }

    private void requireSameHistory(Changes first) {
        try (ReadView view = folder.newView()) {
            view.begin();
            if (!Arrays.equals(SetHashes.salt(view), first.getHashSalt().toByteArray())) {
                throw new DivergedException("its records are of another history (expected: a data folder that was"
                        + " restored from a snapshot of it)");
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        var _ = thread.shutdownNow();
        thread.close();
    }
}
