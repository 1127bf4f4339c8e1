package io.vigie.bench.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vigie.v1.Error;
import io.vigie.v1.GoAway;
import io.vigie.v1.Hello;
import io.vigie.v1.Welcome;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.FrameReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection of a run: its questions under way, by place. Used on the event loop. */
final class Lane extends ChannelInboundHandlerAdapter {
    private static final int OUTGOING_SIZE = 4096;

    /** What a lane tells the run that it belongs to. */
    interface Owner {
        /** WELCOME came. */
        void greeted();

        /** Everything that arrived together has been counted. */
        void drained(Lane lane, long nowNanos);

        /** The connection cannot be used any more. */
        void broken(IOException reason);

        /** Absent before the first question. */
        @Nullable Tally tally();
    }

    private final Owner owner;
    private final FrameReader frame;
    private final @Nullable KnownQuestion[] asked;
    private final long[] meantNanos;
    private final int[] free;
    private int freeCount;
    private int freeMin;
    private boolean greeted;
    private long arrivedNanos;
    private @Nullable Channel channel;
    private @Nullable ByteBuf outgoing;

    /**
     * @param inFlightMax questions under way at once
     */
    Lane(Owner owner, FrameReader frame, int inFlightMax) {
        this.owner = owner;
        this.frame = frame;
        this.asked = new KnownQuestion[inFlightMax];
        this.meantNanos = new long[inFlightMax];
        this.free = new int[inFlightMax];
        for (int place = 0; place < inFlightMax; place++) {
            free[place] = inFlightMax - 1 - place;
        }
        this.freeCount = inFlightMax;
    }

    boolean hasRoom() {
        return freeCount > freeMin;
    }

    boolean isIdle() {
        return freeCount == asked.length;
    }

    /**
     * Puts a question into the next {@link #flush}. The lane has room.
     *
     * @param meant when it should leave; its latency is counted from then on
     */
    void ask(KnownQuestion question, long meant) {
        int place = free[--freeCount];
        asked[place] = question;
        meantNanos[place] = meant;
        ByteBuf out = outgoing();
        int start = out.writerIndex();
        out.writeBytes(question.frame());
        out.setInt(start + FrameLayout.CORRELATION_OFFSET, place + 1);
    }

    void flush() {
        ByteBuf ready = outgoing;
        if (ready != null) {
            outgoing = null;
            channel().writeAndFlush(ready, channel().voidPromise());
        }
    }

    /** Counts what is still under way as unanswered. */
    void giveUp(Tally tally, long nowNanos) {
        for (int place = 0; place < asked.length; place++) {
            if (asked[place] != null) {
                tally.gaveUp(meantNanos[place], nowNanos);
            }
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        Hello hello = Hello.newBuilder()
                .setClient("vigie-bench")
                .setVersionMin(FrameLayout.VERSION)
                .setVersionMax(FrameLayout.VERSION)
                .build();
        ctx.writeAndFlush(Frame.encode(ctx.alloc(), FrameKind.HELLO, 0, 0, hello));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
        if (arrivedNanos == 0) {
            arrivedNanos = System.nanoTime();
        }
        ByteBuf in = (ByteBuf) message;
        try {
            frame.feed(in);
            while (frame.next()) {
                take();
            }
        } catch (FrameException e) {
            owner.broken(new IOException("the server sent what is no frame: " + e.getMessage(), e));
            ctx.close();
        } finally {
            in.release();
        }
    }

    private void take() throws IOException {
        Tally tally = owner.tally();
        if (!greeted && frame.kind() == FrameKind.WELCOME) {
            greeted(Welcome.parseFrom(frame.payload()));
        } else if (tally != null && frame.kind() == FrameKind.ANSWER) {
            int place = place();
            tally.answered(question(place), frame, meantNanos[place], arrivedNanos);
            release(place);
        } else if (tally != null && frame.kind() == FrameKind.ERROR && frame.correlation() != 0) {
            int place = place();
            tally.failed(question(place), reason(), meantNanos[place], arrivedNanos);
            release(place);
        } else {
            owner.broken(new IOException("the server ended the connection: " + reason()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        long now = arrivedNanos;
        arrivedNanos = 0;
        owner.drained(this, now == 0 ? System.nanoTime() : now);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (outgoing != null) {
            outgoing.release();
            outgoing = null;
        }
        owner.broken(new IOException("the server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        owner.broken(cause instanceof IOException io ? io : new IOException("the connection failed: " + cause, cause));
        ctx.close();
    }

    private void greeted(Welcome welcome) {
        greeted = true;
        // What the server does not take at once would come back as refused.
        if (welcome.getInFlightMax() > 0) {
            freeMin = Math.max(0, asked.length - welcome.getInFlightMax());
        }
        owner.greeted();
    }

    private int place() throws IOException {
        int place = frame.correlation() - 1;
        if (place < 0 || place >= asked.length || asked[place] == null) {
            throw new IOException("an answer to no question: correlation " + frame.correlation());
        }
        return place;
    }

    private KnownQuestion question(int place) {
        KnownQuestion question = asked[place];
        if (question == null) {
            throw new IllegalStateException("place: " + place + " is free (expected: asked)");
        }
        return question;
    }

    private void release(int place) {
        asked[place] = null;
        free[freeCount++] = place;
    }

    private ByteBuf outgoing() {
        ByteBuf ready = outgoing;
        if (ready == null) {
            ready = channel().alloc().directBuffer(OUTGOING_SIZE);
            outgoing = ready;
        }
        return ready;
    }

    private Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("lane: not connected yet");
        }
        return channel;
    }

    private String reason() throws InvalidProtocolBufferException {
        Error error =
                switch (frame.kind()) {
                    case ERROR -> Error.parseFrom(frame.payload());
                    case GOAWAY -> GoAway.parseFrom(frame.payload()).getError();
                    default -> Error.newBuilder().setMessage("unexpected " + frame.kind()).build();
                };
        return error.getCode() + " " + error.getMessage();
    }
}
