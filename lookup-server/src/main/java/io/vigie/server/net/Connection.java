package io.vigie.server.net;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vigie.server.access.Caller;
import io.vigie.server.query.Burst;
import io.vigie.server.query.QueryService;
import io.vigie.server.query.QuestionWorkers;
import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.GoAway;
import io.vigie.v1.Hello;
import io.vigie.v1.Question;
import io.vigie.v1.StatusRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: greeting, requests, answers. Used on its event loop only. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int PING_SIZE_MAX = 64;
    private static final int PENDING_SIZE = 1024;

    private final Listener listener;
    private final LoopBurst loopBurst;
    private final FrameReader frame;
    private @Nullable ChannelHandlerContext context;
    private @Nullable PendingAnswers pending;
    private @Nullable Caller caller;
    private @Nullable ByteBuf lastWords;
    private boolean counted;
    private boolean waiting;
    private boolean closing;
    private int inFlight;
    private long arrivedNanos;

    Connection(Listener listener, LoopBurst loopBurst) {
        this.listener = listener;
        this.loopBurst = loopBurst;
        this.frame = new FrameReader(FrameLayout.HELLO_BYTES_MAX, loopBurst.room());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        counted = listener.limits().openConnection();
        if (!counted) {
            fatal(Error.Code.Value.OVERLOADED, "connections: the server's limit is reached");
            return;
        }
        listener.opened(this);
        ctx.executor()
                .schedule(this::closeWithoutHello, listener.config().helloTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (counted) {
            counted = false;
            listener.limits().closeConnection();
            listener.closed(this);
        }
        if (lastWords != null) {
            lastWords.release();
            lastWords = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            listener.metrics().bytesRead(in.readableBytes());
            frame.feed(in);
        } finally {
            in.release();
        }
        if (arrivedNanos == 0) {
            arrivedNanos = System.nanoTime();
        }
        takeFrames();
    }

    private void takeFrames() {
        try {
            while (!closing && frame.next()) {
                take();
            }
        } catch (InvalidProtocolBufferException e) {
            fatal(Error.Code.Value.BAD_PAYLOAD, frame.kind() + ": the payload is not the message of this kind");
        } catch (FrameException e) {
            fatal(e.code(), String.valueOf(e.getMessage()));
        } finally {
            if (closing) {
                frame.drop();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        arrivedNanos = 0;
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case IOException _ -> ctx.close();
            default -> {
                LOG.error("a connection failed inside the server", cause);
                fatal(Error.Code.Value.INTERNAL, "the server failed");
            }
        }
    }

    private void take() throws InvalidProtocolBufferException {
        Caller known = caller;
        if (known == null) {
            greet();
            return;
        }
        if (frame.correlation() == 0 && frame.kind() != FrameKind.PING) {
            fatal(Error.Code.Value.BAD_FRAME, "correlation: 0 (expected: another, 0 is about the connection)");
            return;
        }
        switch (frame.kind()) {
            case ASK -> ask(known);
            case FETCH -> fetch(known);
            case STATUS -> {
                var _ = StatusRequest.parseFrom(frame.payload());
                reply(FrameKind.STATUS_REPORT, frame.correlation(), listener.queries().status());
            }
            case PING -> pong();
            // Answers come soon, wanted or not; what waits for a worker is dropped by its deadline.
            case CANCEL -> {}
            case HELLO, WELCOME, PONG, GOAWAY, ERROR, ANSWER, END, FETCHED, STATUS_REPORT, OUTCOME, CHANGES, CHUNK ->
                fatal(Error.Code.Value.UNEXPECTED_KIND, "kind: " + frame.kind() + " (expected: a request)");
            case ASK_MANY, SUBMIT, FOLLOW, CREDIT, SNAPSHOT, MESSAGES, CONFIRM ->
                refuse(Error.Code.Value.UNEXPECTED_KIND, "kind: " + frame.kind() + " is not served yet");
        }
    }

    private void greet() throws InvalidProtocolBufferException {
        if (frame.kind() != FrameKind.HELLO) {
            fatal(Error.Code.Value.EXPECTED_HELLO, "kind: " + frame.kind() + " (expected: HELLO first)");
            return;
        }
        Hello hello = Hello.parseFrom(frame.payload());
        if (hello.getVersionMin() > FrameLayout.VERSION || hello.getVersionMax() < FrameLayout.VERSION) {
            fatal(
                    Error.Code.Value.UNSUPPORTED_VERSION,
                    "versions: " + hello.getVersionMin() + " to " + hello.getVersionMax() + " (expected: "
                            + FrameLayout.VERSION + " among them)");
            return;
        }
        caller = Caller.LOCAL_OPERATOR;
        frame.frameBytesMax(listener.config().frameBytesMax());
        reply(FrameKind.WELCOME, frame.correlation(), listener.welcome());
        if (listener.isDraining()) {
            goAway();
        }
    }

    private void ask(Caller known) throws InvalidProtocolBufferException {
        int size = frame.payloadSize();
        if (!permitted(size)) {
            return;
        }
        boolean kept = false;
        try {
            kept = answer(known, size);
        } finally {
            if (!kept) {
                giveBack(1, size);
            }
        }
    }

    /** False when the question was refused, so that its permit is free again. */
    private boolean answer(Caller known, int size) throws InvalidProtocolBufferException {
        Burst burst = loopBurst.joinedBy(this);
        int correlation = frame.correlation();
        int budget = frame.budgetMicros();
        int clear = burst.tryClear(
                known, frame.bytes(), frame.payloadFrom(), size, correlation, arrivedNanos, budget);
        if (clear > 0) {
            pending().add(correlation, size, burst.clearFrame(), clear);
            loopBurst.endWhenLong(size);
            return true;
        }
        byte[] payload = frame.payload();
        Question question = Question.parseFrom(payload);
        if (QueryService.isForWorkers(question)) {
            return handOver(new QuestionWorkers.Work(
                    known,
                    question,
                    payload,
                    arrivedNanos,
                    budget,
                    (answer, recorded) -> answeredElsewhere(correlation, size, answer, recorded)));
        }
        Answer answer = burst.ask(known, question, payload, arrivedNanos, budget);
        pending().add(FrameKind.ANSWER, correlation, size, answer);
        loopBurst.endWhenLong(size);
        return true;
    }

    private boolean handOver(QuestionWorkers.Work work) {
        if (listener.workers().submit(work)) {
            return true;
        }
        refuse(Error.Code.Value.OVERLOADED, "more questions for persons than the server takes");
        return false;
    }

    /** From any thread; the permit was kept. */
    private void answeredElsewhere(int correlation, int size, Answer answer, boolean recorded) {
        context().executor().execute(() -> {
            PendingAnswers alone = new PendingAnswers(this, context().alloc().buffer(PENDING_SIZE));
            alone.add(FrameKind.ANSWER, correlation, size, answer);
            alone.release(recorded);
        });
    }

    private void fetch(Caller known) throws InvalidProtocolBufferException {
        int size = frame.payloadSize();
        if (!permitted(size)) {
            return;
        }
        boolean kept = false;
        try {
            Burst burst = loopBurst.joinedBy(this);
            int correlation = frame.correlation();
            switch (burst.fetch(known, frame.payload(), arrivedNanos)) {
                case Burst.FetchResult.Found found ->
                    pending().add(FrameKind.FETCHED, correlation, size, found.fetched());
                case Burst.FetchResult.NotFound missing ->
                    pending().add(FrameKind.ERROR, correlation, size, missing.error());
            }
            loopBurst.endWhenLong(size);
            kept = true;
        } finally {
            if (!kept) {
                giveBack(1, size);
            }
        }
    }

    private boolean permitted(int size) {
        Error.Code.Value refused = listener.limits().take(inFlight, size);
        if (refused != null) {
            refuse(refused, "too much at once");
            return false;
        }
        inFlight++;
        return true;
    }

    /** An answered request keeps its permit until the answer leaves; one that failed, with whatever, leaves none behind. */
    private void giveBack(int requests, long bytes) {
        inFlight -= requests;
        listener.limits().giveBack(requests, bytes);
    }

    private PendingAnswers pending() {
        PendingAnswers answers = pending;
        if (answers == null) {
            answers = new PendingAnswers(this, context().alloc().buffer(PENDING_SIZE));
            pending = answers;
        }
        return answers;
    }

    private void pong() {
        if (frame.payloadSize() > PING_SIZE_MAX) {
            fatal(Error.Code.Value.BAD_PAYLOAD, "PING of " + frame.payloadSize() + " bytes (expected: <= 64)");
            return;
        }
        ByteBuf out = context().alloc().buffer(FrameLayout.HEADER_SIZE + frame.payloadSize());
        Frame.append(out, FrameKind.PONG, frame.correlation(), 0, frame.payload());
        write(out);
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

    /** Sends answers that are recorded and gives back their permits. */
    void send(ByteBuf encoded, int requests, long bytes) {
        giveBack(requests, bytes);
        listener.metrics().bytesWritten(encoded.readableBytes());
        context().writeAndFlush(encoded);
        closeWhenAnswered();
    }

    /** Gives back the permits of answers that cannot be sent, and closes: the client would wait for them. */
    void lose(ByteBuf encoded, int requests, long bytes) {
        giveBack(requests, bytes);
        encoded.release();
        closing = true;
        context().close();
    }

    /** Tells the client to ask elsewhere; from any thread. */
    void goAway() {
        context().executor().execute(() -> {
            reply(FrameKind.GOAWAY, 0, GoAway.newBuilder()
                    .setError(error(Error.Code.Value.DRAINING, "the server is about to stop"))
                    .build());
            context().flush();
        });
    }

    /** Closes when the last answer has left; from any thread. */
    void closeWhenIdle() {
        context().executor().execute(() -> {
            closing = true;
            closeWhenAnswered();
        });
    }

    private void closeWhenAnswered() {
        if (!closing || inFlight > 0) {
            return;
        }
        ByteBuf words = lastWords;
        lastWords = null;
        if (words == null) {
            context().close();
        } else {
            context().writeAndFlush(words).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void reply(FrameKind kind, int correlation, MessageLite message) {
        write(Frame.encode(context().alloc(), kind, correlation, 0, message));
    }

    private void write(ByteBuf frame) {
        listener.metrics().bytesWritten(frame.readableBytes());
        context().write(frame);
    }

    private void refuse(Error.Code.Value code, String message) {
        listener.metrics().refused(code);
        reply(FrameKind.ERROR, frame.correlation(), error(code, message));
    }

    /** Says what is wrong and closes, once what was asked before is answered. */
    private void fatal(Error.Code.Value code, String message) {
        if (closing) {
            return;
        }
        listener.metrics().refused(code);
        closing = true;
        try {
            lastWords = Frame.encode(context().alloc(), FrameKind.ERROR, 0, 0, error(code, message));
        } finally {
            closeWhenAnswered();
        }
    }

    private void closeWithoutHello() {
        if (caller == null && !closing && context().channel().isActive()) {
            fatal(Error.Code.Value.EXPECTED_HELLO, "no HELLO within "
                    + listener.config().helloTimeout().toMillis() + " ms");
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("connection: not active yet");
        }
        return context;
    }

    private static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }
}
