package io.vigie.client;

import io.vigie.v1.Error;
import io.vigie.wire.WhoActs;
import java.util.EnumSet;
import java.util.Set;

/** Errors that the client finds itself. */
final class Failures {
    /** What an operator must see to, and no other server mends: a dataset that is absent, a change, an answer not understood. */
    private static final Set<Error.Code.Value> ENDS_WHERE_IT_WAS_TOLD = EnumSet.of(
            Error.Code.Value.DATASET_UNAVAILABLE, Error.Code.Value.NOT_DURABLE, Error.Code.Value.EMPTY_ANSWER);

    private Failures() {}

    static Error of(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    static Error closed() {
        return of(Error.Code.Value.CLIENT_CLOSED, "the client was closed");
    }

    static Error cancelled() {
        return of(Error.Code.Value.CANCELLED, "given up by the asker");
    }

    static Error tooManyInFlight() {
        return of(Error.Code.Value.TOO_MANY_IN_FLIGHT, "every connection has as many questions as it may have");
    }

    static Error empty(String why) {
        return of(Error.Code.Value.EMPTY_ANSWER, why);
    }

    /** What the server reported, if it names a code. */
    static Error reported(Error error) {
        return error.getCode() == Error.Code.Value.UNSPECIFIED ? empty("error: without a code") : error;
    }

    /**
     * Whether another server may well answer. A server that fails at once has the fewest questions in flight, so it
     * draws them: they must not end there while another node can answer them.
     */
    static boolean isWorthRetrying(Error error) {
        return switch (WhoActs.on(error.getCode())) {
            case CLIENT_RETRIES_ELSEWHERE -> true;
            case OPERATOR -> !ENDS_WHERE_IT_WAS_TOLD.contains(error.getCode());
            case CALLER -> false;
        };
    }
}
