package io.vigie.server.audit;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * The public key of a security officer, to which the keys of segments are wrapped (RSA-OAEP with SHA-256). Immutable.
 */
public final class OfficerKey {
    static final int BITS_MIN = 3072;

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final RSAPublicKey key;
    private final byte[] fingerprint;

    OfficerKey(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < BITS_MIN) {
            throw new IllegalArgumentException("an RSA key of " + bits + " bits (expected: >= " + BITS_MIN + ")");
        }
        this.key = key;
        byte[] encoded = key.getEncoded();
        this.fingerprint = AuditBlock.digest(encoded, 0, encoded.length);
    }

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException when the file holds none that will do; the message says what was expected
     */
    public static OfficerKey read(Path file) {
        try {
            X509EncodedKeySpec encoded = new X509EncodedKeySpec(Pem.read(file, Pem.PUBLIC));
            return new OfficerKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected: a PEM file with the public half of an RSA key", e);
        }
    }

    /** SHA-256 of the key as X.509 encodes it. */
    byte[] fingerprint() {
        return fingerprint.clone();
    }

    byte[] wrap(byte[] content) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key).doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked cannot wrap", e);
        }
    }

    static Cipher cipher(int mode, java.security.Key key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key, OAEP);
        return cipher;
    }

    /** The first digits of a fingerprint, for people. */
    static String shortened(byte[] fingerprint) {
        return HexFormat.of().formatHex(fingerprint, 0, 8);
    }

    @Override
    public String toString() {
        return shortened(fingerprint);
    }
}
