package io.vigie.bench.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The time from starting a server's JVM to its {@code ready} line. */
public final class StartUp {
    private StartUp() {}

    /**
     * Starts a server over a data folder, waits until it is ready, stops it.
     *
     * @return seconds
     * @throws IOException with what the server said instead
     */
    public static double measure(Path data) throws IOException {
        try (ServerProcess server = ServerProcess.start(data, List.of())) {
            return server.readySeconds();
        }
    }
}
