package io.vigie.client;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import io.vigie.wire.TlsUse;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS. Pure. */
final class ClientTls {
    /** Of the commands; in code they are one. */
    private static final String OPTIONS = "--tls-ca, --tls-cert and --tls-key, or ClientConfig.Builder.tls";

    private ClientTls() {}

    /**
     * What connections are secured with; null when they are not.
     *
     * @throws IllegalArgumentException when a file cannot be used; names it and what is wrong
     */
    static @Nullable SslContext of(ClientConfig config) {
        TlsFiles files = config.tls();
        if (files == null) {
            return null;
        }
        try {
            TlsMaterial material = TlsMaterial.read(files);
            material.check(TlsUse.TERMINAL, Instant.now());
            return TlsContexts.terminal(material);
        } catch (TlsException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        } catch (SSLException e) {
            throw new IllegalArgumentException("tls: the files cannot be used (" + e.getMessage() + ")", e);
        }
    }

    /** Why a server may have ended a plain connection before it greeted. */
    static String plainHint() {
        return "before any greeting: its port is one of TLS, likely (ask with " + OPTIONS + "), or of no Vigie server";
    }

    /** What went wrong in a handshake, for people; null when it was something else. */
    static @Nullable String fault(Throwable cause) {
        Throwable thrown = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (thrown instanceof NotSslRecordException) {
            return "the server does not speak TLS: its port is a plain one, likely (ask without " + OPTIONS + ")";
        }
        return thrown instanceof SSLException ? "TLS: " + thrown.getMessage() : null;
    }
}
