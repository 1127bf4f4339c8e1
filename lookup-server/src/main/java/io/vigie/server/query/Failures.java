package io.vigie.server.query;

import io.vigie.server.index.DamagedException;
import io.vigie.server.store.DamagedPageException;
import io.vigie.server.store.StoreException;
import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.Verdict;
import io.vigie.wire.WhoActs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, as codes and verdicts. Pure, but for the log. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Makes the answer one that says only why there is none. */
    static void failed(Answer.Builder answer, QuestionException fault) {
        failed(answer, verdictOf(fault.error()), fault.error());
    }

    /** The same, of what went wrong inside. */
    static Error failed(Answer.Builder answer, Throwable fault) {
        Error error = translated(fault);
        failed(answer, Verdict.Code.UNAVAILABLE, error);
        return error;
    }

    static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    private static void failed(Answer.Builder answer, Verdict.Code verdict, Error error) {
        answer.clearHits().clearDatasets().setVerdict(verdict).setComplete(false).setError(error);
    }

    private static Verdict.Code verdictOf(Error error) {
        return switch (WhoActs.on(error.getCode())) {
            case CALLER -> error.getCode() == Error.Code.Value.NOT_ALLOWED ? Verdict.Code.REFUSED : Verdict.Code.INVALID;
            case CLIENT_RETRIES_ELSEWHERE, OPERATOR -> Verdict.Code.UNAVAILABLE;
        };
    }

    /** The one place where what went wrong inside becomes a code. */
    private static Error translated(Throwable e) {
        return switch (e) {
            // The VM's own: a size on disk led out of the file.
            case DamagedException _, DamagedPageException _, InternalError _ -> {
                LOG.error("data is damaged: {}", e.getMessage());
                yield error(Error.Code.Value.DAMAGED, "the data is damaged");
            }
            case StoreException store -> {
                LOG.error("data cannot be read: {}", store.getMessage());
                yield error(Error.Code.Value.NOT_READY, "the data cannot be read");
            }
            default -> {
                LOG.error("a question failed inside the server", e);
                yield error(Error.Code.Value.INTERNAL, "the server failed");
            }
        };
    }
}
