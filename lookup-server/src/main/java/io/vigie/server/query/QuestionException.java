package io.vigie.server.query;

import io.vigie.v1.Error;

/** A question that cannot be answered as it stands. The message names value and expectation, never personal data. */
final class QuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Error error;

    QuestionException(Error.Code.Value code, String field, String message) {
        super(message, null, false, false);
        this.error = Error.newBuilder()
                .setCode(code)
                .setField(field)
                .setMessage(message)
                .build();
    }

    /** What another part of the server found at fault. */
    QuestionException(Error error) {
        super(error.getMessage(), null, false, false);
        this.error = error;
    }

    Error error() {
        return error;
    }
}
