package io.vigie.server.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key of one segment: AES-256-GCM. Used by one thread; closing forgets it. */
final class SegmentKey implements AutoCloseable {
    static final int TAG_SIZE = 16;
    static final int SIZE = 32;

    private static final int NONCE_SIZE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final SecretKey cipherKey;
    private final Cipher cipher;
    private long nonces;

    SegmentKey(byte[] key) {
        this.key = key.clone();
        this.cipherKey = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    static SegmentKey random() {
        byte[] key = new byte[SIZE];
        RANDOM.nextBytes(key);
        return new SegmentKey(key);
    }

    /** The key itself, to be wrapped. */
    byte[] bytes() {
        return key.clone();
    }

    /** A number for a block, never given twice: also a block whose writing failed has used its own up. */
    long nextNonce() {
        return nonces++;
    }

    /**
     * Encrypts in place, and writes the tag behind.
     *
     * @param block whose bytes before {@code from} stay as they are, and cannot be changed unseen
     */
    void seal(byte[] block, long nonce, int from, int to) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, parameters(nonce));
            cipher.updateAAD(block, 0, from);
            cipher.doFinal(block, from, to - from, block, from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block cannot be encrypted", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @param to end of the tag
     * @throws GeneralSecurityException when it was made without this key, or changed
     */
    byte[] open(byte[] block, long nonce, int from, int to) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, cipherKey, parameters(nonce));
        cipher.updateAAD(block, 0, from);
        return cipher.doFinal(block, from, to - from);
    }

    private static GCMParameterSpec parameters(long nonce) {
        return new GCMParameterSpec(
                8 * TAG_SIZE, ByteBuffer.allocate(NONCE_SIZE).putLong(NONCE_SIZE - Long.BYTES, nonce).array());
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
