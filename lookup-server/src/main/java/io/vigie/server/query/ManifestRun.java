package io.vigie.server.query;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.access.Caller;
import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that is being answered: workers take its travellers in their order, several at a time, each in short turns
 * so that other questions are not kept waiting. Every traveller is begun once, or never when the run is cancelled
 * before. Thread-safe.
 */
public final class ManifestRun {
    /** A turn ends after the first traveller that brings it beyond one of these. */
    private static final int TURN_TRAVELLERS_MAX = 128;

    private static final int TURN_BYTES_MAX = 64 << 10;
    private static final long TURN_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(2);

    private final QueryService.Config config;
    private final Caller caller;
    private final Travellers travellers;
    private final long arrivedNanos;
    private final int budgetMicros;
    private final AtomicInteger next = new AtomicInteger();

    /** Takes the answers of one turn of a worker, in order: one thread at a time. */
    public interface Slice {
        /** A traveller's turn has come; its answer follows, unless the server fails. */
        void begin(int index, String id);

        /** The answer to the traveller that was begun last; its index is set. */
        void add(Answer answer);

        /** The same as a frame without index: bytes 0 to {@code size} − 1, to be copied. */
        void addClear(byte[] frame, int size, int index);

        /** Bytes taken so far. */
        int bytes();

        /** Nothing follows; the answers may leave only when they are recorded. On any thread. */
        void end(boolean recorded);
    }

    private ManifestRun(
            QueryService.Config config, Caller caller, Travellers travellers, long arrivedNanos, int budgetMicros) {
        this.config = config;
        this.caller = caller;
        this.travellers = travellers;
        this.arrivedNanos = arrivedNanos;
        this.budgetMicros = budgetMicros;
    }

    /**
     * A run of which nothing has been begun.
     *
     * @param payload of the frame, which is the run's from here on
     * @param arrivedNanos when the frame was received, by {@link System#nanoTime}
     * @param budgetMicros time that the asker has left for the whole manifest, 0 = not said
     * @throws InvalidProtocolBufferException when the payload is no manifest
     */
    static ManifestRun of(
            QueryService.Config config, Caller caller, byte[] payload, long arrivedNanos, int budgetMicros)
            throws InvalidProtocolBufferException {
        return new ManifestRun(config, caller, Travellers.of(payload), arrivedNanos, budgetMicros);
    }

    /** Why the manifest cannot be answered as a whole; null when it can. To be asked before anything else. */
    public @Nullable Error fault() {
        return travellers.faultBeyond(caller.rights().manifestMax());
    }

    /** Of the manifest, as the asker chose it. */
    public String id() {
        return travellers.id();
    }

    /** Travellers that it holds. */
    public int count() {
        return travellers.count();
    }

    /** Whether a traveller has not been begun. */
    public boolean hasNext() {
        return next.get() < count();
    }

    /**
     * Begins no more travellers.
     *
     * @return travellers that will not be begun; 0 when it was cancelled before
     */
    public int cancel() {
        return Math.max(0, count() - next.getAndSet(count()));
    }

    /** Answers travellers for one turn. */
    void answer(Burst burst, Slice slice) {
        long end = System.nanoTime() + TURN_NANOS_MAX;
        for (int taken = 0; taken < TURN_TRAVELLERS_MAX && slice.bytes() < TURN_BYTES_MAX; taken++) {
            int index = next.getAndUpdate(at -> Math.min(at + 1, count()));
            if (index >= count()) {
                return;
            }
            slice.begin(index, travellers.id(index));
            answer(burst, index, slice);
            if (System.nanoTime() - end >= 0) {
                return;
            }
        }
    }

    private void answer(Burst burst, int index, Slice slice) {
        byte[] payload = travellers.question(index);
        QuestionException fault = travellers.fault(index);
        if (fault == null) {
            int size = burst.tryClear(caller, payload, 0, payload.length, 0, arrivedNanos, budgetMicros);
            if (size > 0) {
                slice.addClear(burst.clearFrame(), size, index);
                return;
            }
        }
        Answer answer = fault == null
                ? ask(burst, index, payload)
                : burst.refuse(caller, travellers.id(index), payload, arrivedNanos, fault);
        slice.add(answer.toBuilder().setIndex(index).build());
    }

    private Answer ask(Burst burst, int index, byte[] payload) {
        try {
            Question question = Question.parseFrom(payload);
            Deadline deadline = Deadline.inManifest(config, question, arrivedNanos, budgetMicros);
            return burst.ask(caller, question, payload, arrivedNanos, deadline);
        } catch (InvalidProtocolBufferException e) {
            QuestionException fault = new QuestionException(
                    Error.Code.Value.BAD_PAYLOAD, "travellers", "traveller " + index + " is no question");
            return burst.refuse(caller, travellers.id(index), payload, arrivedNanos, fault);
        }
    }
}
