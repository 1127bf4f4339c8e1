package io.vigie.server.testing;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.LookupServer;
import io.vigie.server.config.ServerConfig;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A server over a loaded folder on free ports of the loopback interface, with a client. */
public final class ServedWorld implements AutoCloseable {
    private final LookupServer server;
    private final LookupClient client;

    private ServedWorld(LookupServer server) {
        this.server = server;
        this.client = LookupClient.connect(ClientConfig.builder()
                .endpoint("127.0.0.1:" + server.address().getPort())
                .deadline(Duration.ofSeconds(10))
                .build());
    }

    public static ServedWorld of(Path data, Record... records) throws IOException {
        Fixtures.load(data, records);
        return serve(data, Map.of());
    }

    /** Serves what the folder holds, with some keys of the configuration changed. */
    public static ServedWorld serve(Path data, Map<String, String> changes) throws IOException {
        return new ServedWorld(LookupServer.start(config(data, changes), Clock.systemUTC()));
    }

    public static ServerConfig config(Path data, Map<String, String> changes) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0", "net.drain-timeout", "2s"));
        keys.putAll(changes);
        return ServerConfig.read(data, null, Map.of(), keys);
    }

    public LookupServer server() {
        return server;
    }

    public LookupClient client() {
        return client;
    }

    public int port() {
        return server.address().getPort();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
