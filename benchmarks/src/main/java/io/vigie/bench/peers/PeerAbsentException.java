package io.vigie.bench.peers;

/** A peer is not installed, or cannot run here. Its figures are left out, and it is said why. */
final class PeerAbsentException extends Exception {
    private static final long serialVersionUID = 1L;

    PeerAbsentException(String message) {
        super(message);
    }
}
