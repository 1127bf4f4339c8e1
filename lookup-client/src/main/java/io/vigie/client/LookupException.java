package io.vigie.client;

import io.vigie.v1.Error;

/** A fetch, submission, status or ping that came to nothing. Questions never throw it: they end as {@link Answer.Failed}. */
public final class LookupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Error error;

    LookupException(Error error) {
        super(error.getCode() + ": " + error.getMessage(), null, false, false);
        this.error = error;
    }

    /** Tells what happened and, through {@link io.vigie.wire.WhoActs}, who must act. */
    public Error.Code.Value code() {
        return error.getCode();
    }

    /** Code, message, and the field when one is to blame. */
    public Error error() {
        return error;
    }
}
