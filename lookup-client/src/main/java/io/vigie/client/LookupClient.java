package io.vigie.client;

import com.google.protobuf.ByteString;
import io.vigie.v1.Batch;
import io.vigie.v1.Changes;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Context;
import io.vigie.v1.Manifest;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Outcome;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.SnapshotManifest;
import io.vigie.v1.Status;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

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

    /**
     * Asks for all travellers of a manifest, and tells of each as soon as its answer comes.
     *
     * <p>Every traveller is told of exactly once, in the order in which answers come; {@code index} of the answer's
     * message is its place in the manifest. Who has no answer when the call ends is told of as {@link Answer.Failed}:
     * the deadline has passed, the connection was lost and no other is left, the call was cancelled, or the manifest was
     * refused as a whole (more than 1,000 travellers: INVALID_VALUE). When a connection is lost, or a server sends
     * travellers elsewhere, those who were not told of are asked for again, with the same ids.
     *
     * <p>The listener is called by one thread at a time: the client's, or that of whoever cancels. While it is busy on
     * the client's thread nothing is read, so the server is held up as well, and so are all other calls of this client:
     * it must be short. What it throws gives the manifest up and completes the stage exceptionally; nothing else does.
     *
     * @param manifest travellers, and itself, get ids of their own where they have none
     * @param deadline for the whole manifest; servers take at most 60 s
     * @param found told of each traveller
     * @return all answers in the order of the manifest, when the last one was told
     * @throws IllegalArgumentException when the manifest holds no travellers
     */
    public CompletionStage<List<Answer>> askMany(Manifest manifest, Duration deadline, Consumer<Answer> found) {
        return startMany(manifest, deadline, found);
    }

    /**
     * As {@link #askMany}, waiting for all answers, never longer than the deadline.
     *
     * @return in the order of the manifest
     * @throws IllegalArgumentException when the manifest holds no travellers
     * @throws IllegalStateException on the client's own thread
     */
    public List<Answer> askManyAndWait(Manifest manifest, Duration deadline) {
        return startMany(manifest, deadline, answer -> {}).await();
    }

    /** One record, whole; empty when there is none. Fails with {@link LookupException}. */
    public CompletionStage<Optional<Record>> fetch(String recordId) {
        return startFetch(recordId, Context.getDefaultInstance());
    }

    /** As {@link #fetch(String)}, for callers whose profile wants to know who asks, where and why. */
    public CompletionStage<Optional<Record>> fetch(String recordId, Context context) {
        return startFetch(recordId, context);
    }

    /**
     * Submits records, and withdrawals of records, as their owner. ACCEPTED means that the change is durable. What a
     * submission does not name a version for is done whatever is stored.
     *
     * <p>A batch whose connection was lost is sent again: a change that was made already is UNCHANGED then, or, when it
     * named a version and another change came in between, REFUSED with VERSION_CONFLICT. So wait for the outcome before
     * you change the same record again, or name versions. Batches that are under way at once are applied in any order.
     *
     * @param batch 1 to 1,000 submissions, applied in their order, which readers see all at once
     * @return what became of each, in the order of the batch; fails with {@link LookupException} when nobody knows what
     *     became of the batch (submit it again), or when it was refused as a whole
     */
    public CompletionStage<List<Outcome>> submit(Batch batch) {
        return startSubmit(batch);
    }

    /**
     * As {@link #submit}, waiting, never longer than the deadline.
     *
     * @throws LookupException when it failed
     */
    public List<Outcome> submitAndWait(Batch batch) {
        return startSubmit(batch).await();
    }

    /**
     * Follows the log of changes of one of the servers; the first message comes at once, the next as there are changes, and
     * one without changes every second. A lost connection is made again once, behind the last change that came; then the
     * stream ends, and whoever follows begins again at the position they have reached.
     *
     * @param after position behind which the first change is wanted
     * @param credit changes that may come before {@link Following#grant} lets more come
     * @param listener called on the client's thread: it must be short. What it throws ends the stream
     */
    public Following follow(Position after, int credit, Consumer<Changes> listener) {
        return new Following(dispatcher.start(new FollowCall(dispatcher, after, credit, listener)));
    }

    /**
     * Takes a snapshot of one of the servers: a copy of all its data at one moment. For operators; a client of its own is best,
     * because the listener holds up all other calls.
     *
     * @param content told each piece, in order, on the client's thread; no more come than it takes. What it throws ends the
     *     transfer and completes the stage exceptionally
     * @return when all pieces have been told and are those of the manifest; fails with {@link LookupException}
     */
    public CompletionStage<SnapshotManifest> snapshot(Consumer<ByteString> content) {
        return dispatcher.start(new SnapshotCall(dispatcher, content));
    }

    /**
     * Takes messages of the caller's party from one of the servers, or sends one. Each server keeps its own: to take those of
     * all, have a client for each.
     *
     * <p>What is not acknowledged is told again, with the same id; so acknowledge the last of what was dealt with, and pass
     * over ids that were dealt with before. Sending is repeated when the connection was lost: with the same {@code send.id},
     * which is given when it has none, the message is sent once.
     *
     * @return fails with {@link LookupException}
     */
    public CompletionStage<Messages> messages(MessagesRequest request) {
        return startMessages(request);
    }

    /**
     * As {@link #messages}, waiting, never longer than the deadline and the time that the request asks to wait.
     *
     * @throws LookupException when it failed
     */
    public Messages messagesAndWait(MessagesRequest request) {
        return startMessages(request).await();
    }

    /**
     * Asks the owner of a record to confirm a hit, answers as the owner, or shows how confirmations stand: {@link
     * Confirmation} says which fields mean what.
     *
     * @return the one that was asked for, or all that are open; fails with {@link LookupException}
     */
    public CompletionStage<List<Confirmation>> confirm(Confirmation request) {
        return startConfirm(request);
    }

    /**
     * As {@link #confirm}, waiting, never longer than the deadline.
     *
     * @throws LookupException when it failed
     */
    public List<Confirmation> confirmAndWait(Confirmation request) {
        return startConfirm(request).await();
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
     * As {@link #fetch(String)}, waiting, never longer than the deadline.
     *
     * @throws LookupException when it failed
     */
    public Optional<Record> fetchAndWait(String recordId) {
        return startFetch(recordId, Context.getDefaultInstance()).await();
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
        return dispatcher.start(new QuestionCall(dispatcher, deadlineNanos(within), named(question)));
    }

    private ManifestCall startMany(Manifest manifest, Duration within, Consumer<Answer> found) {
        if (manifest.getTravellersCount() == 0) {
            throw new IllegalArgumentException("travellers: 0 (expected: 1 to 1000)");
        }
        Manifest.Builder named = manifest.toBuilder().clearTravellers();
        manifest.getTravellersList().forEach(traveller -> named.addTravellers(named(traveller)));
        if (named.getId().isEmpty()) {
            named.setId(newId());
        }
        return dispatcher.start(new ManifestCall(dispatcher, deadlineNanos(within), named.build(), found));
    }

    private Question named(Question question) {
        return question.getId().isEmpty() ? question.toBuilder().setId(newId()).build() : question;
    }

    private String newId() {
        return idPrefix + idSequence.incrementAndGet();
    }

    private FetchCall startFetch(String recordId, Context context) {
        return dispatcher.start(new FetchCall(dispatcher, deadlineNanos(deadline), recordId, context));
    }

    private SubmitCall startSubmit(Batch batch) {
        Batch named = batch.getId().isEmpty() ? batch.toBuilder().setId(newId()).build() : batch;
        return dispatcher.start(new SubmitCall(dispatcher, deadlineNanos(deadline), named));
    }

    private MessagesCall startMessages(MessagesRequest request) {
        boolean unnamed = request.hasSend() && request.getSend().getId().isEmpty();
        MessagesRequest named = unnamed
                ? request.toBuilder()
                        .setSend(request.getSend().toBuilder().setId(newId()))
                        .build()
                : request;
        Duration within = deadline.plusMillis(Math.max(0, request.getWaitMillis()));
        return dispatcher.start(new MessagesCall(dispatcher, deadlineNanos(within), named));
    }

    private ConfirmCall startConfirm(Confirmation request) {
        return dispatcher.start(new ConfirmCall(dispatcher, deadlineNanos(deadline), request));
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
