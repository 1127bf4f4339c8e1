package io.vigie.server.query;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.hits.HitReport;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.Contents;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.NumberPattern;
import io.vigie.server.index.PersonFigures;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.index.RangeIndex;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.Records;
import io.vigie.server.index.persons.SearchLimits;
import io.vigie.server.index.persons.SearchScratch;
import io.vigie.server.match.NameGroups;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.DamagedPageException;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.FilterFigures;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.StoreFigures;
import io.vigie.text.Counted;
import io.vigie.text.FileFault;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DatasetStatus;
import io.vigie.v1.Freshness;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Status;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions from one data folder and records them in one audit trail. Thread-safe; owns neither. */
public final class QueryService {
    private static final int NOT_TOLD = -1;
    private static final Duration WARM_UP_MAX = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final AuditLog audit;
    private final ServerMetrics metrics;
    private final Config config;
    private final Clock clock;
    private final String version;
    private final Instant started;
    private final PersonCanary personCanary = new PersonCanary();
    private final NoticeCanary noticeCanary = new NoticeCanary();
    private final Canaries canaries;
    private volatile Supplier<Set<RecordKind>> damaged = Set::of;
    private final PersonMatching persons;
    private volatile Supplier<@Nullable Instant> upToDate = () -> null;
    private volatile Supplier<@Nullable String> followFault = () -> null;
    private volatile BooleanSupplier isDiverged = () -> false;
    private volatile Duration purgeTime = Duration.ZERO;
    private volatile @Nullable String primary;
    private volatile boolean draining;
    private final List<Supplier<List<String>>> watched = new CopyOnWriteArrayList<>();
    private volatile @Nullable Messages messages;
    private volatile HitDesk hitDesk = new HitDesk(null);
    private volatile @Nullable RangeIndex ranges;

    /**
     * Knobs of answering.
     *
     * @param deadline of a question that names none
     * @param ageMax older data is STALE; zero = this node is the source and never stale
     * @param workers threads for questions that ask for persons
     * @param nameGroups a dictionary of names, which {@link NameGroups} reads; null = none
     */
    public record Config(Duration deadline, Duration ageMax, int workers, @Nullable Path nameGroups) {
        public Config {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("query.deadline: " + deadline + " (expected: > 0)");
            }
            if (ageMax.isNegative()) {
                throw new IllegalArgumentException("data.age-max: " + ageMax + " (expected: >= 0)");
            }
            if (workers < 1) {
                throw new IllegalArgumentException("query.workers: " + workers + " (expected: >= 1)");
            }
        }
    }

    /**
     * @param version of the server, shown in status
     * @throws IOException when the dictionary of names cannot be read
     */
    public QueryService(
            DataFolder folder, AuditLog audit, ServerMetrics metrics, Config config, Clock clock, String version)
            throws IOException {
        this.folder = folder;
        this.audit = audit;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.version = version;
        this.started = clock.instant();
        this.persons = PersonMatching.with(groups(config.nameGroups()));
        this.canaries = new Canaries(List.of(
                new Canary(Dataset.Code.TRAVEL_DOCUMENTS, new DocumentCanary(newBurst())),
                new Canary(Dataset.Code.PERSONS, personCanary),
                new Canary(Dataset.Code.NOTICES, noticeCanary)));
    }

    /** A burst for the calling event loop, used again and again. */
    public Burst newBurst() {
        return new Burst(this, folder.newView(), null);
    }

    /** A burst for a thread of its own, that answers also what {@link #isForWorkers}. */
    public Burst newWorkersBurst() {
        return new Burst(this, folder.newView(), new SearchScratch(SearchLimits.DEFAULT));
    }

    /** Whether a question must go to {@link #startWorkers}: it takes longer than an event loop may stand still. */
    public static boolean isForWorkers(Question question) {
        return Datasets.asks(question, Dataset.Code.PERSONS)
                || Datasets.asks(question, Dataset.Code.NOTICES)
                || Answering.documentsOf(question).stream().anyMatch(asked -> NumberPattern.isPrefix(asked.getNumber()));
    }

    /**
     * Prepares to answer a manifest; workers do, in turns of {@link QuestionWorkers#submit(ManifestRun, ManifestRun.Slice)}.
     *
     * @param payload of the frame, kept
     * @param arrivedNanos when the frame was received, by {@link System#nanoTime}
     * @param budgetMicros time that the asker has left for the whole manifest, 0 = not said
     * @throws InvalidProtocolBufferException when the payload is no manifest
     */
    public ManifestRun manifest(Caller caller, byte[] payload, long arrivedNanos, int budgetMicros)
            throws InvalidProtocolBufferException {
        return ManifestRun.of(config, caller, payload, arrivedNanos, budgetMicros);
    }

    /** Threads for manifests and the questions of {@link #isForWorkers}; closed by the caller. */
    public QuestionWorkers startWorkers() {
        QuestionWorkers workers = new QuestionWorkers(this, config.workers());
        personCanary.ask(workers);
        noticeCanary.ask(workers);
        return workers;
    }

    /** Answers questions of its own, for a second at most, so that the first traveller does not wait for cold code and pages. */
    public void warmUp(QuestionWorkers workers) {
        try (ReadView view = folder.newView()) {
            new WarmUp(workers, view).run(WARM_UP_MAX);
        }
    }

    /** Ask this service for what it must find; started and closed by whoever made the service. */
    public Canaries canaries() {
        return canaries;
    }

    /** Says in status and health that the node is about to stop; questions are still answered. */
    public void drain() {
        draining = true;
    }

    /**
     * This node follows another, or may.
     *
     * @param primary address of that one; null = it is the source of its data
     * @param purgeTime longest time from the removal of content until nothing of it is left on this node's disk
     * @param upToDate when it last had every change of that one; null as above
     * @param fault why it cannot follow until somebody acts; null when it can, or need not
     * @param isDiverged whether it holds other records than that one: they are STALE, however lately they were changed
     */
    public void follows(
            @Nullable String primary,
            Duration purgeTime,
            Supplier<@Nullable Instant> upToDate,
            Supplier<@Nullable String> fault,
            BooleanSupplier isDiverged) {
        this.primary = primary;
        this.purgeTime = purgeTime;
        this.upToDate = upToDate;
        this.followFault = fault;
        this.isDiverged = isDiverged;
    }

    /**
     * Something looks for damage.
     *
     * @param found kinds of record of which something is damaged: nothing about them is complete
     */
    public void scrubbed(Supplier<Set<RecordKind>> found) {
        this.damaged = found;
    }

    /** Owners are told of hits, and asked to confirm them, through these messages. */
    public void tells(Messages kept) {
        messages = kept;
        hitDesk = new HitDesk(kept);
    }

    /** Where parties take and send messages and confirmations. */
    public MessageDesk messageDesk() {
        Messages kept = messages;
        if (kept == null) {
            throw new IllegalStateException("messages: there are none");
        }
        return new MessageDesk(this, kept);
    }

    /** The hits of the server's own questions, which nobody else hears of, have ids as well. */
    HitDesk hitDesk() {
        return hitDesk;
    }

    void tell(List<HitReport> hits, Burst.Completion completion) {
        Messages kept = messages;
        if (kept == null) {
            completion.done(true);
        } else {
            kept.tell(hits, (done, _) -> completion.done(done != null));
        }
    }

    ReadView newView() {
        return folder.newView();
    }

    /** Datasets of which the canary fails, or in which damage was found. */
    Set<Dataset.Code> suspect() {
        Set<RecordKind> found = damaged.get();
        if (found.isEmpty()) {
            return canaries.failing();
        }
        Set<Dataset.Code> all = EnumSet.copyOf(found.stream().map(RecordKind::dataset).toList());
        all.addAll(canaries.failing());
        return all;
    }

    /** The state of the node. May be called from any thread; costs a read transaction. */
    public Status status() {
        Status.Builder status = Status.newBuilder().setVersion(version).setStarted(ProtoTime.of(started));
        Optional.ofNullable(primary).ifPresent(status::setFollows);
        List<String> reasons = reasons();
        try {
            Contents contents = contents();
            boolean whole = isPersonIndexWhole();
            status.setPosition(contents.position()).setGeneration(folder.figures().generation());
            for (RecordKind kind : RecordKind.values()) {
                status.addDatasets(datasetStatus(kind, contents, whole));
            }
            if (freshness(contents) == Freshness.Code.STALE) {
                status.addWarnings("data is stale: all changes until " + asOf(contents)
                        + " are here, and nothing is clear until the primary is heard again, or data loaded");
            }
            FeedStatus.add(status, folder, purgeTime);
        } catch (StoreException | DamagedException | DamagedPageException e) {
            reasons.add(String.valueOf(e.getMessage()));
        }
        return status.setReady(reasons.isEmpty())
                .addAllReasons(reasons)
                .addAllWarnings(warnings())
                .build();
    }

    /** What would not be better on another node, so that nobody is turned away for it. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Messages kept = messages;
        int full = kept == null ? 0 : kept.figures().full();
        if (full > 0) {
            warnings.add("messages to " + Counted.of(full, "party", "parties")
                    + " find no room: nobody takes them (hits are counted meanwhile)");
        }
        warnings.addAll(audit.warnings());
        watched.forEach(part -> warnings.addAll(part.get()));
        return warnings;
    }

    /** A part of the server has warnings of its own. */
    public void warns(Supplier<List<String>> warnings) {
        watched.add(warnings);
    }

    /** As {@link #status()}, without what only the operator may know: counts, owners (of hidden records, too), primary, reasons, warnings. */
    public Status status(Caller caller) {
        Status whole = status();
        if (caller.isLocalOperator()) {
            return whole;
        }
        Status.Builder told = whole.toBuilder().clearOwned().clearFollows();
        whole.getOwnedList().stream().filter(owned -> caller.isParty(owned.getOwner())).forEach(told::addOwned);
        told.getDatasetsBuilderList().forEach(dataset -> dataset.setRecords(NOT_TOLD));
        if (whole.getReasonsCount() > 0) {
            told.clearReasons().addReasons("this node cannot answer everything: /health/ready of this node says why");
        }
        if (whole.getWarningsCount() > 0) {
            told.clearWarnings().addWarnings("the operator must look at something: /health/ready of this node says what");
        }
        return told.build();
    }

    /** The day by which profiles end. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What the data holds now. */
    public Contents contents() {
        try (ReadView view = folder.newView()) {
            view.begin();
            return Records.contents(view);
        }
    }

    /** Position and freshness now, for the greeting of a connection. */
    public Position position() {
        return contents().position();
    }

    public Freshness.Code freshness() {
        return freshness(contents());
    }

    /** Datasets that questions can be answered from. */
    public List<Dataset.Code> searchedDatasets() {
        return Stream.of(RecordKind.values()).map(RecordKind::dataset).toList();
    }

    /** Figures of the store, for meters. */
    public StoreFigures storeFigures() {
        return folder.figures();
    }

    /** State of the miss filter, for meters. */
    public FilterFigures filterFigures() {
        return folder.filterFigures();
    }

    public int auditQueue() {
        return audit.queuedBlocks();
    }

    /** When this node last knew that it had every change. A time that is yet to come, by a primary's wrong clock, says nothing of it. */
    private Instant asOf(Contents contents) {
        Instant confirmed = upToDate.get();
        Instant changed = contents.changed();
        boolean isLater = confirmed != null && (confirmed.isAfter(changed) || changed.isAfter(clock.instant()));
        return isLater ? confirmed : changed;
    }

    Freshness.Code freshness(Contents contents) {
        boolean stale = isDiverged.getAsBoolean()
                || !config.ageMax().isZero()
                && asOf(contents).plus(config.ageMax()).isBefore(clock.instant());
        return stale ? Freshness.Code.STALE : Freshness.Code.FRESH;
    }

    /** The ranges of the view's moment, read again only when they changed. */
    RangeIndex ranges(ReadView view, Contents contents) {
        RangeIndex known = ranges;
        if (known != null && known.isOf(view, contents)) {
            return known;
        }
        RangeIndex read = RangeIndex.read(view, contents);
        ranges = read;
        return read;
    }

    PersonMatching persons() {
        return persons;
    }

    AuditLog audit() {
        return audit;
    }

    ServerMetrics metrics() {
        return metrics;
    }

    Config config() {
        return config;
    }

    Clock clock() {
        return clock;
    }

    /**
     * When a request came, by the clock of now.
     *
     * @param arrivedNanos by {@link System#nanoTime}
     */
    Timestamp timeOf(long arrivedNanos) {
        return ProtoTime.of(clock.instant().minusNanos(System.nanoTime() - arrivedNanos));
    }

    private static NameGroups groups(@Nullable Path file) throws IOException {
        try {
            return file == null ? NameGroups.none() : NameGroups.read(file);
        } catch (IOException e) {
            throw new IOException("match.name-groups: " + file + " cannot be read (" + FileFault.reason(e) + ")", e);
        }
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (draining) {
            reasons.add("draining");
        }
        if (audit.isFailing()) {
            reasons.add("the audit trail cannot be written");
        }
        Messages kept = messages;
        if (kept != null && kept.isFailing()) {
            reasons.add("messages to owners cannot be kept");
        }
        String unfollowed = followFault.get();
        if (unfollowed != null) {
            reasons.add(unfollowed);
        }
        if (canaries.isFailing(Dataset.Code.TRAVEL_DOCUMENTS)) {
            reasons.add("the server does not find its own canary document: the data is damaged");
        }
        for (RecordKind kind : damaged.get()) {
            reasons.add("damage was found in " + kind.dataset() + ": run `vigie verify`");
        }
        return reasons;
    }

    /** Whether every person can be found by name. */
    private boolean isPersonIndexWhole() {
        try (ReadView view = folder.newView()) {
            view.begin();
            PersonFigures figures = PersonIndex.figures(view);
            return figures != null && figures.trusted();
        }
    }

    private DatasetStatus datasetStatus(RecordKind kind, Contents contents, boolean personsWhole) {
        DatasetStatus.Builder status = DatasetStatus.newBuilder()
                .setDataset(kind.dataset())
                .setRecords((int) Math.min(contents.records(kind), Integer.MAX_VALUE))
                .setFreshness(freshness(contents))
                .setAsOf(ProtoTime.of(asOf(contents)));
        if (kind == RecordKind.PERSON && !personsWhole) {
            status.setReason(DatasetState.Reason.Code.UNAVAILABLE);
        } else if (suspect().contains(kind.dataset())) {
            status.setReason(DatasetState.Reason.Code.DAMAGED);
        }
        return status.build();
    }
}
