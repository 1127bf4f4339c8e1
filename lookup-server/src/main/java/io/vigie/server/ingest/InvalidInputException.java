package io.vigie.server.ingest;

/** Text or bytes that are not what they should be. The message is one line and quotes no personal data. */
public final class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidInputException(String message) {
        this(message, "");
    }

    InvalidInputException(String message, String field) {
        super(message, null, false, false);
        this.field = field;
    }

    /** The field at fault; empty when the message alone tells. */
    public String field() {
        return field;
    }
}
