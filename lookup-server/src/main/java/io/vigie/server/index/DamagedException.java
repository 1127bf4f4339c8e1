package io.vigie.server.index;

/** What was read back is not what was written. The dataset is damaged: never answer that nothing is known. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedException(String message) {
        super(message, null, false, false);
    }
}
