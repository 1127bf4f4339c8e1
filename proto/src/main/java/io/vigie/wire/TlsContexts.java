package io.vigie.wire;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/** TLS 1.3 and nothing older, with certificates on both sides; by the JDK's own implementation. */
public final class TlsContexts {
    private static final String VERSION = "TLSv1.3";

    private TlsContexts() {}

    /**
     * For a server.
     *
     * @param trust decides on certificates of terminals
     */
    public static SslContext server(TlsMaterial material, X509TrustManager trust) throws SSLException {
        return SslContextBuilder.forServer(material.key(), array(material))
                .sslProvider(SslProvider.JDK)
                .protocols(VERSION)
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(trust)
                .build();
    }

    /** For a terminal, which checks that the server's certificate names the host that it asked for. */
    public static SslContext terminal(TlsMaterial material) throws SSLException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(VERSION)
                .keyManager(material.key(), array(material))
                .trustManager(material.authorities().toArray(X509Certificate[]::new))
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    /** The own authorities, as a server tells them to terminals. */
    public static X509Certificate[] authorities(TlsMaterial material) {
        return material.authorities().toArray(X509Certificate[]::new);
    }

    private static X509Certificate[] array(TlsMaterial material) {
        return material.chain().toArray(X509Certificate[]::new);
    }
}
