package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vigie.v1.Credit;
import io.vigie.v1.Error;
import io.vigie.v1.GoAway;
import io.vigie.v1.Hello;
import io.vigie.v1.Welcome;
import io.vigie.wire.CanaryQuestion;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection from HELLO to its end: sends calls, hands them their answers, and gives back those that it could not
 * finish. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // writes that fail arrive as exceptionCaught, closing as channelInactive
final class Connection extends SimpleChannelInboundHandler<Frame> {
    private static final int ECHO_SIZE_MAX = 64;
    private static final int CANARY_CORRELATION = 1;

    /** What the connection may be used for. */
    private enum State {
        GREETING,
        /** Greeted, and asked for the canary: until it is found nothing else is asked. */
        CHECKING,
        OPEN,
        /** Nothing was heard while a call waited until its deadline: a PING is out, and must be answered. */
        PROBING,
        /** The server said GOAWAY. */
        FINISHING,
        CLOSED
    }

    private final Link link;
    private final Dispatcher dispatcher;
    private final ClientConfig config;
    private final Channel channel;
    private final Outgoing outgoing;
    private State state = State.GREETING;
    private InFlight inFlight = new InFlight(1);
    private int inFlightMax;
    private int frameBytesMax;
    private @Nullable Error reason;
    private @Nullable Future<?> timeout;
    private long openedNanos;

    /** When the latest burst of frames began to be read, and whether it still is. */
    private long heardNanos;

    private boolean reading;

    Connection(Link link, Dispatcher dispatcher, ClientConfig config, Channel channel) {
        super(Frame.class);
        this.link = link;
        this.dispatcher = dispatcher;
        this.config = config;
        this.channel = channel;
        this.outgoing = new Outgoing(channel);
        this.frameBytesMax = config.frameBytesMax();
    }

    boolean isOpen() {
        return state == State.OPEN && reason == null;
    }

    boolean isFull() {
        return inFlight.count() >= inFlightMax || !channel.isWritable();
    }

    int inFlightCount() {
        return inFlight.count();
    }

    int linkIndex() {
        return link.index();
    }

    /** Queues one call to be sent with the next {@link #flush}. The connection is open and not full. */
    void send(Call<?> call, long nowNanos) {
        int frameBytes = FrameLayout.HEADER_SIZE + call.payloadSize();
        if (frameBytes > frameBytesMax) {
            call.fail(Failures.of(
                    Error.Code.Value.FRAME_TOO_LARGE,
                    "frame: " + frameBytes + " (expected: <= " + frameBytesMax + ")"));
            return;
        }
        int correlation = inFlight.add(call);
        call.sent(this, correlation, nowNanos);
        call.append(outgoing.buffer(), correlation, micros(call.deadlineNanos - nowNanos));
        outgoing.flushIfLarge();
    }

    /** Frees the call's place and tells the server not to go on. */
    void cancel(Call<?> call) {
        if (inFlight.remove(call.correlation) != null) {
            outgoing.add(FrameKind.CANCEL, call.correlation);
            closeWhenFinished();
        }
    }

    /** Lets the server send so many more items of a stream. */
    void grant(Call<?> call, int items) {
        outgoing.add(
                FrameKind.CREDIT,
                call.correlation,
                Credit.newBuilder().setAmount(items).build().toByteArray());
    }

    void flush() {
        outgoing.flush();
    }

    /** Ends what has passed its deadline. */
    void sweep(long nowNanos) {
        inFlight.removeIf(call -> call.isExpired(nowNanos), call -> {
            if (state == State.OPEN && heardNanos - call.sentNanos < 0) {
                probe();
            }
            call.fail(call.deadlineError());
        });
        closeWhenFinished();
    }

    /** Closes; what is in flight goes back to the dispatcher with this reason. */
    void close(Error why) {
        if (reason == null) {
            reason = why;
        }
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Hello hello = Hello.newBuilder()
                .setClient(config.clientName())
                .setVersionMin(FrameLayout.VERSION)
                .setVersionMax(FrameLayout.VERSION)
                .build();
        outgoing.add(FrameKind.HELLO, 0, hello.toByteArray());
        flush();
        expectWithinTimeout("no WELCOME and canary");
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) throws InvalidProtocolBufferException {
        if (reason != null) {
            return;
        }
        if (!reading) {
            reading = true;
            heardNanos = System.nanoTime();
        }
        if (state == State.GREETING) {
            greeted(frame);
            return;
        }
        if (state == State.CHECKING && frame.correlation() == CANARY_CORRELATION) {
            checked(frame);
            return;
        }
        switch (frame.kind()) {
            case ANSWER, END, FETCHED, OUTCOME, CHANGES, CHUNK, STATUS_REPORT, PONG, MESSAGES, CONFIRM -> answered(frame);
            case ERROR -> failed(frame);
            case GOAWAY -> {
                state = State.FINISHING;
                cancelTimeout();
                closeWhenFinished();
                link.changed();
            }
            case PING -> echo(frame);
            case HELLO,
                    WELCOME,
                    ASK,
                    ASK_MANY,
                    CANCEL,
                    FETCH,
                    STATUS,
                    SUBMIT,
                    FOLLOW,
                    CREDIT,
                    SNAPSHOT -> unexpected(frame.kind());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (state == State.PROBING) {
            state = State.OPEN;
            cancelTimeout();
            link.changed();
        }
        dispatcher.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean wasOpen = state != State.GREETING && state != State.CHECKING;
        String ended = "closed by the server" + plainHint();
        state = State.CLOSED;
        cancelTimeout();
        outgoing.release();
        Error why = reason == null ? lost(ended) : reason;
        link.closed(why, wasOpen ? System.nanoTime() - openedNanos : -1);
        inFlight.removeIf(call -> true, call -> dispatcher.lost(call, why));
        dispatcher.flush();
    }

    @Override
    @SuppressWarnings("deprecation") // of ChannelHandler's method, not of ChannelInboundHandler's
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String insecure = ClientTls.fault(cause);
        String what = cause instanceof FrameException fault
                ? fault.code() + ", " + fault.getMessage() + plainHint()
                : insecure != null ? insecure : "" + cause;
        close(lost(what));
    }

    private void greeted(Frame frame) throws InvalidProtocolBufferException {
        switch (frame.kind()) {
            case WELCOME -> open(Welcome.parseFrom(frame.payload()));
            case ERROR -> close(Failures.reported(Error.parseFrom(frame.payload())));
            case GOAWAY -> close(Failures.reported(GoAway.parseFrom(frame.payload()).getError()));
            case HELLO,
                    PING,
                    PONG,
                    ASK,
                    ANSWER,
                    ASK_MANY,
                    END,
                    CANCEL,
                    FETCH,
                    FETCHED,
                    STATUS,
                    STATUS_REPORT,
                    SUBMIT,
                    OUTCOME,
                    FOLLOW,
                    CHANGES,
                    CREDIT,
                    SNAPSHOT,
                    CHUNK,
                    MESSAGES,
                    CONFIRM -> unexpected(frame.kind());
        }
    }

    private void open(Welcome welcome) {
        if (welcome.getVersion() != FrameLayout.VERSION) {
            close(lost("version: " + welcome.getVersion() + " (expected: " + FrameLayout.VERSION + ")"));
            return;
        }
        inFlightMax = smaller(config.inFlightMax(), welcome.getInFlightMax());
        frameBytesMax = smaller(config.frameBytesMax(), welcome.getFrameBytesMax());
        state = State.CHECKING;
        int budget = micros(config.connectTimeout().toNanos());
        Frame.append(outgoing.buffer(), FrameKind.ASK, CANARY_CORRELATION, budget, CanaryQuestion.QUESTION);
        flush();
    }

    /** A node that cannot answer now says so of every question; one that answers wrongly is not used. */
    private void checked(Frame frame) throws InvalidProtocolBufferException {
        boolean wrong = frame.kind() == FrameKind.ANSWER && !CanaryQuestion.isRight(io.vigie.v1.Answer.parseFrom(frame.payload()));
        if (wrong || frame.kind() != FrameKind.ANSWER && frame.kind() != FrameKind.ERROR) {
            close(lost("canary: not found, so the node would not find what it holds either"));
            return;
        }
        cancelTimeout();
        inFlight = new InFlight(inFlightMax);
        openedNanos = System.nanoTime();
        state = State.OPEN;
        link.opened();
    }

    private void answered(Frame frame) {
        Call<?> call = inFlight.get(frame.correlation());
        if (call == null) {
            return;
        }
        if (call instanceof ManifestCall manifest && frame.kind() == FrameKind.ANSWER) {
            manifest.found(frame.payload());
            return;
        }
        if (call instanceof FollowCall follow && frame.kind() == FrameKind.CHANGES) {
            follow.received(frame.payload());
            return;
        }
        if (call instanceof SnapshotCall snapshot && frame.kind() == FrameKind.CHUNK && !snapshot.received(frame.payload())) {
            return;
        }
        inFlight.remove(frame.correlation());
        Error error = read(call, frame);
        if (error != null) {
            dispatcher.refused(call, error);
        }
        closeWhenFinished();
    }

    private static @Nullable Error read(Call<?> call, Frame frame) {
        if (frame.kind() != call.replyKind()) {
            return Failures.empty("kind: " + frame.kind() + " (expected: " + call.replyKind() + ")");
        }
        try {
            return call.read(frame.payload());
        } catch (InvalidProtocolBufferException e) {
            return Failures.empty("payload: not the message that " + frame.kind() + " calls for");
        }
    }

    private void failed(Frame frame) throws InvalidProtocolBufferException {
        Error error = Failures.reported(Error.parseFrom(frame.payload()));
        if (frame.correlation() == 0) {
            close(error);
            return;
        }
        Call<?> call = inFlight.remove(frame.correlation());
        if (call != null) {
            dispatcher.refused(call, error);
        }
        closeWhenFinished();
    }

    private void echo(Frame frame) {
        if (frame.payload().length > ECHO_SIZE_MAX) {
            close(lost("PING: " + frame.payload().length + " bytes (expected: <= " + ECHO_SIZE_MAX + ")"));
            return;
        }
        outgoing.add(FrameKind.PONG, frame.correlation(), frame.payload());
    }

    private void probe() {
        state = State.PROBING;
        outgoing.add(FrameKind.PING, 0);
        expectWithinTimeout("silent");
    }

    private void unexpected(FrameKind kind) {
        close(lost("kind: " + kind + " (not expected from a server)"));
    }

    private void closeWhenFinished() {
        if (state == State.FINISHING && inFlight.count() == 0) {
            close(Failures.of(Error.Code.Value.DRAINING, link.endpoint() + ": going away"));
        }
    }

    /** Empty where the server greeted, or TLS is spoken. */
    private String plainHint() {
        return state == State.GREETING && config.tls() == null ? " " + ClientTls.plainHint() : "";
    }

    private Error lost(String what) {
        return Failures.of(Error.Code.Value.CONNECTION_LOST, link.endpoint() + ": " + what);
    }

    private void expectWithinTimeout(String otherwise) {
        timeout = channel.eventLoop()
                .schedule(
                        () -> close(lost(otherwise + " within " + config.connectTimeout())),
                        config.connectTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private static int micros(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    private static int smaller(int ours, int theirs) {
        return theirs <= 0 ? ours : Math.min(ours, theirs);
    }
}
