package io.vigie.server.certificates;

import io.vigie.server.access.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.IPAddress;

/**
 * A folder with an authority, a server's certificate, certificates of terminals, and the list of revoked ones. What is there
 * and still good is kept, so that the same call twice changes nothing. Used by one thread of one process.
 */
public final class Authority {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final Duration LIST_VALIDITY = Duration.ofDays(365);

    /** A certificate that ends sooner is made anew. */
    private static final Duration LEFT_LEAST = Duration.ofDays(30);

    private static final String LIST = "crl.pem";
    private static final String SERVER = "server";
    private static final String KEY_ENDING = "-key";

    private final Path folder;
    private final Clock clock;
    private final Duration validity;
    private final boolean renewing;
    private final Issuer issuer;

    private Authority(Path folder, Clock clock, Duration validity, boolean renewing, Issuer issuer) {
        this.folder = folder;
        this.clock = clock;
        this.validity = validity;
        this.renewing = renewing;
        this.issuer = issuer;
    }

    /**
     * Opens the authority of a folder, or makes one, with an empty list of revoked certificates.
     *
     * @param validity of certificates that are made
     * @param renewing makes certificates anew even if those that are there are still good
     * @throws IOException when a file cannot be read or written, with the file
     */
    public static Authority open(Path folder, Clock clock, Duration validity, boolean renewing) throws IOException {
        Files.createDirectories(folder);
        Path certificate = folder.resolve("ca.pem");
        Path key = folder.resolve("ca-key.pem");
        if (Files.exists(certificate) != Files.exists(key)) {
            throw new IOException((Files.exists(key) ? certificate : key)
                    + ": no such file (expected: both ca.pem and ca-key.pem, or neither)");
        }
        if (!Files.exists(key)) {
            Issued made = Issuer.authority("authority of " + hostName(), clock.instant(), AUTHORITY_VALIDITY);
            CertificateFile.writeKey(key, made.keys().getPrivate().getEncoded());
            CertificateFile.write(certificate, made.certificate());
        }
        Issuer issuer = new Issuer(
                CertificateFile.read(certificate, X509CertificateHolder.class),
                new JcaPEMKeyConverter().getPrivateKey(CertificateFile.read(key, PrivateKeyInfo.class)));
        Authority authority = new Authority(folder, clock, validity, renewing, issuer);
        authority.keepList();
        return authority;
    }

    /**
     * Makes {@code server.pem} and {@code server-key.pem}, good for this machine's host name, localhost and both loopback
     * addresses.
     *
     * @param more names and addresses that the server is reached by
     * @return whether they were made; false = there were good ones
     */
    public boolean server(List<String> more) throws IOException {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", hostName(), "127.0.0.1", "::1"));
        names.addAll(more);
        List<GeneralName> alternatives = new ArrayList<>();
        for (String name : names) {
            boolean address = IPAddress.isValid(name);
            alternatives.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return keep(SERVER, hostName(), KeyPurposeId.id_kp_serverAuth, alternatives);
    }

    /**
     * Makes {@code PARTY-authority-terminal.pem} and its key.
     *
     * @return whether they were made; false = there were good ones
     * @throws IOException also when another terminal has these files: hyphens can bring two to the same name
     */
    public boolean terminal(Identity identity) throws IOException {
        if (identity.terminal().endsWith(KEY_ENDING)) {
            throw new IOException(identity + ": a name that ends in " + KEY_ENDING
                    + " (expected: another, since that is how files of keys end)");
        }
        Path file = certificateOf(fileName(identity));
        if (Files.exists(file) && !identityOf(file).equals(identity)) {
            throw new IOException(file + ": is that of " + identityOf(file) + " (expected: " + identity
                    + "; give one of them another name)");
        }
        return keep(
                fileName(identity),
                identity.toString(),
                KeyPurposeId.id_kp_clientAuth,
                List.of(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri())));
    }

    /**
     * Puts the certificate of a terminal, or of the server, on the list of revoked ones, and those that it took the place of.
     *
     * @param name of its file without the ending, or PARTY/authority/terminal
     * @return false when it was there already
     */
    public boolean revoke(String name) throws IOException {
        Path file = certificateOf(name.replace('/', '-'));
        if (name.contains("..") || !Files.exists(file)) {
            throw new IOException(file + ": no such file (expected: a certificate of this folder, by the name of its file)");
        }
        boolean any = false;
        for (Path one : issuedTo(file)) {
            any |= revoke(one);
        }
        return any;
    }

    private boolean revoke(Path file) throws IOException {
        X509CertificateHolder certificate = CertificateFile.read(file, X509CertificateHolder.class);
        X509CRLHolder list = list();
        if (list.getRevokedCertificate(certificate.getSerialNumber()) != null) {
            return false;
        }
        CertificateFile.write(
                folder.resolve(LIST),
                issuer.revocations(list, certificate.getSerialNumber(), clock.instant(), LIST_VALIDITY));
        return true;
    }

    /** A certificate and those that it took the place of, which are good as long as they say. */
    private List<Path> issuedTo(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Stream.concat(
                            Stream.of(file),
                            files.filter(one -> one.getFileName().toString().startsWith(file.getFileName() + ".")))
                    .toList();
        }
    }

    /** The name of a terminal's files, without the ending. */
    public static String fileName(Identity identity) {
        return identity.toString().replace('/', '-');
    }

    private boolean keep(String name, String subject, KeyPurposeId purpose, List<GeneralName> alternatives)
            throws IOException {
        Path file = certificateOf(name);
        Path key = folder.resolve(name + KEY_ENDING + ".pem");
        if (!renewing && Files.exists(file) && Files.exists(key) && isGood(file, alternatives)) {
            return false;
        }
        if (Files.exists(file)) {
            String serial = CertificateFile.read(file, X509CertificateHolder.class).getSerialNumber().toString(Character.MAX_RADIX);
            Files.move(file, file.resolveSibling(file.getFileName() + "." + serial));
        }
        Issued made = issuer.issue(subject, purpose, alternatives, clock.instant(), validity);
        CertificateFile.writeKey(key, made.keys().getPrivate().getEncoded());
        CertificateFile.write(file, made.certificate());
        return true;
    }

    private boolean isGood(Path file, List<GeneralName> alternatives) throws IOException {
        X509CertificateHolder certificate = CertificateFile.read(file, X509CertificateHolder.class);
        Instant now = clock.instant();
        GeneralNames names = GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        return issuer.hasSigned(certificate)
                && names != null
                && List.of(names.getNames()).containsAll(alternatives)
                && certificate.getIssuer().equals(issuer.certificate().getSubject())
                && list().getRevokedCertificate(certificate.getSerialNumber()) == null
                && certificate.isValidOn(Date.from(now))
                && certificate.getNotAfter().toInstant().isAfter(now.plus(shorter(LEFT_LEAST, validity.dividedBy(2))));
    }

    private void keepList() throws IOException {
        Path file = folder.resolve(LIST);
        Instant now = clock.instant();
        if (!Files.exists(file)) {
            CertificateFile.write(file, issuer.noRevocations(now, LIST_VALIDITY));
        } else if (list().getNextUpdate().toInstant().isBefore(now.plus(LEFT_LEAST))) {
            CertificateFile.write(file, issuer.revocations(list(), null, now, LIST_VALIDITY));
        }
    }

    private X509CRLHolder list() throws IOException {
        return CertificateFile.read(folder.resolve(LIST), X509CRLHolder.class);
    }

    private Path certificateOf(String name) {
        return folder.resolve(name + ".pem");
    }

    private static Identity identityOf(Path file) throws IOException {
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(CertificateFile.read(file, X509CertificateHolder.class));
            return Identity.of(certificate);
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException(file + ": is no terminal's certificate (" + e.getMessage() + ")", e);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
