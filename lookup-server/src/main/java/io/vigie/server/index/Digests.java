package io.vigie.server.index;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Cryptographic digests. */
public final class Digests {
    private Digests() {}

    /** SHA-256 of the parts one after the other. */
    static byte[] sha256(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** To be fed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
