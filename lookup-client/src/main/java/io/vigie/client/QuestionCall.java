package io.vigie.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameKind;
import org.jspecify.annotations.Nullable;

/** ASK. Never ends exceptionally. */
final class QuestionCall extends RequestCall<Answer> {
    private final Question question;

    QuestionCall(Dispatcher dispatcher, long deadlineNanos, Question question) {
        super(dispatcher, deadlineNanos, FrameKind.ASK, question, FrameKind.ANSWER);
        this.question = question;
    }

    @Override
    @Nullable Error read(byte[] payload) throws InvalidProtocolBufferException {
        io.vigie.v1.Answer message = io.vigie.v1.Answer.parseFrom(payload);
        Answer answer = Answer.of(message);
        if (answer instanceof Answer.Failed failed && Failures.isWorthRetrying(message.getError())) {
            return failed.message().getError();
        }
        complete(checked(question, answer));
        return null;
    }

    @Override
    boolean fail(Error error) {
        Verdict.Code verdict = error.getCode() == Error.Code.Value.FRAME_TOO_LARGE
                ? Verdict.Code.INVALID
                : Verdict.Code.UNAVAILABLE;
        return complete(Answer.Failed.of(question.getId(), verdict, error));
    }

    /** The answer, if it is one to this question. */
    static Answer checked(Question question, Answer answer) {
        io.vigie.v1.Answer message = answer.message();
        if (answer instanceof Answer.Failed failed && failed.code() == Error.Code.Value.EMPTY_ANSWER) {
            return Answer.Failed.empty(question.getId(), failed.reason());
        }
        if (!message.getId().equals(question.getId())) {
            return Answer.Failed.empty(question.getId(), "id: not that of the question");
        }
        if (answer instanceof Answer.Clear) {
            String fault = AnswerCheck.askedFault(question, message);
            return fault == null ? answer : Answer.Failed.empty(question.getId(), fault);
        }
        return answer;
    }
}
