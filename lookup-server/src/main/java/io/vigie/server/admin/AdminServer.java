package io.vigie.server.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.query.QueryService;
import io.vigie.v1.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /metrics}. Thread-safe.
 *
 * <p>Live: the process runs. Ready: 200 when the node answers questions, else 503 with one reason a line.
 */
public final class AdminServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            2, task -> Thread.ofPlatform().name("vigie-admin").daemon().unstarted(task));

    private AdminServer(HttpServer server, QueryService queries, ServerMetrics metrics) {
        this.server = server;
        server.createContext("/health/live", only("/health/live", exchange -> send(exchange, 200, TEXT, "live\n")));
        server.createContext("/health/ready", only("/health/ready", exchange -> ready(exchange, queries)));
        server.createContext(
                "/metrics", only("/metrics", exchange -> send(exchange, 200, PROMETHEUS, metrics.scrape())));
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address cannot be used
     */
    public static AdminServer open(InetSocketAddress address, QueryService queries, ServerMetrics metrics)
            throws IOException {
        try {
            return new AdminServer(HttpServer.create(address, 64), queries, metrics);
        } catch (IOException e) {
            throw new IOException(
                    "admin.listen: " + address.getHostString() + ":" + address.getPort() + " cannot be used ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void ready(HttpExchange exchange, QueryService queries) throws IOException {
        Status status = queries.status();
        if (status.getReady()) {
            StringBuilder text = new StringBuilder("ready\n");
            status.getWarningsList().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
            send(exchange, 200, TEXT, text.toString());
        } else {
            send(exchange, 503, TEXT, String.join("\n", status.getReasonsList()) + "\n");
        }
    }

    /** Answers GET and HEAD on exactly this path. */
    private static HttpHandler only(String path, HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                boolean reads = exchange.getRequestMethod().equals("GET")
                        || exchange.getRequestMethod().equals("HEAD");
                if (!reads) {
                    send(exchange, 405, TEXT, "only GET\n");
                } else if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, 404, TEXT, "not found\n");
                } else {
                    handler.handle(exchange);
                }
            }
        };
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
