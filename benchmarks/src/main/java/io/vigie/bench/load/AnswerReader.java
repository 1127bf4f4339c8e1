package io.vigie.bench.load;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.vigie.v1.Answer;
import io.vigie.v1.Hit;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.util.Arrays;

/** Reads of an answer what its truth speaks of: id, verdict and record ids. Reused; used by one thread. */
final class AnswerReader {
    private byte[] bytes = new byte[0];
    private boolean ofQuestion;
    private Verdict.Code verdict = Verdict.Code.UNSPECIFIED;
    private int hits;
    private boolean named;

    /** Reads {@code size} bytes as an answer; the methods below speak of it until the next. */
    void read(byte[] from, int at, int size, KnownQuestion question) throws IOException {
        bytes = from;
        ofQuestion = question.idBytes().length == 0;
        verdict = Verdict.Code.UNSPECIFIED;
        hits = 0;
        named = false;
        CodedInputStream in = CodedInputStream.newInstance(from, at, size);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case Answer.ID_FIELD_NUMBER -> ofQuestion = isText(in, at, question.idBytes());
                case Answer.VERDICT_FIELD_NUMBER -> verdict = verdict(in.readEnum());
                case Answer.HITS_FIELD_NUMBER -> readHit(in, at, question.recordIdBytes());
                default -> in.skipField(tag);
            }
        }
    }

    Verdict.Code verdict() {
        return verdict;
    }

    /** Whether it answers the question that was read with it, be it right or not. */
    boolean isOf() {
        return ofQuestion && (verdict != Verdict.Code.NO_HIT || hits == 0);
    }

    /** Whether the answer is that of the truth. Nothing known must come without hits. */
    boolean isRight(KnownQuestion question) {
        return question.allows(verdict) && isOf() && (question.recordIdBytes().length == 0 || named);
    }

    /** Whether there is no answer, but the reason why: refusing is not lying. */
    boolean isFailure() {
        return switch (verdict) {
            case INVALID, REFUSED, UNAVAILABLE -> true;
            case NO_HIT, HIT, POSSIBLE, PARTIAL, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** One line: which question, what was expected, what came. */
    static String describe(byte[] payload, KnownQuestion question) throws IOException {
        Answer answer = Answer.parseFrom(payload);
        String got = answer.hasError()
                ? " (" + answer.getError().getCode() + ")"
                : " with " + answer.getHitsList().stream().map(Hit::getRecordId).toList();
        String to = answer.getId().equals(question.id()) ? "" : " to '" + answer.getId() + "'";
        return question.expectation() + answer.getVerdict() + got + to;
    }

    /** Whether the text at the stream's place is the wanted one, compared where it lies. */
    private boolean isText(CodedInputStream in, int at, byte[] wanted) throws IOException {
        int size = in.readRawVarint32();
        int from = at + in.getTotalBytesRead();
        in.skipRawBytes(size);
        return Arrays.equals(bytes, from, from + size, wanted, 0, wanted.length);
    }

    private void readHit(CodedInputStream in, int at, byte[] wanted) throws IOException {
        hits++;
        int limit = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0 && !named; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == Hit.RECORD_ID_FIELD_NUMBER) {
                named = isText(in, at, wanted);
                break;
            }
            in.skipField(tag);
        }
        in.skipRawBytes(in.getBytesUntilLimit());
        in.popLimit(limit);
    }

    private static Verdict.Code verdict(int number) {
        Verdict.Code known = Verdict.Code.forNumber(number);
        return known == null ? Verdict.Code.UNRECOGNIZED : known;
    }
}
