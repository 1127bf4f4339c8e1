package io.vigie.bench.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A question, ready to send, and its right answer. Immutable by convention: nobody writes to the frame.
 *
 * @param frame an ASK with correlation 0, which the sender patches in its copy
 * @param idBytes of the question, echoed by its answer
 * @param verdict of the right answer; UNSPECIFIED when nothing certain may be found and nothing else is known: a namesake of
 *     somebody listed may be POSSIBLE, and a search for a common name PARTIAL
 * @param recordIdBytes that must be among the hits; empty when there may be any or none
 * @param byZone asks by a machine-readable zone, else by number or name
 * @param mayMiss names somebody listed under a variant of their name, which a search may miss: that is counted, not wrong
 */
public record KnownQuestion(
        byte[] frame, byte[] idBytes, Verdict.Code verdict, byte[] recordIdBytes, boolean byZone, boolean mayMiss) {

    public static KnownQuestion of(Question question, Verdict.Code verdict, String recordId) {
        return of(question, verdict, recordId, false);
    }

    /** Of a name, whose truth is what a perfect matcher would say: a namesake is not wrong, and whoever is listed may be missed. */
    public static KnownQuestion ofName(Question question, Verdict.Code verdict, String recordId) {
        return verdict == Verdict.Code.NO_HIT
                ? of(question, Verdict.Code.UNSPECIFIED, "", false)
                : of(question, verdict, recordId, verdict == Verdict.Code.POSSIBLE);
    }

    private static KnownQuestion of(Question question, Verdict.Code verdict, String recordId, boolean mayMiss) {
        ByteBuf frame = Unpooled.buffer();
        Frame.append(frame, FrameKind.ASK, 0, 0, question);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return new KnownQuestion(
                bytes,
                question.getId().getBytes(StandardCharsets.UTF_8),
                verdict,
                recordId.getBytes(StandardCharsets.UTF_8),
                question.getMrzCount() > 0,
                mayMiss);
    }

    /** The question that the frame holds. */
    public Question question() {
        try {
            return Question.parseFrom(ByteBuffer.wrap(
                    frame, FrameLayout.HEADER_SIZE, frame.length - FrameLayout.HEADER_SIZE));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("frame: not the question that was put into it", e);
        }
    }

    String id() {
        return new String(idBytes, StandardCharsets.UTF_8);
    }

    String recordId() {
        return new String(recordIdBytes, StandardCharsets.UTF_8);
    }

    boolean isClear() {
        return verdict == Verdict.Code.NO_HIT || verdict == Verdict.Code.UNSPECIFIED;
    }

    /** Whether this may be the verdict of the right answer. */
    boolean allows(Verdict.Code answered) {
        if (mayMiss) {
            return answered == Verdict.Code.POSSIBLE || answered == Verdict.Code.HIT || answered == Verdict.Code.PARTIAL;
        }
        if (verdict != Verdict.Code.UNSPECIFIED) {
            return answered == verdict;
        }
        return switch (answered) {
            case NO_HIT, POSSIBLE, PARTIAL -> true;
            case HIT, INVALID, REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Begins the line that tells of another answer than the right one. */
    String expectation() {
        String record = recordId().isEmpty() ? "" : " with " + recordId();
        Object wanted = verdict == Verdict.Code.UNSPECIFIED ? "nothing certain" : verdict;
        return id() + ": expected " + wanted + record + ", got ";
    }
}
