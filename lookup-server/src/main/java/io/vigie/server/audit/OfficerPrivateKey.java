package io.vigie.server.audit;

import io.vigie.server.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;

/** The private key of a security officer: what opens the trail. Never on the server's machine. Immutable. */
public final class OfficerPrivateKey {
    private final RSAPrivateCrtKey key;
    private final OfficerKey publicKey;

    private OfficerPrivateKey(RSAPrivateCrtKey key) throws GeneralSecurityException {
        this.key = key;
        this.publicKey = new OfficerKey((RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
    }

    /**
     * Reads a private key that no password protects.
     *
     * @throws IllegalArgumentException when the file holds none that will do; the message says what was expected
     */
    public static OfficerPrivateKey read(Path file) {
        try {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Pem.read(file, Pem.PRIVATE));
            return new OfficerPrivateKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(encoded));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("expected: a PEM file with the private half of an RSA key", e);
        }
    }

    /**
     * Makes a pair: {@code officer-key.pem}, which belongs on the officer's own machine, and {@code officer-public.pem} for the
     * server.
     *
     * @throws IOException when they cannot be written, or are there already
     */
    public static void generate(Path folder) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(OfficerKey.BITS_MIN);
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.createFolder(folder);
            Pem.create(folder.resolve("officer-key.pem"), Pem.PRIVATE, pair.getPrivate().getEncoded());
            Pem.create(folder.resolve("officer-public.pem"), Pem.PUBLIC, pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    public OfficerKey publicKey() {
        return publicKey;
    }

    /**
     * @throws GeneralSecurityException when it was not wrapped to this key, or was changed
     */
    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        return OfficerKey.cipher(Cipher.DECRYPT_MODE, key).doFinal(wrapped);
    }
}
