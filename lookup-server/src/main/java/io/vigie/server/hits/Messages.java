package io.vigie.server.hits;

import io.vigie.server.store.Journal;
import io.vigie.server.store.StoreException;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Error;
import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Messages to parties, confirmations and clearances of one node. Thread-safe; nothing blocks: completions are told on
 * another thread, when what they tell is on the disk. Closing does what was taken.
 */
public final class Messages implements AutoCloseable {
    /*
     * What waits is done together and made durable with one write and one sync: a hit alone waits for nobody, and under
     * load the cost is shared. When the disk does not take a group, everybody in it is told so, and what is kept is read
     * again: nothing may be told from a state that is not on the disk. The same after a failure inside the server, whatever it
     * has left half done.
     *
     * A disk that does not answer holds up this thread and nobody else: after a time the watch tells everybody who waits, and
     * whoever comes until it answers, that nothing is kept. What was in the disk's hands may still be written: then an owner
     * is told of a hit whose answer was a failure.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private static final int GROUP_MAX = 1_000;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long COMPACT_BYTES_MIN = 8 << 20;

    /** Times that the disk may take for a group, when everything is closed. */
    private static final int CLOSE_TIMEOUTS = 5;

    private static final Error NOT_KEPT = fault(Error.Code.Value.NOT_DURABLE, "messages cannot be kept");

    /** A reply may hold so many messages. */
    public static final int CREDIT_MAX = 1_000;

    private final Path path;
    private final Config config;
    private final Clock clock;
    private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();
    private final List<Work<?>> parked = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("vigie-messages").daemon().unstarted(this::run);
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-messages-watch").daemon().unstarted(task));

    /** What the disk is held up by; null = the thread waits for work. */
    private volatile @Nullable Serving serving;

    private volatile boolean closing;
    private volatile boolean failing;
    private volatile boolean stalled;
    private volatile Ledger ledger;
    private volatile Figures figures = new Figures(0, 0, 0, 0);
    private @Nullable Journal journal;
    private long tickedNanos = System.nanoTime() - TICK_NANOS;
    private long forgotNanos = System.nanoTime() - FORGET_NANOS;
    private long writtenNanos = System.nanoTime();
    private long failedNanos;
    private long compactedBytes;

    /** What has failed inside the server, so that memory may hold what the disk does not. */
    private @Nullable Throwable distrusted;

    /**
     * Knobs.
     *
     * @param enabled whether owners are told of hits
     * @param partyMax messages that wait for one party at most
     * @param bytesMax memory for what waits for all; one party has a quarter at most
     * @param clearanceTime that a clearance is shown
     * @param timeout longest time that the disk may take before those who wait for it fail
     */
    public record Config(boolean enabled, int partyMax, long bytesMax, Duration clearanceTime, Duration timeout) {
        public Config {
            if (partyMax < 2) {
                throw new IllegalArgumentException("messages.party-max: " + partyMax + " (expected: >= 2)");
            }
            if (bytesMax < 1 << 20) {
                throw new IllegalArgumentException("messages.bytes-max: " + bytesMax + " (expected: >= 1048576)");
            }
            if (clearanceTime.isNegative()) {
                throw new IllegalArgumentException("messages.clearance-time: " + clearanceTime + " (expected: >= 0)");
            }
        }
    }

    /**
     * What is kept.
     *
     * @param waiting messages
     * @param full parties for whom messages find no room
     * @param open confirmations that wait for an answer
     * @param overdue those of them whose time has passed
     */
    public record Figures(int waiting, int full, int open, int overdue) {}

    /** Messages of a party, oldest first, and how many wait. */
    public record Taken(List<OwnerMessage> messages, int waiting) {
        public Taken {
            messages = List.copyOf(messages);
        }
    }

    /** Told, on another thread, what came of a request: a result, or an error. */
    public interface Completion<T> {
        void done(@Nullable T result, @Nullable Error error);
    }

    private record Serving(List<Work<?>> group, long sinceNanos) {}

    private Messages(Path path, Config config, Clock clock) {
        this.path = path;
        this.config = config;
        this.clock = clock;
        this.ledger = open();
    }

    /**
     * Opens what a folder keeps, creating it when absent.
     *
     * @throws StoreException when it cannot be used or is damaged
     */
    public static Messages open(Path folder, Config config, Clock clock) {
        Messages messages = new Messages(folder, config, clock);
        messages.thread.start();
        long interval = config.timeout().toNanos() / 10;
        var _ = messages.watcher.scheduleWithFixedDelay(messages::watch, interval, interval, TimeUnit.NANOSECONDS);
        return messages;
    }

    private Ledger open() {
        Ledger opened = new Ledger(config);
        Journal file = Journal.open(path, opened::replay);
        journal = file;
        opened.opened();
        file.append(opened.takeUnwritten());
        compactedBytes = Math.max(COMPACT_BYTES_MIN, file.size());
        return opened;
    }

    /** Whether owners are told of hits. */
    public boolean tellsOfHits() {
        return config.enabled();
    }

    /** Queues messages on hits; the completion says whether they are durable. */
    public void tell(List<HitReport> hits, Completion<Boolean> completion) {
        submit(
                (kept, now) -> {
                    HitRules rules = new HitRules(kept, now);
                    hits.forEach(rules::tell);
                    return true;
                },
                completion);
    }

    /**
     * Takes messages of a party, behind those that it acknowledges.
     *
     * @param acknowledge id of the last message that was taken; empty = none
     * @param after id behind which to begin; empty = with the oldest
     * @param waitMillis how long to wait for a message when there is none
     */
    public void take(
            String party, String acknowledge, String after, int credit, int waitMillis, Completion<Taken> completion) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        Reader reader = new Reader(party, acknowledge, after, credit);
        submit(
                (kept, _) -> {
                    Taken taken = reader.take(kept);
                    boolean waits = taken.messages().isEmpty() && credit > 0 && !closing && System.nanoTime() - end < 0;
                    return waits ? null : taken;
                },
                completion);
    }

    /**
     * Sends a message in plain words.
     *
     * @param key of the message, chosen by its sender; the same twice is one message; empty = it has none
     * @param completion told the message's id
     */
    public void send(OwnerMessage message, String key, Completion<String> completion) {
        submit((kept, now) -> new Sender(kept, now).send(message, key), completion);
    }

    /** Asks for a confirmation, answers one or shows some; an empty party is the operator's, who may do all of it. */
    public void confirm(String party, Confirmation request, Completion<List<Confirmation>> completion) {
        submit((kept, now) -> new ConfirmationRules(kept, config.clearanceTime(), now).run(party, request), completion);
    }

    /**
     * Whether anything is known that belongs to a hit; false costs two look-ups. Nothing is while messages cannot be written:
     * memory may hold what the disk does not.
     */
    public boolean isKnown(KeptHit hit) {
        return !isFailing() && ledger.confirmed().knows(hit);
    }

    /** What is known that belongs to a hit. */
    public Known known(KeptHit hit) {
        Instant now = clock.instant();
        Confirmed confirmed = ledger.confirmed();
        Confirmation shown = confirmed.shownWith(hit);
        return new Known(
                confirmed.clearance(hit, now), shown == null ? null : ConfirmationRules.seen(shown, now));
    }

    /** For meters. */
    public Figures figures() {
        return figures;
    }

    /** Whether the last attempt to write failed, or takes too long. */
    public boolean isFailing() {
        return failing || stalled;
    }

    /** Requests that wait. */
    public int queued() {
        return queue.size();
    }

    private <T> void submit(Work.Task<T> task, Completion<T> completion) {
        if (closing) {
            completion.done(null, fault(Error.Code.Value.DRAINING, "the server is about to stop"));
        } else if (stalled) {
            completion.done(null, NOT_KEPT);
        } else {
            queue.add(new Work<>(task, completion));
        }
    }

    private void run() {
        List<Work<?>> group = new ArrayList<>();
        while (!closing || !queue.isEmpty() || !parked.isEmpty() || distrusted != null) {
            try {
                forget(group);
                group.clear();
                fill(group);
                serving = new Serving(List.copyOf(group), System.nanoTime());
                serve(group);
            } catch (RuntimeException | java.lang.Error e) {
                // The thread must live: all answers with hits wait for it.
                distrusted = e;
            } finally {
                serving = null;
            }
        }
    }

    /** Tells everybody, after a failure inside the server, that nothing was kept; what was is read again. */
    private void forget(List<Work<?>> group) {
        Throwable cause = distrusted;
        if (cause == null) {
            return;
        }
        failed("the server failed");
        if (!(cause instanceof java.lang.Error)) {
            failedNanos -= RETRY_NANOS;
        }
        lose(group);
        lose(parked);
        parked.clear();
        LOG.error("messages failed inside the server", cause);
        distrusted = null;
    }

    private void fill(List<Work<?>> group) {
        try {
            Work<?> first = queue.poll(closing ? 0 : TICK_NANOS, TimeUnit.NANOSECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, GROUP_MAX);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            queue.drainTo(group, GROUP_MAX);
        }
        group.addAll(parked);
        parked.clear();
    }

    private void serve(List<Work<?>> group) {
        if (journal == null && (System.nanoTime() - failedNanos < RETRY_NANOS || !reopened())) {
            lose(group);
            return;
        }
        Instant now = clock.instant();
        Ledger kept = ledger;
        tick(kept, now);
        group.removeIf(work -> work.isTold() || !work.run(kept, now) && parked.add(work));
        if (!write(kept)) {
            lose(group);
            return;
        }
        group.forEach(work -> work.tell(null));
        compactWhenLarge(kept);
    }

    /** What time alone brings about. */
    private void tick(Ledger kept, Instant now) {
        long nanos = System.nanoTime();
        if (nanos - tickedNanos < TICK_NANOS) {
            return;
        }
        tickedNanos = nanos;
        HitRules rules = new HitRules(kept, now);
        kept.counting().over(now).forEach(rules::end);
        List.copyOf(kept.queues().losses().values()).forEach(rules::tellLoss);
        new ConfirmationRules(kept, config.clearanceTime(), now).tellOverdue();
        if (nanos - forgotNanos >= FORGET_NANOS) {
            forgotNanos = nanos;
            kept.counting().forgetOld(now);
            kept.confirmed().forgetOld(now);
        }
        figures = figuresOf(kept, now);
    }

    private static Figures figuresOf(Ledger kept, Instant now) {
        List<Confirmation> open = kept.confirmed().all().stream()
                .map(one -> ConfirmationRules.seen(one.getConfirmation(), now))
                .filter(ConfirmationRules::isOpen)
                .toList();
        return new Figures(
                kept.queues().waiting(),
                kept.queues().losses().size(),
                open.size(),
                (int) open.stream().filter(Confirmation::getOverdue).count());
    }

    private boolean write(Ledger kept) {
        List<byte[]> entries = kept.takeUnwritten();
        Journal file = journal;
        if (file == null) {
            return false;
        }
        try {
            if (!entries.isEmpty()) {
                file.append(entries);
                writtenNanos = System.nanoTime();
            } else if (System.nanoTime() - writtenNanos >= QUIET_NANOS) {
                file.seal();
            }
        } catch (StoreException e) {
            failed(e.getMessage());
            return false;
        }
        return true;
    }

    /** When everybody was told: writing all of it may take longer than they wait. */
    private void compactWhenLarge(Ledger kept) {
        Journal file = journal;
        if (file == null || file.size() <= 2 * compactedBytes) {
            return;
        }
        try {
            file.replace(kept.all());
            compactedBytes = Math.max(COMPACT_BYTES_MIN, file.size());
        } catch (StoreException e) {
            failed(e.getMessage());
            // At once: what was appended is kept, whichever of the two files has the name now.
            failedNanos -= RETRY_NANOS;
        }
    }

    private void failed(@Nullable String why) {
        failedNanos = System.nanoTime();
        if (!failing) {
            failing = true;
            LOG.error("messages cannot be kept, so hits are not answered until they can: {}", why);
        }
        Journal file = journal;
        journal = null;
        if (file != null) {
            close(file);
        }
    }

    private static void close(Journal file) {
        try {
            file.close();
        } catch (StoreException e) {
            LOG.warn("messages: {}", e.getMessage());
        }
    }

    /** Reads what is kept again, and tries whether more can be written. */
    private boolean reopened() {
        try {
            Ledger opened = open();
            if (journal != null) {
                journal.append(List.of(opened.header().build().toByteArray()));
            }
            ledger = opened;
            failing = false;
            LOG.info("messages can be kept again");
            return true;
        } catch (StoreException e) {
            failed(e.getMessage());
            return false;
        }
    }

    /** Tells those who wait, when the disk takes too long, that nothing is kept. */
    private void watch() {
        try {
            Serving now = serving;
            boolean late = now != null && System.nanoTime() - now.sinceNanos() > config.timeout().toNanos();
            if (late && !stalled) {
                LOG.error("messages cannot be kept, so hits are not answered until they can: the disk does not answer");
            }
            // First, so that nobody queues behind what is taken out of the queue now.
            stalled = late;
            if (now != null && late) {
                lose(now.group());
                List<Work<?>> waiting = new ArrayList<>();
                queue.drainTo(waiting);
                lose(waiting);
            }
        } catch (RuntimeException | java.lang.Error e) {
            LOG.error("the watch over messages failed", e);
        }
    }

    private static void lose(List<Work<?>> group) {
        group.forEach(work -> work.tell(NOT_KEPT));
    }

    private static Error fault(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    @Override
    public void close() {
        closing = true;
        long end = System.nanoTime() + config.timeout().toNanos() * CLOSE_TIMEOUTS;
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - end < 0) {
            try {
                var _ = thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        watcher.shutdownNow();
        if (thread.isAlive()) {
            LOG.error("messages cannot be closed: the disk does not answer");
        } else if (journal != null) {
            journal.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
