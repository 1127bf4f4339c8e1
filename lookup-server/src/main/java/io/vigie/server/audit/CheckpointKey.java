package io.vigie.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * With which a server signs the checkpoints of one trail: made with the trail, {@code checkpoint-key.pem} in its folder. Whoever
 * has it can sign others; that the earlier ones lie with witnesses is what counts.
 */
record CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
    private static final String PRIVATE_FILE = "checkpoint-key.pem";
    private static final String PUBLIC_FILE = "checkpoint-public.pem";
    private static final int NAME_BYTES = 8;

    /** That of a trail, made when it has none. */
    static CheckpointKey of(Path trail) throws IOException {
        Path privateFile = trail.resolve(PRIVATE_FILE);
        Path publicFile = trail.resolve(PUBLIC_FILE);
        try {
            if (!Files.exists(publicFile)) {
                Files.deleteIfExists(privateFile);
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                Pem.create(privateFile, Pem.PRIVATE, pair.getPrivate().getEncoded());
                Pem.create(publicFile, Pem.PUBLIC, pair.getPublic().getEncoded());
                return new CheckpointKey(pair.getPrivate(), pair.getPublic());
            }
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(privateFile, Pem.PRIVATE)));
            return new CheckpointKey(privateKey, readPublic(publicFile));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(privateFile + ": holds no Ed25519 key", e);
        }
    }

    /** The public half alone, of a trail or a witness. */
    static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Pem.read(file, Pem.PUBLIC)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": holds no public Ed25519 key", e);
        }
    }

    static Path publicFile(Path trail) {
        return trail.resolve(PUBLIC_FILE);
    }

    /** Under which witnesses keep what this key signs. */
    static String nameOf(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return HexFormat.of().formatHex(AuditBlock.digest(encoded, 0, encoded.length), 0, NAME_BYTES);
    }
}
