package io.vigie.wire;

import io.vigie.v1.Error;

/** Bytes that are not a frame of this protocol: the receiver answers with the code and closes. */
public final class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Error.Code.Value code;

    public FrameException(Error.Code.Value code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** One of the codes 1 to 19. */
    public Error.Code.Value code() {
        return code;
    }
}
