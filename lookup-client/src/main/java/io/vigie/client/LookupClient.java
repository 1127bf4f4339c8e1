package io.vigie.client;

import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks servers what is known about travellers, documents and notices. Thread-safe; make one and keep it: it holds the
 * connections and one daemon thread. Who made it closes it.
 *
 * <p>Calls are pipelined: any number may be under way, up to the limits of {@link ClientConfig}. Each ends within its
 * deadline, or up to 10 ms later when nobody waits for it. A call whose connection was lost, or that a server sent
 * elsewhere, is sent again over another while time is left, with the same id.
 *
 * <p>Stages complete on the client's thread: what depends on them must be short, or use the {@code …Async} methods of
 * {@link CompletionStage}. Cancelling what {@link CompletionStage#toCompletableFuture} gives takes the call back; it
 * ends with CANCELLED.
 */
public final class LookupClient implements AutoCloseable {
    private static final int RADIX = 36;

    private final Dispatcher dispatcher;
    private final Duration deadline;
    private final String idPrefix = Long.toUnsignedString(new SecureRandom().nextLong(), RADIX) + "-";
    private final AtomicLong idSequence = new AtomicLong();

    private LookupClient(ClientConfig config) {
        this.dispatcher = new Dispatcher(config);
        this.deadline = config.deadline();
    }

    /** Starts to connect and returns at once; a server that is down is tried again and again. */
    public static LookupClient connect(ClientConfig config) {
        return new LookupClient(config);
    }

    /** Asks within the question's own deadline, else the client's. The stage never completes exceptionally. */
    public CompletionStage<Answer> ask(Question question) {
        return start(question, deadlineOf(question));
    }

    /**
     * Asks. The stage never completes exceptionally.
     *
     * @param question gets an id of its own when it has none
     * @param deadline at most 10 minutes count
     */
    public CompletionStage<Answer> ask(Question question, Duration deadline) {
        return start(question, deadline);
    }

    /** One record, whole; empty when there is none. Fails with {@link LookupException}. */
    public CompletionStage<Optional<Record>> fetch(String recordId) {
        return startFetch(recordId);
    }

    /** The state of one of the servers. Fails with {@link LookupException}. */
    public CompletionStage<Status> status() {
        return startStatus();
    }

    /** The way to one of the servers and back. Fails with {@link LookupException}. */
    public CompletionStage<Duration> ping() {
        return dispatcher.start(new PingCall(dispatcher, deadlineNanos(deadline)));
    }

    /**
     * As {@link #ask}, waiting for the answer, never longer than the deadline.
     *
     * @throws IllegalStateException on the client's own thread
     */
    public Answer askAndWait(Question question) {
        return start(question, deadlineOf(question)).await();
    }

    /**
     * As {@link #fetch}, waiting, never longer than the deadline.
     *
     * @throws LookupException when it failed
     */
    public Optional<Record> fetchAndWait(String recordId) {
        return startFetch(recordId).await();
    }

    /**
     * As {@link #status}, waiting, never longer than the deadline.
     *
     * @throws LookupException when it failed
     */
    public Status statusAndWait() {
        return startStatus().await();
    }

    /** Ends what is under way with CLIENT_CLOSED, closes the connections and stops the thread. */
    @Override
    public void close() {
        dispatcher.close();
    }

    private QuestionCall start(Question question, Duration within) {
        Question named = question.getId().isEmpty()
                ? question.toBuilder().setId(idPrefix + idSequence.incrementAndGet()).build()
                : question;
        return dispatcher.start(new QuestionCall(dispatcher, deadlineNanos(within), named));
    }

    private FetchCall startFetch(String recordId) {
        return dispatcher.start(new FetchCall(dispatcher, deadlineNanos(deadline), recordId));
    }

    private StatusCall startStatus() {
        return dispatcher.start(new StatusCall(dispatcher, deadlineNanos(deadline)));
    }

    private Duration deadlineOf(Question question) {
        return question.getDeadlineMillis() > 0 ? Duration.ofMillis(question.getDeadlineMillis()) : deadline;
    }

    private static long deadlineNanos(Duration within) {
        Duration bounded = within.compareTo(ClientConfig.DEADLINE_MAX) > 0 ? ClientConfig.DEADLINE_MAX : within;
        return System.nanoTime() + (bounded.isNegative() ? 0 : bounded.toNanos());
    }
}
