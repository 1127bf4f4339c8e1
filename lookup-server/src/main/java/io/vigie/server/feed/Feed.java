package io.vigie.server.feed;

import io.vigie.server.audit.AuditLog;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.DataFolder;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import io.vigie.wire.TlsUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes in and changes out of one node. A primary takes submissions and deletes what expires; a follower takes every
 * change from its primary. Both can be followed. Thread-safe; closing applies what was taken.
 */
public final class Feed implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Submissions submissions;
    private final Followers followers;
    private final Snapshots snapshots;
    private final @Nullable Follower follower;
    private final LifeCycle lifeCycle;

    /**
     * Knobs of the feed.
     *
     * @param primary {@code host:port} of the node that is followed; null = this node is the primary
     * @param tls files of the certificate that this node shows it; null = over plain TCP
     * @param sweepInterval how often it is looked for what has expired, and for changes older than the log keeps
     * @param logRetention how long a change stays in the log
     * @param purgeInterval least time between two compactions, which take what was removed off the disk
     * @param clockJumpMax nothing is deleted by a clock that is further ahead of the last sweep; zero = any is believed
     */
    public record Config(
            @Nullable String primary,
            @Nullable TlsFiles tls,
            Duration sweepInterval,
            Duration logRetention,
            Duration purgeInterval,
            Duration clockJumpMax) {
        public Config {
            if (primary == null && tls != null) {
                throw new IllegalArgumentException(
                        "feed.tls-certificate: " + tls.certificate() + " (expected: absent without feed.primary)");
            }
            if (sweepInterval.isZero()) {
                throw new IllegalArgumentException("feed.sweep-interval: " + sweepInterval + " (expected: > 0)");
            }
            if (clockJumpMax.isPositive() && clockJumpMax.toDays() < 1) {
                throw new IllegalArgumentException("feed.clock-jump-max: " + clockJumpMax + " (expected: >= 24h, or 0s)");
            }
        }

        /** Longest time from the removal of content until nothing of it is left, but for the time that takes. */
        public Duration purgeTime() {
            return logRetention.plus(purgeInterval).plus(sweepInterval);
        }
    }

    private Feed(DataFolder folder, AuditLog audit, ServerMetrics metrics, Config config, Clock clock, String version) {
        this.submissions = Submissions.start(folder, audit, metrics, clock, config.primary());
        this.followers = Followers.start(folder, audit, clock, HEARTBEAT);
        this.snapshots = new Snapshots(folder::copy, audit, clock, version);
        this.lifeCycle = LifeCycle.start(folder, config, clock);
        this.follower = config.primary() == null ? null : Follower.start(folder, config.primary(), config.tls(), clock);
    }

    /**
     * @param version of the server
     * @throws TlsException when a file of the certificate cannot be used
     */
    public static Feed start(
            DataFolder folder, AuditLog audit, ServerMetrics metrics, Config config, Clock clock, String version)
            throws TlsException {
        if (config.tls() != null) {
            TlsMaterial.read(config.tls()).check(TlsUse.TERMINAL, clock.instant());
        }
        return new Feed(folder, audit, metrics, config, clock, version);
    }

    public Submissions submissions() {
        return submissions;
    }

    public Followers followers() {
        return followers;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    /** When a follower last knew that it had every change of its primary; null for a primary. */
    public @Nullable Instant upToDate() {
        return follower == null ? null : follower.upToDate();
    }

    /** What an operator should look at. */
    public List<String> warnings() {
        return lifeCycle.warnings();
    }

    /** Why a follower cannot follow until somebody acts; null when it can, or need not. */
    public @Nullable String fault() {
        return follower == null ? null : follower.fault();
    }

    /** Whether a follower holds other records than its primary, however lately they were changed. */
    public boolean isDiverged() {
        return follower != null && follower.isDiverged();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
        snapshots.close();
        lifeCycle.close();
        followers.close();
        submissions.close();
    }
}
