package io.vigie.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link TlsFiles} held when they were read. Thread-safe. */
public final class TlsMaterial {
    private static final int WELL_SIGNED_MAX = 20_000;

    private final TlsFiles files;
    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final List<X509Certificate> authorities;
    private final List<X509CRL> revocations;

    /**
     * Paths whose signatures and constraints were found good by these authorities, which no time changes; periods and revocation
     * are looked at every time. Most of what judging a certificate costs is in here, and whoever is connected is judged often.
     * Each is the SHA-256 of its certificates below the authorities.
     */
    private final Set<ByteBuffer> wellSigned = ConcurrentHashMap.newKeySet();

    private TlsMaterial(
            TlsFiles files,
            List<X509Certificate> chain,
            PrivateKey key,
            List<X509Certificate> authorities,
            List<X509CRL> revocations) {
        this.files = files;
        this.chain = List.copyOf(chain);
        this.key = key;
        this.authorities = List.copyOf(authorities);
        this.revocations = List.copyOf(revocations);
    }

    /**
     * Reads the files.
     *
     * @throws TlsException when one cannot be read, or the key is not the certificate's
     */
    public static TlsMaterial read(TlsFiles files) throws TlsException {
        List<String> problems = new ArrayList<>();
        List<X509Certificate> chain = part(() -> PemFile.read(files.certificate()).certificates(), problems);
        PrivateKey key = part(() -> PemFile.read(files.key()).key(), problems);
        List<X509Certificate> authorities = part(() -> PemFile.read(files.authorities()).certificates(), problems);
        Path list = files.revocations();
        List<X509CRL> revocations =
                list == null ? List.of() : part(() -> PemFile.read(list).revocations(), problems);
        if (chain == null || key == null || authorities == null || revocations == null) {
            throw new TlsException(problems);
        }
        TlsMaterial material = new TlsMaterial(files, chain, key, authorities, revocations);
        if (!material.isKeyOfCertificate()) {
            throw new TlsException(List.of(files.key() + ": is the key of another certificate (expected: that of "
                    + files.certificate() + ")"));
        }
        return material;
    }

    /**
     * Checks that everything is good for its use now, but for what {@link #outdated} tells.
     *
     * @throws TlsException with a line for each fault
     */
    public void check(TlsUse use, Instant now) throws TlsException {
        List<String> problems = new ArrayList<>();
        for (X509Certificate authority : authorities) {
            String fault = authority.getBasicConstraints() < 0
                    ? "is not an authority's certificate"
                    : periodFault(authority, now);
            if (fault != null) {
                problems.add(files.authorities() + ": " + fault);
            }
        }
        for (X509CRL list : revocations) {
            if (signer(list) == null) {
                problems.add(files.revocations() + ": is signed by none of " + files.authorities());
            }
        }
        String fault = ownFault(use, now);
        if (fault != null) {
            problems.add(files.certificate() + ": " + fault);
        }
        if (!problems.isEmpty()) {
            throw new TlsException(problems);
        }
    }

    /** Why a certificate of the other side is not trusted now, for people; null when it is. */
    public @Nullable String peerFault(List<X509Certificate> peer, TlsUse use, Instant now) {
        String fault = fault(peer, use, now);
        return fault == null ? null : "the certificate " + fault;
    }

    /** When a list of revoked certificates should have been replaced and was not; for people, or null. */
    public @Nullable String outdated(Instant now) {
        for (X509CRL list : revocations) {
            if (isOutdated(list, now)) {
                return files.revocations() + ": should have been replaced by "
                        + list.getNextUpdate().toInstant();
            }
        }
        return null;
    }

    /**
     * This, with the lists of revoked certificates that the files hold now, as far as they can be read and are signed; whatever
     * was revoked before stays so. For when other files cannot be used.
     *
     * @return itself when there are no others
     */
    public TlsMaterial withRevocationsRead() {
        Path list = files.revocations();
        List<X509CRL> read = list == null ? null : part(() -> PemFile.read(list).revocations(), new ArrayList<>());
        if (read == null) {
            return this;
        }
        List<X509CRL> signed = read.stream().filter(one -> signer(one) != null).toList();
        Set<X509CRL> all = new LinkedHashSet<>(signed);
        revocations.stream()
                .filter(old -> signed.stream().noneMatch(one -> covers(one, old)))
                .forEach(all::add);
        return all.equals(Set.copyOf(revocations))
                ? this
                : new TlsMaterial(files, chain, key, authorities, List.copyOf(all));
    }

    /** When the own certificate ends. */
    public Instant ends() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** When the first of the authorities ends. */
    public Instant authoritiesEnd() {
        return authorities.stream()
                .map(authority -> authority.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Whether secure connections made with the other one need nothing else: lists of revoked ones may differ. */
    public boolean differsInRevocationsOnly(TlsMaterial other) {
        return chain.equals(other.chain) && authorities.equals(other.authorities);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    List<X509Certificate> authorities() {
        return authorities;
    }

    private @Nullable String ownFault(TlsUse use, Instant now) {
        X509Certificate own = chain.get(0);
        if (own.getIssuerX500Principal().equals(own.getSubjectX500Principal()) && isSignedBy(own, own)) {
            return "is self-signed (expected: signed by one of " + files.authorities() + ")";
        }
        return fault(chain, use, now);
    }

    private @Nullable String fault(List<X509Certificate> certificates, TlsUse use, Instant now) {
        if (authorities.contains(certificates.get(0))) {
            return "is an authority's (expected: one that an authority has signed)";
        }
        for (X509Certificate certificate : certificates) {
            String fault = periodFault(certificate, now);
            if (fault != null) {
                return fault;
            }
            if (isRevoked(certificate)) {
                return "is revoked";
            }
        }
        try {
            if (!use.isAllowedBy(certificates.get(0).getExtendedKeyUsage())) {
                return "is for another use (expected: " + use.meaning() + ")";
            }
            List<X509Certificate> below = certificates.stream()
                    .filter(one -> !authorities.contains(one))
                    .toList();
            ByteBuffer path = digest(below);
            if (!wellSigned.contains(path)) {
                validate(below, now);
                remember(path);
            }
            return null;
        } catch (CertificateParsingException e) {
            return "has uses that cannot be read";
        } catch (CertPathValidatorException e) {
            return "is signed by none of the known authorities (" + e.getMessage() + ")";
        } catch (GeneralSecurityException e) {
            return "cannot be checked (" + e.getMessage() + ")";
        }
    }

    private static ByteBuffer digest(List<X509Certificate> path) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (X509Certificate certificate : path) {
            digest.update(certificate.getEncoded());
        }
        return ByteBuffer.wrap(digest.digest());
    }

    private void remember(ByteBuffer path) {
        if (wellSigned.size() >= WELL_SIGNED_MAX) {
            wellSigned.clear();
        }
        wellSigned.add(path);
    }

    private void validate(List<X509Certificate> below, Instant now) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        PKIXParameters parameters = new PKIXParameters(anchors);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
    }

    /** Lists are of one authority each: the same serial number of another is somebody else's. */
    private boolean isRevoked(X509Certificate certificate) {
        for (X509CRL list : revocations) {
            X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
            if (entry != null && list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable X509Certificate signer(X509CRL list) {
        for (X509Certificate authority : authorities) {
            try {
                list.verify(authority.getPublicKey());
                return authority;
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        return null;
    }

    private static boolean covers(X509CRL one, X509CRL old) {
        Set<? extends X509CRLEntry> revoked = old.getRevokedCertificates();
        return one.getIssuerX500Principal().equals(old.getIssuerX500Principal())
                && (revoked == null
                        || revoked.stream()
                                .allMatch(entry -> one.getRevokedCertificate(entry.getSerialNumber()) != null));
    }

    private static boolean isOutdated(X509CRL list, Instant now) {
        return list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(now);
    }

    private static @Nullable String periodFault(X509Certificate certificate, Instant now) {
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            return "expired on " + certificate.getNotAfter().toInstant();
        }
        return certificate.getNotBefore().toInstant().isAfter(now)
                ? "is not valid before " + certificate.getNotBefore().toInstant()
                : null;
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate signer) {
        try {
            certificate.verify(signer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isKeyOfCertificate() {
        byte[] sample = new byte[32];
        new SecureRandom().nextBytes(sample);
        try {
            Signature signing = Signature.getInstance(signature());
            signing.initSign(key);
            signing.update(sample);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(signature());
            checking.initVerify(chain.get(0).getPublicKey());
            checking.update(sample);
            return checking.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String signature() {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
    }

    /** Reads one of the files. */
    private interface Part<T> {
        T read() throws IOException;
    }

    private static <T> @Nullable T part(Part<T> part, List<String> problems) {
        try {
            return part.read();
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
