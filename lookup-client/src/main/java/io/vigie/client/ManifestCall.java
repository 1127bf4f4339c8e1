package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.vigie.v1.Error;
import io.vigie.v1.Manifest;
import io.vigie.v1.ManifestEnd;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * ASK_MANY. Every traveller is told once: its answer when it comes, or why there is none when the call ends. Ends
 * exceptionally only when the listener fails.
 */
final class ManifestCall extends Call<List<Answer>> {
    /*
     * A server may send single travellers elsewhere. Their failures are kept back until END; then they alone are asked
     * again over another link, as after a lost connection those that were not told. The travellers of the frame under
     * way therefore have other indexes than those of the manifest.
     *
     * Telling is synchronized, because whoever gives up ends the call on a thread of their own.
     */

    /** Codes of a manifest that cannot be answered as it stands. */
    private static final Set<Error.Code.Value> INVALID = EnumSet.of(
            Error.Code.Value.INVALID_VALUE, Error.Code.Value.MISSING_VALUE, Error.Code.Value.FRAME_TOO_LARGE);

    private final Manifest manifest;
    private final Consumer<Answer> listener;
    private final @Nullable Answer[] told;
    private final @Nullable Answer[] keptBack;

    /** Index in the manifest of each traveller of the frame that was sent last, and that frame. Event loop only. */
    private int[] sent = new int[0];

    private Manifest frame = Manifest.getDefaultInstance();

    /**
     * @param manifest whose travellers have ids
     */
    ManifestCall(Dispatcher dispatcher, long deadlineNanos, Manifest manifest, Consumer<Answer> listener) {
        super(dispatcher, deadlineNanos);
        this.manifest = manifest;
        this.listener = listener;
        this.told = new Answer[manifest.getTravellersCount()];
        this.keptBack = new Answer[manifest.getTravellersCount()];
    }

    @Override
    int payloadSize() {
        Manifest.Builder rest = manifest.toBuilder().clearTravellers();
        int[] indexes = new int[told.length];
        synchronized (this) {
            for (int i = 0; i < told.length; i++) {
                if (told[i] == null) {
                    indexes[rest.getTravellersCount()] = i;
                    rest.addTravellers(manifest.getTravellers(i));
                }
            }
        }
        sent = Arrays.copyOf(indexes, rest.getTravellersCount());
        frame = rest.build();
        return frame.getSerializedSize();
    }

    @Override
    void append(ByteBuf out, int correlation, int budgetMicros) {
        Frame.append(out, FrameKind.ASK_MANY, correlation, budgetMicros, frame);
    }

    @Override
    FrameKind replyKind() {
        return FrameKind.END;
    }

    /** Takes one of the answers before END. One that nobody asked for is not looked at: END finds out who has none. */
    void found(byte[] payload) {
        io.vigie.v1.Answer message;
        try {
            message = io.vigie.v1.Answer.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        if (message.getIndex() < 0 || message.getIndex() >= sent.length) {
            return;
        }
        int index = sent[message.getIndex()];
        Answer answer = Answer.of(message.toBuilder().setIndex(index).build());
        if (answer instanceof Answer.Failed failed && Failures.isWorthRetrying(message.getError())) {
            keepBack(index, failed);
        } else {
            tellGuarded(index, checked(index, answer));
        }
    }

    private Answer checked(int index, Answer answer) {
        Answer checked = QuestionCall.checked(manifest.getTravellers(index), answer);
        return checked instanceof Answer.Failed failed ? failed(index, failed.message()) : checked;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        ManifestEnd end = ManifestEnd.parseFrom(payload);
        Error sentElsewhere = null;
        for (int index : sent) {
            Answer kept = keptBack[index];
            if (kept != null) {
                sentElsewhere = kept.message().getError();
            } else {
                tellGuarded(index, failed(index, Failures.empty("traveller: without an answer (the server sent "
                        + end.getAnswered() + " for " + end.getTravellers() + ")")));
            }
        }
        if (sentElsewhere == null) {
            completeWithAnswers();
        }
        return sentElsewhere;
    }

    @Override
    boolean fail(Error error) {
        if (isDone()) {
            return false;
        }
        for (int i = 0; i < told.length; i++) {
            Answer kept;
            synchronized (this) {
                kept = keptBack[i];
            }
            tellGuarded(i, kept == null ? failed(i, error) : kept);
        }
        return completeWithAnswers();
    }

    private synchronized void keepBack(int index, Answer answer) {
        if (told[index] == null) {
            keptBack[index] = answer;
        }
    }

    /** A listener that fails ends the call, and hears nothing more. */
    private void tellGuarded(int index, Answer answer) {
        try {
            tell(index, answer);
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    private synchronized void tell(int index, Answer answer) {
        if (told[index] == null) {
            told[index] = answer;
            if (!isDone()) {
                listener.accept(answer);
            }
        }
    }

    private boolean completeWithAnswers() {
        List<Answer> answers;
        synchronized (this) {
            answers = Arrays.stream(told).map(Objects::requireNonNull).toList();
        }
        return complete(answers);
    }

    private Answer failed(int index, Error error) {
        Verdict.Code verdict = INVALID.contains(error.getCode()) ? Verdict.Code.INVALID : Verdict.Code.UNAVAILABLE;
        String id = manifest.getTravellers(index).getId();
        return failed(index, Answer.Failed.of(id, verdict, error).message());
    }

    private static Answer failed(int index, io.vigie.v1.Answer message) {
        return new Answer.Failed(message.toBuilder().setIndex(index).build());
    }
}
