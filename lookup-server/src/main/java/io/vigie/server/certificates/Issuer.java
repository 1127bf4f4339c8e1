package io.vigie.server.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Signs with the key of an authority: certificates on the curve P-256, and lists of revoked ones. Immutable. */
final class Issuer {
    private static final String SIGNATURE = "SHA256withECDSA";

    /** Clocks of terminals are behind at times. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509CertificateHolder certificate;
    private final PrivateKey key;

    Issuer(X509CertificateHolder certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** A new authority, self-signed. */
    static Issued authority(String name, Instant now, Duration validity) throws IOException {
        KeyPair keys = newKeys();
        try {
            X509v3CertificateBuilder builder = builder(named(name), named(name), keys, now, validity)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new Issued(builder.build(signer(keys.getPrivate())), keys);
        } catch (GeneralSecurityException e) {
            throw new IOException("authority: cannot be made (" + e.getMessage() + ")", e);
        }
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    /** Whether a certificate is of this authority, and not of another of the same name. */
    boolean hasSigned(X509CertificateHolder other) throws IOException {
        try {
            return other.isSignatureValid(new JcaContentVerifierProviderBuilder().build(certificate));
        } catch (CertException | CertificateException | OperatorCreationException e) {
            throw new IOException("the signature of a certificate cannot be checked (" + e.getMessage() + ")", e);
        }
    }

    /** A new certificate that is good for one purpose alone. */
    Issued issue(String name, KeyPurposeId purpose, List<GeneralName> names, Instant now, Duration validity)
            throws IOException {
        KeyPair keys = newKeys();
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(certificate.getSubject(), named(name), keys, now, validity)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(GeneralName[]::new)))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new Issued(builder.build(signer(key)), keys);
        } catch (GeneralSecurityException e) {
            throw new IOException(name + ": no certificate can be made (" + e.getMessage() + ")", e);
        }
    }

    /** The list of revoked certificates with one more on it; null adds none. */
    X509CRLHolder revocations(
            X509CRLHolder before, @Nullable BigInteger added, Instant now, Duration validity)
            throws IOException {
        return revoked(crl(now, validity).addCRL(before), added, now);
    }

    /** An empty list. */
    X509CRLHolder noRevocations(Instant now, Duration validity) throws IOException {
        return revoked(crl(now, validity), null, now);
    }

    private X509CRLHolder revoked(
            X509v2CRLBuilder list, @Nullable BigInteger added, Instant now) throws IOException {
        if (added != null) {
            list.addCRLEntry(added, Date.from(now), CRLReason.cessationOfOperation);
        }
        return list.build(signer(key));
    }

    private X509v2CRLBuilder crl(Instant now, Duration validity) {
        return new X509v2CRLBuilder(certificate.getSubject(), Date.from(now))
                .setNextUpdate(Date.from(now.plus(validity)));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now, Duration validity) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(validity)),
                subject,
                keys.getPublic());
    }

    private static KeyPair newKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("keys: cannot be made (" + e.getMessage() + ")", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) throws IOException {
        try {
            return new JcaContentSignerBuilder(SIGNATURE).build(key);
        } catch (OperatorCreationException e) {
            throw new IOException("ca-key.pem: cannot sign (" + e.getMessage() + ")", e);
        }
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Vigie test authority")
                .addRDN(BCStyle.CN, name.length() > 64 ? name.substring(0, 64) : name)
                .build();
    }
}
