package io.vigie.bench;

import io.netty.handler.ssl.SslContext;
import io.vigie.client.ClientConfig;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import io.vigie.wire.TlsUse;
import java.nio.file.Path;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command proves who asks; without these options it asks over plain TCP. */
final class TlsOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = false)
    private @Nullable Files files;

    /** All or none. */
    static final class Files {
        @Option(names = "--tls-ca", required = true, paramLabel = "FILE", description = "authorities of the server's certificate (PEM)")
        private Path authorities = Path.of("");

        @Option(names = "--tls-cert", required = true, paramLabel = "FILE", description = "certificate of a terminal (PEM)")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", required = true, paramLabel = "FILE", description = "its key (PEM, PKCS #8)")
        private Path key = Path.of("");
    }

    /** For connections of the generator of load; null = plain. */
    @Nullable SslContext context() {
        if (files == null) {
            return null;
        }
        try {
            return terminal(new TlsFiles(files.certificate, files.key, files.authorities, null));
        } catch (TlsException | SSLException e) {
            throw Bench.wrong(spec, String.valueOf(e.getMessage()));
        }
    }

    /** What a terminal with these files connects with. */
    static SslContext terminal(TlsFiles files) throws TlsException, SSLException {
        TlsMaterial material = TlsMaterial.read(files);
        material.check(TlsUse.TERMINAL, Instant.now());
        return TlsContexts.terminal(material);
    }

    /** For connections of the client library. */
    ClientConfig.Builder in(ClientConfig.Builder config) {
        return files == null ? config : config.tls(files.authorities, files.certificate, files.key);
    }
}
