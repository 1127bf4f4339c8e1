package io.vigie.server.ingest;

/** Text or bytes that are not what they should be. The message is one line and quotes no personal data. */
public final class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message, null, false, false);
    }
}
