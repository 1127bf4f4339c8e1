package io.vigie.server;

import io.vigie.server.admin.AdminServer;
import io.vigie.server.access.AccessRules;
import io.vigie.server.access.ProfileFiles;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.config.ConfigException;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.feed.Feed;
import io.vigie.server.feed.Followers;
import io.vigie.server.feed.Submissions;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.FilterKeeper;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.PersonKeeper;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.Retirement;
import io.vigie.server.index.Scrub;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.metrics.Meters;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.net.Listener;
import io.vigie.server.operator.OperatorSocket;
import io.vigie.server.query.QueryService;
import io.vigie.server.query.QuestionWorkers;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Prefault;
import io.vigie.server.store.StoreException;
import io.vigie.text.FileFault;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Dataset;
import io.vigie.v1.Status;
import io.vigie.wire.TlsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A running server over one data folder. Thread-safe. Closing drains: clients are told to go elsewhere, what is in
 * flight is answered and recorded, then everything closes in the opposite order of the start.
 */
public final class LookupServer implements AutoCloseable {
    private final Deque<AutoCloseable> parts;
    private final ServerConfig config;
    private final DataFolder folder;
    private final QueryService queries;
    private final Feed feed;
    private final Listener listener;
    private final AdminServer admin;

    private LookupServer(ServerConfig config, Clock clock, Deque<AutoCloseable> parts) throws IOException {
        this.config = config;
        this.parts = parts;
        ServerMetrics metrics = started(new ServerMetrics());
        folder = started(DataFolder.open(config.data()));
        if (!folder.hasData()) {
            throw new StoreException(config.data() + ": holds no data (load some with `vigie load --data "
                    + config.data() + " FILE`)");
        }
        Prefault prefault = folder.warm();
        PersonIndex.open(folder);
        started(PersonKeeper.start(folder));
        AuditLog audit = started(AuditLog.open(config.auditFolder(), config.audit(), clock));
        queries = new QueryService(folder, audit, metrics, config.query(), clock, version());
        Messages messages = started(Messages.open(config.data().resolve("messages"), config.messages(), clock));
        queries.tells(messages);
        gauges(metrics, messages);
        // Read before the first question, so that damage is found now and not by a traveller.
        queries.contents();
        QuestionWorkers workers = started(queries.startWorkers());
        queries.warmUp(workers);
        started(queries.canaries().start());
        metrics.gauge(Meters.WITNESS_MISSING, audit, log -> log.missingWitnesses().size());
        metrics.gauge(Meters.WORKERS_QUEUE, workers, QuestionWorkers::queued);
        gauges(metrics);
        started(FilterKeeper.start(folder));
        boolean isPrimary = config.feed().primary() == null;
        Scrub scrub = started(Scrub.start(
                folder,
                config.scrubInterval(),
                isPrimary ? new Retirement(folder, config.retention(), config.feed().clockJumpMax(), clock) : null));
        queries.scrubbed(scrub::damaged);
        metrics.gauge(Meters.SCRUB_FAULTS, scrub, Scrub::faults);
        metrics.gauge(Meters.SCRUB_PASSES, scrub, Scrub::passes);
        try {
            feed = started(Feed.start(folder, audit, metrics, config.feed(), clock, version()));
        } catch (TlsException e) {
            throw new ConfigException(e.problems());
        }
        queries.follows(config.feed().primary(), config.feed().purgeTime(), feed::upToDate, feed::fault, feed::isDiverged);
        metrics.gauge(Meters.SUBMISSIONS_QUEUE, feed.submissions(), Submissions::queued);
        metrics.gauge(Meters.FOLLOWERS, feed.followers(), Followers::count);
        AccessRules rules = new AccessRules();
        ProfileFiles profiles = started(watched(config, rules));
        queries.warns(prefault::warnings);
        queries.warns(() -> Optional.ofNullable(profiles.fault()).stream()
                .map(fault -> "access profiles are not all in force: " + fault)
                .toList());
        metrics.gauge(Meters.PROFILES_REFUSED, profiles, files -> files.fault() == null ? 0 : 1);
        try {
            listener = started(Listener.open(config.listener(), queries, workers, feed, rules, metrics, clock, version()));
        } catch (TlsException e) {
            throw new ConfigException(e.problems());
        }
        queries.warns(listener::warnings);
        queries.warns(feed::warnings);
        queries.warns(scrub::warnings);
        OperatorSocket operator = OperatorSocket.open(folder, audit, feed.snapshots(), config.feed().primary());
        if (operator != null) {
            parts.push(operator);
        }
        admin = started(AdminServer.open(config.adminAddress(), queries, metrics));
    }

    /**
     * Starts a server.
     *
     * @throws IOException when an address or the audit folder cannot be used
     * @throws StoreException when the data folder cannot
     * @throws ConfigException when a file of certificates or profiles cannot be used
     */
    public static LookupServer start(ServerConfig config, Clock clock) throws IOException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new LookupServer(config, clock, parts);
        } catch (IOException | RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static ProfileFiles watched(ServerConfig config, AccessRules rules) {
        try {
            return ProfileFiles.watch(config.profiles(), LookupServer::profiles, rules);
        } catch (IOException e) {
            throw new ConfigException(List.of(FileFault.told(e)));
        }
    }

    private static AccessProfiles profiles(String text) throws IOException {
        try {
            return Json.accessProfiles(text);
        } catch (InvalidInputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Version of this build. */
    public static String version() {
        String version = LookupServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Where questions are answered. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Where health and meters are. */
    public InetSocketAddress adminAddress() {
        return admin.address();
    }

    public Status status() {
        return queries.status();
    }

    /** For tests that damage the data under a running server. */
    DataFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        queries.drain();
        feed.followers().close();
        feed.snapshots().close();
        listener.drain(config.drainTimeout());
        closeAll(parts);
    }

    private void gauges(ServerMetrics metrics) {
        for (RecordKind kind : RecordKind.values()) {
            metrics.gauge(
                    Meters.RECORDS,
                    queries,
                    service -> (double) service.contents().records(kind),
                    "dataset",
                    kind.dataset().name());
        }
        metrics.gauge(Meters.SEQUENCE, queries, service -> (double) service.contents().sequence());
        metrics.gauge(Meters.STORE_GENERATION, queries, service -> service.storeFigures().generation());
        metrics.gauge(Meters.STORE_BYTES, queries, service -> (double) service.storeFigures().usedBytes());
        metrics.gauge(Meters.FILTER_TRUSTED, queries, service -> service.filterFigures().trusted() ? 1 : 0);
        metrics.gauge(Meters.FILTER_ADDED, queries, service -> service.filterFigures().added());
        metrics.gauge(Meters.FILTER_BYTES, queries, service -> (double) service.filterFigures().size());
        metrics.gauge(Meters.STORE_READERS, queries, service -> service.storeFigures().readers());
        metrics.gauge(Meters.AUDIT_QUEUE, queries, QueryService::auditQueue);
        for (Dataset.Code dataset : queries.searchedDatasets()) {
            metrics.gauge(
                    Meters.CANARY,
                    queries,
                    service -> service.canaries().isFailing(dataset) ? 0 : 1,
                    "dataset",
                    dataset.name());
        }
        metrics.gauge(Meters.READY, queries, service -> service.status().getReady() ? 1 : 0);
    }

    private static void gauges(ServerMetrics metrics, Messages messages) {
        metrics.gauge(Meters.MESSAGES_WAITING, messages, kept -> kept.figures().waiting());
        metrics.gauge(Meters.MESSAGES_FULL, messages, kept -> kept.figures().full());
        metrics.gauge(Meters.MESSAGES_QUEUE, messages, Messages::queued);
        metrics.gauge(Meters.CONFIRMATIONS_OPEN, messages, kept -> kept.figures().open());
        metrics.gauge(Meters.CONFIRMATIONS_OVERDUE, messages, kept -> kept.figures().overdue());
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the server could not be closed", e);
            }
        }
    }
}
