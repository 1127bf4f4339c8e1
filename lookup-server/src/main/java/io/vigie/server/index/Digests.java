package io.vigie.server.index;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Cryptographic digests. */
final class Digests {
    private Digests() {}

    /** SHA-256 of the parts one after the other. */
    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
