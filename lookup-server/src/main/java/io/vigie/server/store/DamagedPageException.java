package io.vigie.server.store;

/** A page cannot be followed, or a size on disk is impossible. Nothing may be called absent for it. */
public final class DamagedPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedPageException(String message) {
        super(message, null, false, false);
    }
}
