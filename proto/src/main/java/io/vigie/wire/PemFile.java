package io.vigie.wire;

import io.vigie.text.FileFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of PEM objects, read whole. What is wrong with it is an {@link IOException} whose message begins with the file. */
final class PemFile {
    private static final int SIZE_MAX = 8 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private final Path file;
    private final byte[] content;

    private PemFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    static PemFile read(Path file) throws IOException {
        try {
            if (Files.size(file) > SIZE_MAX) {
                throw new IOException(file + ": " + Files.size(file) + " bytes (expected: <= " + SIZE_MAX + ")");
            }
            return new PemFile(file, Files.readAllBytes(file));
        } catch (IOException e) {
            String what = FileFault.told(e);
            throw new IOException(what.startsWith(file + ": ") ? what : file + ": " + what, e);
        }
    }

    /** At least one. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate certificate : factory().generateCertificates(new ByteArrayInputStream(content))) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (CertificateException e) {
            throw new IOException(file + ": is damaged (expected: certificates in PEM)", e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + ": holds no certificate (expected: -----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** At least one. */
    List<X509CRL> revocations() throws IOException {
        List<X509CRL> lists = new ArrayList<>();
        try {
            for (CRL list : factory().generateCRLs(new ByteArrayInputStream(content))) {
                lists.add((X509CRL) list);
            }
        } catch (CRLException | CertificateException e) {
            throw new IOException(file + ": is damaged (expected: lists of revoked certificates in PEM)", e);
        }
        if (lists.isEmpty()) {
            throw new IOException(file + ": holds no list of revoked certificates (expected: -----BEGIN X509 CRL-----)");
        }
        return lists;
    }

    /** A key in PKCS #8 without a password. */
    PrivateKey key() throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            boolean other = text.contains("PRIVATE KEY-----");
            throw new IOException(file + (other
                    ? ": holds a key of another form (expected: PKCS #8 without a password, -----BEGIN PRIVATE KEY-----)"
                    : ": holds no private key (expected: -----BEGIN PRIVATE KEY-----)"));
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            for (String algorithm : ALGORITHMS) {
                PrivateKey key = key(algorithm, encoded);
                if (key != null) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": is damaged (expected: a private key in PKCS #8)", e);
        }
        throw new IOException(file + ": is damaged (expected: a private key in PKCS #8 of EC, RSA or EdDSA)");
    }

    private static @Nullable PrivateKey key(String algorithm, byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + ": not in this Java", e);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
