package io.vigie.bench.load;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameKind;

/**
 * A question, ready to send, and its right answer. Immutable by convention: nobody writes to the frame.
 *
 * @param frame an ASK with correlation 0, which the sender patches in its copy
 * @param id of the question, echoed by its answer
 * @param verdict of the right answer
 * @param recordId that must be among the hits; empty when there may be any or none
 */
public record KnownQuestion(byte[] frame, ByteString id, Verdict.Code verdict, ByteString recordId) {

    public static KnownQuestion of(Question question, Verdict.Code verdict, String recordId) {
        ByteBuf frame = Unpooled.buffer();
        Frame.append(frame, FrameKind.ASK, 0, 0, question);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return new KnownQuestion(
                bytes, ByteString.copyFromUtf8(question.getId()), verdict, ByteString.copyFromUtf8(recordId));
    }

    boolean isClear() {
        return verdict == Verdict.Code.NO_HIT;
    }

    /** Begins the line that tells of another answer than the right one. */
    String expectation() {
        String record = recordId.isEmpty() ? "" : " with " + recordId.toStringUtf8();
        return id.toStringUtf8() + ": expected " + verdict + record + ", got ";
    }
}
