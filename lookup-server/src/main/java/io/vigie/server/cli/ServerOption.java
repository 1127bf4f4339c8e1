package io.vigie.server.cli;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server a command asks. */
final class ServerOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7480",
            description = "server to ask (default: ${DEFAULT-VALUE})")
    private String server = "127.0.0.1:7480";

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    /** How it is proved who asks. */
    static final class Tls {
        @Option(
                names = "--tls-ca",
                required = true,
                paramLabel = "FILE",
                description = "authorities that the server's certificate must come from (PEM)")
        private Path authorities = Path.of("");

        @Option(names = "--tls-cert", required = true, paramLabel = "FILE", description = "certificate of this terminal (PEM)")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", required = true, paramLabel = "FILE", description = "its key (PEM, PKCS #8)")
        private Path key = Path.of("");
    }

    /** A client whose questions may take so long; the caller closes it. */
    LookupClient connect(Duration deadline) {
        try {
            ClientConfig.Builder config = ClientConfig.builder().endpoint(server).deadline(deadline);
            if (tls != null) {
                config.tls(tls.authorities, tls.certificate, tls.key);
            }
            return LookupClient.connect(config.build());
        } catch (IllegalArgumentException e) {
            String what = String.valueOf(e.getMessage());
            throw new ParameterException(
                    Commands.line(command), what.startsWith("tls: ") ? what.substring(5) : "--server: " + what, e);
        }
    }
}
