package io.vigie.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How far a trail had come at a time, signed by the server that wrote it. A line of text: {@code VIGIE-CHECKPOINT 1}, time, number
 * of the segment, end of its last block, that block's digest in hex, and the Ed25519 signature of all before it in Base64.
 *
 * @param digest of the block that ends there, or of the segment's header
 */
record Checkpoint(Instant time, int segment, long offset, String digest) {
    private static final String TITLE = "VIGIE-CHECKPOINT 1";
    private static final int PARTS = 7;

    static Checkpoint of(SegmentWriter.Head head, Instant now) {
        return new Checkpoint(now, head.segment(), head.offset(), HexFormat.of().formatHex(head.digest()));
    }

    private String text() {
        return TITLE + " " + time + " " + segment + " " + offset + " " + digest;
    }

    /** The line, with its break. */
    String signed(PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text().getBytes(StandardCharsets.US_ASCII));
            return text() + " " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** What a line says; null when it is no checkpoint that the key has signed. */
    static @Nullable Checkpoint read(String line, PublicKey key) {
        String[] parts = line.split(" ");
        if (parts.length != PARTS || !line.startsWith(TITLE + " ")) {
            return null;
        }
        try {
            Checkpoint read = new Checkpoint(
                    Instant.parse(parts[2]), Integer.parseInt(parts[3]), Long.parseLong(parts[4]), parts[5]);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(read.text().getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getDecoder().decode(parts[6])) ? read : null;
        } catch (DateTimeParseException | IllegalArgumentException | GeneralSecurityException e) {
            return null;
        }
    }
}
