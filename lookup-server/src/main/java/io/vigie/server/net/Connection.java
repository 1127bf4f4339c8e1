package io.vigie.server.net;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.vigie.server.access.Caller;
import io.vigie.v1.Error;
import io.vigie.v1.GoAway;
import io.vigie.v1.Hello;
import io.vigie.v1.StatusRequest;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: greeting, requests, answers. Used on its event loop only. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int PING_SIZE_MAX = 64;

    /** That a terminal which is no longer trusted has to take the reason; one that does not read would never go. */
    private static final int LAST_WORDS_SECONDS = 5;

    private final Listener listener;
    private final LoopBurst loopBurst;
    private final FrameReader frame;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Requests requests;
    private @Nullable Caller certified;
    private @Nullable Caller caller;
    private int rulesVersion;
    private @Nullable ByteBuf lastWords;
    private boolean counted;
    private boolean closing;
    private boolean untrusted;
    private long arrivedNanos;

    Connection(Listener listener, LoopBurst loopBurst) {
        this.listener = listener;
        this.loopBurst = loopBurst;
        this.frame = new FrameReader(FrameLayout.HELLO_BYTES_MAX, loopBurst.room());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        requests = new Requests(this, listener, loopBurst, ctx, frame);
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
        requests().abandon();
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
        requests().resume();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case IOException _ -> ctx.close();
            case DecoderException e when e.getCause() instanceof SSLException refused -> {
                // Whoever has no certificate that is good, or speaks no TLS; the message may quote what they sent.
                listener.metrics().refused(Error.Code.Value.NOT_ALLOWED);
                LOG.debug("a connection was refused: {}", refused.getClass().getSimpleName());
                ctx.close();
            }
            default -> {
                LOG.error("a connection failed inside the server", cause);
                fatal(Error.Code.Value.INTERNAL, "the server failed");
            }
        }
    }

    private void take() throws InvalidProtocolBufferException {
        if (caller == null) {
            greet();
            return;
        }
        Caller known = withRights(caller);
        if (frame.correlation() == 0 && frame.kind() != FrameKind.PING) {
            fatal(Error.Code.Value.BAD_FRAME, "correlation: 0 (expected: another, 0 is about the connection)");
            return;
        }
        switch (frame.kind()) {
            case ASK -> requests().ask(known, arrivedNanos);
            case ASK_MANY -> requests().askMany(known, arrivedNanos);
            case FETCH -> requests().fetch(known, arrivedNanos);
            case SUBMIT -> requests().submit(known, arrivedNanos);
            case FOLLOW -> requests().follow(known, arrivedNanos);
            case SNAPSHOT -> requests().snapshot(known, arrivedNanos);
            case CREDIT -> requests().credit();
            case STATUS -> {
                var _ = StatusRequest.parseFrom(frame.payload());
                reply(FrameKind.STATUS_REPORT, frame.correlation(), listener.queries().status(known));
            }
            case PING -> pong();
            case CANCEL -> requests().cancel(frame.correlation());
            case HELLO, WELCOME, PONG, GOAWAY, ERROR, ANSWER, END, FETCHED, STATUS_REPORT, OUTCOME, CHANGES, CHUNK ->
                fatal(Error.Code.Value.UNEXPECTED_KIND, "kind: " + frame.kind() + " (expected: a request)");
            case MESSAGES -> requests().messages(known, arrivedNanos);
            case CONFIRM -> requests().confirm(known, arrivedNanos);
        }
    }

    /** As profiles are now. */
    private Caller withRights(Caller known) {
        int version = listener.rules().version();
        if (version == rulesVersion) {
            return known;
        }
        rulesVersion = version;
        // Of the certificate, since rights that were lost must not colour those that come.
        Caller renewed = certified == null ? known : listener.rules().withRights(certified);
        caller = renewed;
        return renewed;
    }

    /** Ends what the caller may no longer have; from any thread. */
    void review() {
        context().executor().execute(() -> {
            if (caller != null) {
                requests().review(withRights(caller));
                context().flush();
            }
        });
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
        try {
            rulesVersion = listener.rules().version();
            certified = listener.callerOf(context().pipeline());
            caller = listener.rules().withRights(certified);
        } catch (Listener.UntrustedException e) {
            fatal(Error.Code.Value.NOT_ALLOWED, String.valueOf(e.getMessage()));
            return;
        }
        frame.frameBytesMax(listener.config().frameBytesMax());
        reply(FrameKind.WELCOME, frame.correlation(), listener.welcome(caller));
        if (listener.isDraining()) {
            goAway();
        }
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

    /** Sends frames that are recorded. */
    void writeAndFlush(ByteBuf encoded) {
        listener.metrics().bytesWritten(encoded.readableBytes());
        context().writeAndFlush(encoded);
    }

    /** Says why and closes when the certificate is no longer good; from any thread. */
    void endIfUntrusted() {
        // Judged by whoever asks: a loop must not stand still for all certificates of its connections.
        String fault = listener.untrusted(context().pipeline());
        if (fault != null) {
            context().executor().execute(this::endUntrusted);
        }
    }

    private void endUntrusted() {
        // Again: a handshake may have come to its end meanwhile. Who has not said HELLO is judged when they do.
        String fault = caller == null ? null : listener.untrusted(context().pipeline());
        if (fault != null && !untrusted) {
            untrusted = true;
            requests().abandon();
            fatal(Error.Code.Value.NOT_ALLOWED, fault);
            context().flush();
            context().executor().schedule(this::closeNow, LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether nothing more may be told to the other side. */
    boolean isUntrusted() {
        return untrusted;
    }

    /** Closes without another word. */
    void closeNow() {
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

    /** When it has been decided to close, and the last answer has left. */
    void closeWhenAnswered() {
        if (!closing || !requests().isEmpty()) {
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

    /** Refuses the request of the present frame. */
    void refuse(Error.Code.Value code, String message) {
        refuse(error(code, message));
    }

    void refuse(Error error) {
        listener.metrics().refused(error.getCode());
        reply(FrameKind.ERROR, frame.correlation(), error);
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
            // They would never end, and so the connection neither.
            requests().endStreams();
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

    private Requests requests() {
        if (requests == null) {
            throw new IllegalStateException("connection: not active yet");
        }
        return requests;
    }

    private static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }
}
