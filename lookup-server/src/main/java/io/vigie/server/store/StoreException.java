package io.vigie.server.store;

/** The data folder cannot be used as asked. The message is one line for the operator and names the path. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
