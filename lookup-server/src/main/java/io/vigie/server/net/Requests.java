package io.vigie.server.net;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vigie.server.access.Caller;
import io.vigie.server.feed.Followers;
import io.vigie.server.feed.Submissions;
import io.vigie.server.query.Burst;
import io.vigie.server.query.ManifestRun;
import io.vigie.server.query.MessageDesk;
import io.vigie.server.query.QueryService;
import io.vigie.server.query.QuestionWorkers;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Credit;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Question;
import io.vigie.v1.RequestKind;
import io.vigie.v1.SnapshotRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has asked and not been told yet: permits are taken here when a request comes, and given back when
 * its answer leaves or nobody waits for it any more. Used on the connection's event loop only.
 */
final class Requests {
    private static final int PENDING_SIZE = 1024;

    private final Connection connection;
    private final Listener listener;
    private final LoopBurst loopBurst;
    private final ChannelHandlerContext context;
    private final FrameReader frame;
    private final List<ManifestStream> manifests = new ArrayList<>();
    private final List<ReplyStream> streams = new ArrayList<>();
    private @Nullable PendingAnswers pending;
    private boolean waiting;
    private int inFlight;

    /**
     * @param frame stands at the request that is taken
     */
    Requests(
            Connection connection,
            Listener listener,
            LoopBurst loopBurst,
            ChannelHandlerContext context,
            FrameReader frame) {
        this.connection = connection;
        this.listener = listener;
        this.loopBurst = loopBurst;
        this.context = context;
        this.frame = frame;
    }

    boolean isEmpty() {
        return inFlight == 0;
    }

    void ask(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        int size = frame.payloadSize();
        if (!permitted(1, size)) {
            return;
        }
        boolean kept = false;
        try {
            kept = answer(caller, size, arrivedNanos);
        } finally {
            if (!kept) {
                giveBack(1, 1, size);
            }
        }
    }

    /** False when the question was refused, so that its permit is free again. */
    private boolean answer(Caller caller, int size, long arrivedNanos) throws InvalidProtocolBufferException {
        Burst burst = loopBurst.joinedBy(this);
        int correlation = frame.correlation();
        int budget = frame.budgetMicros();
        int clear = burst.tryClear(
                caller, frame.bytes(), frame.payloadFrom(), size, correlation, arrivedNanos, budget);
        if (clear > 0) {
            pending().add(correlation, size, burst.clearFrame(), clear);
            loopBurst.endWhenLong(size);
            return true;
        }
        byte[] payload = frame.payload();
        Question question = Question.parseFrom(payload);
        if (QueryService.isForWorkers(question)) {
            return handOver(new QuestionWorkers.Work(
                    caller,
                    question,
                    payload,
                    arrivedNanos,
                    budget,
                    (answer, recorded) -> answeredElsewhere(correlation, size, answer, recorded)));
        }
        Answer answer = burst.ask(caller, question, payload, arrivedNanos, budget);
        pending().add(FrameKind.ANSWER, correlation, size, answer);
        loopBurst.endWhenLong(size);
        return true;
    }

    private boolean handOver(QuestionWorkers.Work work) {
        if (listener.workers().submit(work)) {
            return true;
        }
        connection.refuse(Error.Code.Value.OVERLOADED, "more questions for persons than the server takes");
        return false;
    }

    /** From any thread; the permit was kept. */
    private void answeredElsewhere(int correlation, int size, Answer answer, boolean recorded) {
        context.executor().execute(() -> {
            PendingAnswers alone = new PendingAnswers(this, context.alloc().buffer(PENDING_SIZE));
            alone.add(FrameKind.ANSWER, correlation, size, answer);
            alone.release(recorded);
        });
    }

    void fetch(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        int size = frame.payloadSize();
        if (!permitted(1, size)) {
            return;
        }
        boolean kept = false;
        try {
            Burst burst = loopBurst.joinedBy(this);
            int correlation = frame.correlation();
            switch (burst.fetch(caller, frame.payload(), arrivedNanos)) {
                case Burst.FetchResult.Found found ->
                    pending().add(FrameKind.FETCHED, correlation, size, found.fetched());
                case Burst.FetchResult.NotFound missing ->
                    pending().add(FrameKind.ERROR, correlation, size, missing.error());
            }
            loopBurst.endWhenLong(size);
            kept = true;
        } finally {
            if (!kept) {
                giveBack(1, 1, size);
            }
        }
    }

    /** A batch is one request of its connection, and as many of the server as it has submissions. */
    void submit(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        if (!counted(caller, RequestKind.Code.SUBMIT, AuditEntry.AuditedKind.Code.SUBMIT, arrivedNanos)) {
            return;
        }
        int size = frame.payloadSize();
        Batch batch = Batch.parseFrom(frame.payload());
        Error fault = listener.feed().submissions().fault(batch);
        if (fault != null) {
            refuseRecorded(caller, AuditEntry.AuditedKind.Code.SUBMIT, arrivedNanos, fault);
            return;
        }
        int count = batch.getSubmissionsCount();
        if (permitted(count, size)) {
            int correlation = frame.correlation();
            listener.feed().submissions()
                    .submit(caller, batch, arrivedNanos, (outcomes, error) -> submitted(
                            correlation, count, size, error == null ? FrameKind.OUTCOME : FrameKind.ERROR,
                            error == null ? outcomes : error));
        }
    }

    /** What a request to the desk of messages does. */
    private interface DeskCall {
        void run(MessageDesk.Completion completion);
    }

    /** A rate bounds what reaches others; who takes messages, or waits for them, holds a permit. */
    void messages(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        byte[] payload = frame.payload();
        MessagesRequest asked = MessagesRequest.parseFrom(payload);
        AuditEntry.AuditedKind.Code audited = AuditEntry.AuditedKind.Code.MESSAGES;
        if (asked.hasSend()
                ? counted(caller, RequestKind.Code.MESSAGES, audited, arrivedNanos)
                : allowed(caller, RequestKind.Code.MESSAGES, audited, arrivedNanos)) {
            atDesk(FrameKind.MESSAGES, completion ->
                    listener.queries().messageDesk().messages(caller, asked, payload, arrivedNanos, completion));
        }
    }

    /** To look at one confirmation costs next to nothing; to look at all does not. */
    void confirm(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        byte[] payload = frame.payload();
        Confirmation asked = Confirmation.parseFrom(payload);
        AuditEntry.AuditedKind.Code audited = AuditEntry.AuditedKind.Code.CONFIRM;
        boolean isLookAtOne = !asked.getId().isEmpty() && asked.getUrgencyValue() == 0 && asked.getResponseValue() == 0;
        if (isLookAtOne
                ? allowed(caller, RequestKind.Code.MESSAGES, audited, arrivedNanos)
                : counted(caller, RequestKind.Code.MESSAGES, audited, arrivedNanos)) {
            atDesk(FrameKind.CONFIRM, completion ->
                    listener.queries().messageDesk().confirm(caller, asked, payload, arrivedNanos, completion));
        }
    }

    private void atDesk(FrameKind kind, DeskCall call) {
        int size = frame.payloadSize();
        if (!permitted(1, size)) {
            return;
        }
        boolean kept = false;
        try {
            call.run(replyTo(kind, frame.correlation(), size));
            kept = true;
        } finally {
            if (!kept) {
                giveBack(1, 1, size);
            }
        }
    }

    private MessageDesk.Completion replyTo(FrameKind kind, int correlation, int size) {
        return (reply, error) -> {
            if (reply != null) {
                submitted(correlation, 1, size, kind, reply);
            } else if (error != null) {
                listener.metrics().refused(error.getCode());
                submitted(correlation, 1, size, FrameKind.ERROR, error);
            }
        };
    }

    /** From any thread. */
    private void submitted(int correlation, int count, int size, FrameKind kind, MessageLite message) {
        try {
            context.executor().execute(() -> {
                if (connection.isUntrusted()) {
                    giveBack(1, count, size);
                    connection.closeWhenAnswered();
                } else {
                    send(Frame.encode(context.alloc(), kind, correlation, 0, message), 1, count, size);
                }
            });
        } catch (RejectedExecutionException e) {
            // The server stops, and the connection is gone with its loop.
            return;
        }
    }

    /** A manifest is one request of its connection, and as many of the server as it has travellers. */
    void askMany(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        if (!allowed(caller, RequestKind.Code.MANIFEST, AuditEntry.AuditedKind.Code.MANIFEST, arrivedNanos)) {
            return;
        }
        int size = frame.payloadSize();
        ManifestRun run = listener.queries().manifest(caller, frame.payload(), arrivedNanos, frame.budgetMicros());
        Error fault = run.fault();
        if (fault != null) {
            refuseRecorded(caller, AuditEntry.AuditedKind.Code.MANIFEST, arrivedNanos, fault);
        } else if (permitted(run.count(), size)) {
            ManifestStream stream = new ManifestStream(this, listener.workers(), context, run, frame.correlation(), size);
            manifests.add(stream);
            stream.resume();
        }
    }

    /** Permits are held as long as the stream lives. */
    void follow(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        if (!allowed(caller, RequestKind.Code.FOLLOW, AuditEntry.AuditedKind.Code.FOLLOW, arrivedNanos)) {
            return;
        }
        int size = frame.payloadSize();
        Follow follow = Follow.parseFrom(frame.payload());
        Followers followers = listener.feed().followers();
        if (followers.isFull()) {
            connection.refuse(Error.Code.Value.OVERLOADED, "followers: " + followers.count() + " (expected: < "
                    + Followers.STREAMS_MAX + " when another comes)");
        } else if (permitted(1, size)) {
            FollowStream stream = new FollowStream(this, context, frame.correlation(), size);
            streams.add(stream);
            stream.start(followers, caller, follow);
        }
    }

    /** Permits are held as long as the stream lives. */
    void snapshot(Caller caller, long arrivedNanos) throws InvalidProtocolBufferException {
        if (!allowed(caller, RequestKind.Code.SNAPSHOT, AuditEntry.AuditedKind.Code.SNAPSHOT, arrivedNanos)) {
            return;
        }
        int size = frame.payloadSize();
        int credit = SnapshotRequest.parseFrom(frame.payload()).getCredit();
        if (permitted(1, size)) {
            SnapshotStream stream = new SnapshotStream(this, context, frame.correlation(), size);
            streams.add(stream);
            stream.start(listener.feed().snapshots(), caller, credit);
        }
    }

    /** Whoever reads a stream takes more. */
    void credit() throws InvalidProtocolBufferException {
        int amount = Credit.parseFrom(frame.payload()).getAmount();
        streams.stream()
                .filter(stream -> stream.correlation() == frame.correlation())
                .forEach(stream -> stream.grant(amount));
    }

    /** Begins nothing more of a manifest. Other answers come soon, wanted or not, or are dropped by their deadline. */
    void cancel(int correlation) {
        for (ManifestStream stream : List.copyOf(manifests)) {
            if (stream.correlation() == correlation) {
                stream.cancel();
            }
        }
        for (ReplyStream stream : List.copyOf(streams)) {
            if (stream.correlation() == correlation) {
                stream.cancel();
            }
        }
    }

    /** The client reads again. */
    void resume() {
        List.copyOf(manifests).forEach(ManifestStream::resume);
    }

    /** The connection has ended: nobody waits for what has not been begun. */
    void abandon() {
        List.copyOf(manifests).forEach(ManifestStream::cancel);
        endStreams();
    }

    /** Nothing more of the log or of a snapshot is sent. */
    void endStreams() {
        List.copyOf(streams).forEach(ReplyStream::cancel);
    }

    /** The stream has ended: nothing more is sent to it. */
    void ended(ReplyStream stream) {
        streams.remove(stream);
    }

    /** The stream has sent its last frame. */
    void ended(ManifestStream stream) {
        manifests.remove(stream);
    }

    /**
     * Whether the caller may ask for this at all; who may not is told so when that is recorded. Questions and fetches are
     * judged where they are answered.
     */
    private boolean allowed(
            Caller caller, RequestKind.Code kind, AuditEntry.AuditedKind.Code audited, long arrivedNanos) {
        return noRefusal(caller, audited, arrivedNanos, caller.rights().refusal(kind, listener.queries().today()));
    }

    /** The same, against the rate of the caller. */
    private boolean counted(
            Caller caller, RequestKind.Code kind, AuditEntry.AuditedKind.Code audited, long arrivedNanos) {
        Error refusal = caller.rights().refusal(kind, listener.queries().today(), System.nanoTime());
        return noRefusal(caller, audited, arrivedNanos, refusal);
    }

    private boolean noRefusal(
            Caller caller, AuditEntry.AuditedKind.Code audited, long arrivedNanos, @Nullable Error refusal) {
        if (refusal != null) {
            refuseRecorded(caller, audited, arrivedNanos, refusal);
        }
        return refusal == null;
    }

    private void refuseRecorded(
            Caller caller, AuditEntry.AuditedKind.Code audited, long arrivedNanos, Error refusal) {
        int size = frame.payloadSize();
        if (!permitted(1, size)) {
            return;
        }
        boolean kept = false;
        try {
            listener.metrics().refused(refusal.getCode());
            loopBurst.joinedBy(this).refused(caller, audited, recorded(audited), arrivedNanos, refusal);
            pending().add(FrameKind.ERROR, frame.correlation(), size, refusal);
            loopBurst.endWhenLong(size);
            kept = true;
        } finally {
            if (!kept) {
                giveBack(1, 1, size);
            }
        }
    }

    /** What the audit trail keeps of a request that is refused. */
    private byte[] recorded(AuditEntry.AuditedKind.Code audited) {
        byte[] payload = frame.payload();
        return audited == AuditEntry.AuditedKind.Code.SUBMIT ? Submissions.recorded(payload) : payload;
    }

    /** Ends streams that the caller may no longer have. */
    void review(Caller caller) {
        for (ReplyStream stream : List.copyOf(streams)) {
            Error refusal = caller.rights().refusal(stream.kind(), listener.queries().today());
            if (refusal != null) {
                stream.refuse(refusal);
            }
        }
    }

    private boolean permitted(int questions, int size) {
        Error.Code.Value refused = listener.limits().take(inFlight, questions, size);
        if (refused != null) {
            connection.refuse(refused, "too much at once");
            return false;
        }
        inFlight++;
        return true;
    }

    /** An answered request keeps its permit until the answer leaves; one that failed, with whatever, leaves none behind. */
    void giveBack(int requests, int questions, long bytes) {
        inFlight -= requests;
        listener.limits().giveBack(questions, bytes);
    }

    private PendingAnswers pending() {
        PendingAnswers answers = pending;
        if (answers == null) {
            answers = new PendingAnswers(this, context.alloc().buffer(PENDING_SIZE));
            pending = answers;
        }
        return answers;
    }

    /** Whether answers of this connection wait for the burst. */
    boolean isWaiting() {
        return waiting;
    }

    void waiting(boolean value) {
        waiting = value;
    }

    /** The answers of the burst that ends; null when every request failed. */
    @Nullable PendingAnswers takePending() {
        PendingAnswers answers = pending;
        pending = null;
        return answers;
    }

    /** Sends frames that are recorded and gives back the permits of what they answer. */
    void send(ByteBuf encoded, int requests, int questions, long bytes) {
        giveBack(requests, questions, bytes);
        connection.writeAndFlush(encoded);
        connection.closeWhenAnswered();
    }

    /** Gives back the permits of answers that cannot be sent, and closes: the client would wait for them. */
    void lose(ByteBuf encoded, int requests, long bytes) {
        giveBack(requests, requests, bytes);
        encoded.release();
        connection.closeNow();
    }
}
