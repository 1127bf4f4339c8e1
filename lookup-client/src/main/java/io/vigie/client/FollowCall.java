package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Change;
import io.vigie.v1.Changes;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.v1.Position;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** FOLLOW. Never ends with a result: it is given up, or fails. Sent again, it goes on behind what has come. */
final class FollowCall extends StreamCall<Void> {
    private final Dispatcher dispatcher;
    private final Consumer<Changes> listener;
    private Position after;
    private int credit;

    FollowCall(Dispatcher dispatcher, Position after, int credit, Consumer<Changes> listener) {
        super(dispatcher);
        this.dispatcher = dispatcher;
        this.after = after;
        this.credit = credit;
        this.listener = listener;
    }

    /** Lets so many more changes come. */
    void grant(int changes) {
        synchronized (this) {
            credit += changes;
        }
        dispatcher.granted(this, changes);
    }

    private synchronized Follow follow() {
        return Follow.newBuilder().setAfter(after).setCredit(credit).build();
    }

    @Override
    int payloadSize() {
        return follow().getSerializedSize();
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        heard();
        Frame.append(out, FrameKind.FOLLOW, correlation, budgetMicros, follow());
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.CHANGES;
    }

    /** Takes one frame of the stream. What the listener throws ends the call. */
    void received(byte[] payload) {
        heard();
        try {
            Changes changes = Changes.parseFrom(payload);
            List<Change> list = changes.getChangesList();
            synchronized (this) {
                credit -= list.size();
                after = list.isEmpty() ? after : list.get(list.size() - 1).getPosition();
            }
            listener.accept(changes);
        } catch (InvalidProtocolBufferException e) {
            giveUp(new LookupException(Failures.empty("payload: not the message that CHANGES calls for")));
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    @Override
    @Nullable Error read(byte[] payload) {
        throw new IllegalStateException("CHANGES end no call");
    }
}
