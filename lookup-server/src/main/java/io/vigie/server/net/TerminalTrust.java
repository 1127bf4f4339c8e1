package io.vigie.server.net;

import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsMaterial;
import io.vigie.wire.TlsUse;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides on certificates of terminals during the handshake, by what the files hold at that moment. Thread-safe. */
final class TerminalTrust extends X509ExtendedTrustManager {
    private final Supplier<TlsMaterial> material;
    private final Clock clock;

    TerminalTrust(Supplier<TlsMaterial> material, Clock clock) {
        this.material = material;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys) throws CertificateException {
        String fault = material.get().peerFault(List.of(chain), TlsUse.TERMINAL, clock.instant());
        if (fault != null) {
            throw new CertificateException(fault);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys, Socket socket) throws CertificateException {
        checkClientTrusted(chain, keys);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, keys);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys) throws CertificateException {
        throw new CertificateException("a server trusts no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys, Socket socket) throws CertificateException {
        checkServerTrusted(chain, keys);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, keys);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return TlsContexts.authorities(material.get());
    }
}
