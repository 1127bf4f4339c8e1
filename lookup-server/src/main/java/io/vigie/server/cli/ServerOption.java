package io.vigie.server.cli;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which server a command asks. */
final class ServerOption {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7480",
            description = "server to ask (default: ${DEFAULT-VALUE})")
    private String server = "127.0.0.1:7480";

    /** A client whose questions may take so long; the caller closes it. */
    LookupClient connect(Duration deadline) {
        return LookupClient.connect(ClientConfig.builder().endpoint(server).deadline(deadline).build());
    }
}
