package io.vigie.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.LookupServer;
import io.vigie.server.config.ServerConfig;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server over a loaded folder on free ports of the loopback interface, with a client. */
public final class ServedWorld implements AutoCloseable {
    /** The canary and a rebuild of the filter may begin while it is counted. */
    private static final int SLOTS_TOLERATED = 4;

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
        return serve(data, changes, Clock.systemUTC());
    }

    /** The same by another clock. */
    public static ServedWorld serve(Path data, Map<String, String> changes, Clock clock) throws IOException {
        return new ServedWorld(LookupServer.start(config(data, changes), clock));
    }

    public static ServerConfig config(Path data, Map<String, String> changes) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0", "net.drain-timeout", "2s"));
        // Tests that damage data say themselves when it is looked for.
        keys.put("data.scrub-interval", "0s");
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

    /** A meter without tags, as a scrape tells it. */
    public double meter(String name) {
        InetSocketAddress address = server.adminAddress();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + address.getPort() + "/metrics"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + ": not among the meters"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Fails when requests or connections are left over, or when status costs reader slots. */
    @Override
    public void close() {
        client.close();
        try {
            if (isServing()) {
                assertNothingLeft();
            }
        } finally {
            server.close();
        }
    }

    /** False when the test has stopped the server itself. */
    private boolean isServing() {
        InetSocketAddress address = server.adminAddress();
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void assertNothingLeft() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        // A connection is counted until its event loop has seen it end.
        while (meter("vigie_connections") > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        if (!server.status().getReady()) {
            // Without data or audit trail some meters have no value.
            return;
        }
        assertThat(meter("vigie_connections")).as("connections left").isZero();
        assertThat(meter("vigie_in_flight")).as("requests left in flight").isZero();
        double readers = meter("vigie_store_readers");
        for (int i = 0; i < 50; i++) {
            var _ = server.status();
        }
        assertThat(meter("vigie_store_readers")).as("reader slots").isLessThanOrEqualTo(readers + SLOTS_TOLERATED);
    }
}
