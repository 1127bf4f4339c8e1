package io.vigie.client;

import io.vigie.v1.Error;
import io.vigie.wire.WhoActs;

/** Errors that the client finds itself. */
final class Failures {
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

    static boolean isWorthRetrying(Error error) {
        return switch (WhoActs.on(error.getCode())) {
            case CLIENT_RETRIES_ELSEWHERE -> true;
            case CALLER, OPERATOR -> false;
        };
    }
}
