package io.vigie.client;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a server listens. */
record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw malformed(text);
        }
        if (host.isBlank()) {
            throw malformed(text);
        }
        return new Endpoint(host, port(text, text.substring(colon + 1)));
    }

    /** Looks the name up anew each time, on a thread of its own: the system's resolver may block for long. */
    CompletionStage<InetSocketAddress> address() {
        byte @Nullable [] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return CompletableFuture.completedFuture(resolve());
        }
        return CompletableFuture.supplyAsync(this::resolve, task -> {
            Thread thread = new Thread(task, "vigie-client-resolver");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private InetSocketAddress resolve() {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("unknown host", e);
        }
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("endpoints: " + text + " (expected: host:port, as in 127.0.0.1:7480)");
    }
}
