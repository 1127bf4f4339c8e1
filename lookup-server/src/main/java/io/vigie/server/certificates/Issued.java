package io.vigie.server.certificates;

import java.security.KeyPair;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate with its key.
 *
 * @param certificate signed by the authority
 * @param keys of whoever it names
 */
record Issued(X509CertificateHolder certificate, KeyPair keys) {}
