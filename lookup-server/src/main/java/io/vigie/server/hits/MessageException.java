package io.vigie.server.hits;

import io.vigie.v1.Error;

/** A message, or a request about one, that is refused: who asked must change it. Holds no personal data. */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Error error;

    public MessageException(Error.Code.Value code, String field, String message) {
        super(message, null, false, false);
        this.error = Error.newBuilder()
                .setCode(code)
                .setField(field)
                .setMessage(field.isEmpty() ? message : field + ": " + message)
                .build();
    }

    public Error error() {
        return error;
    }
}
