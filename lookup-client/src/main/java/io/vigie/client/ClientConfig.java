package io.vigie.client;

import io.vigie.wire.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its servers. Immutable; built with {@link #builder}.
 *
 * @param endpoints {@code host:port} of each server; an IPv6 address stands in brackets
 * @param connectionsPerEndpoint 1 is enough for hundreds of thousands of questions a second
 * @param deadline of a call that names none
 * @param connectTimeout for the connection and again for the server's WELCOME
 * @param inFlightMax questions of one connection at once, unless the server allows fewer; as many again may wait for a
 *     connection, and what goes beyond fails with TOO_MANY_IN_FLIGHT
 * @param frameBytesMax largest frame taken, and largest sent unless the server takes only smaller ones
 * @param backoffMin first pause before connecting again; each failure doubles it
 * @param backoffMax longest pause
 * @param clientName product and version, shown to the server's operator
 * @param tls files with which the client proves who it is; null = plain TCP, which servers take on loopback alone
 */
public record ClientConfig(
        List<String> endpoints,
        int connectionsPerEndpoint,
        Duration deadline,
        Duration connectTimeout,
        int inFlightMax,
        int frameBytesMax,
        Duration backoffMin,
        Duration backoffMax,
        String clientName,
        @Nullable TlsFiles tls) {
    static final Duration DEADLINE_MAX = Duration.ofMinutes(10);
    static final int CONNECTIONS_MAX = Long.SIZE;
    private static final int IN_FLIGHT_MAX = 1 << 16;
    private static final int FRAME_BYTES_MIN = 1 << 10;
    private static final int FRAME_BYTES_MAX = 1 << 26;
    private static final int CLIENT_NAME_BYTES_MAX = 256;

    public ClientConfig {
        endpoints = List.copyOf(endpoints);
        range("endpoints", endpoints.size(), 1, CONNECTIONS_MAX);
        endpoints.forEach(Endpoint::parse);
        range("connectionsPerEndpoint", connectionsPerEndpoint, 1, CONNECTIONS_MAX / endpoints.size());
        duration("deadline", deadline);
        duration("connectTimeout", connectTimeout);
        range("inFlightMax", inFlightMax, 1, IN_FLIGHT_MAX);
        range("frameBytesMax", frameBytesMax, FRAME_BYTES_MIN, FRAME_BYTES_MAX);
        duration("backoffMin", backoffMin);
        duration("backoffMax", backoffMax);
        if (backoffMax.compareTo(backoffMin) < 0) {
            throw new IllegalArgumentException("backoffMax: " + backoffMax + " (expected: >= " + backoffMin + ")");
        }
        range("clientName", clientName.getBytes(StandardCharsets.UTF_8).length, 1, CLIENT_NAME_BYTES_MAX);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The defaults, for one server or several. */
    public static ClientConfig of(String... endpoints) {
        Builder builder = builder();
        for (String endpoint : endpoints) {
            builder.endpoint(endpoint);
        }
        return builder.build();
    }

    private static void range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
        }
    }

    private static void duration(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
        if (value.compareTo(DEADLINE_MAX) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: <= " + DEADLINE_MAX + ")");
        }
    }

    /** Collects a configuration. Not thread-safe; {@link #build} validates. */
    public static final class Builder {
        private final List<String> endpoints = new ArrayList<>();
        private int connectionsPerEndpoint = 1;
        private Duration deadline = Duration.ofSeconds(1);
        private Duration connectTimeout = Duration.ofSeconds(1);
        private int inFlightMax = 1024;
        private int frameBytesMax = 1 << 20;
        private Duration backoffMin = Duration.ofMillis(50);
        private Duration backoffMax = Duration.ofSeconds(5);
        private String clientName = "vigie-java";
        private @Nullable TlsFiles tls;

        private Builder() {}

        /** Adds one. */
        public Builder endpoint(String hostAndPort) {
            endpoints.add(hostAndPort);
            return this;
        }

        public Builder connectionsPerEndpoint(int count) {
            connectionsPerEndpoint = count;
            return this;
        }

        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        public Builder inFlightMax(int count) {
            inFlightMax = count;
            return this;
        }

        public Builder frameBytesMax(int bytes) {
            frameBytesMax = bytes;
            return this;
        }

        public Builder backoff(Duration min, Duration max) {
            backoffMin = min;
            backoffMax = max;
            return this;
        }

        public Builder clientName(String value) {
            clientName = value;
            return this;
        }

        /**
         * Speaks TLS 1.3. Files are PEM and read when the client is made.
         *
         * @param authorities that the server's certificate must come from
         * @param certificate of this terminal
         * @param key of the certificate, PKCS #8 without a password
         */
        public Builder tls(Path authorities, Path certificate, Path key) {
            tls = new TlsFiles(certificate, key, authorities, null);
            return this;
        }

        /**
         * Checks every value.
         *
         * @throws IllegalArgumentException that names the value and what is expected
         */
        public ClientConfig build() {
            return new ClientConfig(
                    endpoints,
                    connectionsPerEndpoint,
                    deadline,
                    connectTimeout,
                    inFlightMax,
                    frameBytesMax,
                    backoffMin,
                    backoffMax,
                    clientName,
                    tls);
        }
    }
}
