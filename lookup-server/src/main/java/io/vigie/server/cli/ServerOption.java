package io.vigie.server.cli;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

    /** A client whose questions may take so long; the caller closes it. */
    LookupClient connect(Duration deadline) {
        try {
            return LookupClient.connect(
                    ClientConfig.builder().endpoint(server).deadline(deadline).build());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.line(command), "--server: " + e.getMessage(), e);
        }
    }
}
