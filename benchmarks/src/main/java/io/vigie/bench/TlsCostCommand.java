package io.vigie.bench;

import io.netty.handler.ssl.SslContext;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.load.Greetings;
import io.vigie.server.LookupServer;
import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.server.config.ServerConfig;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What TLS costs. */
@Command(
        name = "tls",
        description = {
            "Asks two servers in this JVM, one with TLS and one without, for documents of which nothing is known, in alternating rounds of "
                    + "one run, and prints the ratio with its spread.",
            "Then connects to both, one connection after the other, and prints the time from connecting to WELCOME: plain, with a full "
                    + "handshake (certificates on both sides), and with a session that is resumed. Both sides are in this JVM."
        })
final class TlsCostCommand implements Callable<Integer> {
    private static final Identity TERMINAL = Identity.parse("UTO/bench/generator");
    private static final int CONNECTIONS_MAX = 1_000_000;
    private static final int PORT = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private NoHitOptions options = new NoHitOptions();

    @Option(names = "--handshakes", paramLabel = "N", description = "of each kind, after as many unmeasured (default: 2000, --quick: 200)")
    private @Nullable Integer handshakes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int greeted = Bench.inRange(spec, "--handshakes", handshakes, options.figures().isQuick() ? 200 : 2_000, CONNECTIONS_MAX);
        NoHitOptions.Prepared prepared = options.prepare();
        List<Figure> results = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("vigie-bench-tls")) {
            Authority authority = Authority.open(folder.path(), Clock.systemUTC(), Duration.ofDays(30), false);
            authority.server(List.of());
            authority.terminal(TERMINAL);
            SslContext terminal = terminal(folder.path());
            results.add(prepared.compare(
                    "tls.no_hit.pipeline" + options.pipeline() + ".plain",
                    () -> round(prepared, keys(folder.path()), terminal),
                    () -> round(prepared, Map.of(), null)));
            results.addAll(greetings(prepared.data(), folder.path(), terminal, greeted));
        }
        options.figures().print("tls", results, Bench.line(spec).getOut());
        return ExitCode.OK;
    }

    private static double round(NoHitOptions.Prepared prepared, Map<String, String> keys, @Nullable SslContext tls)
            throws IOException, InterruptedException {
        try (TemporaryFolder trail = TemporaryFolder.create("vigie-bench-trail");
                LookupServer server = server(prepared.data(), trail.path(), keys)) {
            return prepared.load().rate(addressOf(server), tls);
        }
    }

    private static List<Figure> greetings(Path data, Path certificates, SslContext terminal, int count)
            throws IOException, InterruptedException {
        Histogram plain = new Histogram(3);
        Histogram full = new Histogram(3);
        Histogram resumed = new Histogram(3);
        Path unused = certificates.resolve("trail");
        try (LookupServer server = server(data, unused, keys(certificates));
                Greetings secured = new Greetings(addressOf(server))) {
            var _ = secured.measure(new Greetings.Tls(terminal, PORT));
            for (int i = 0; i < 2 * count; i++) {
                boolean measured = i >= count;
                greeting(secured, new Greetings.Tls(terminal, PORT + 1 + i), false, measured ? full : null);
                greeting(secured, new Greetings.Tls(terminal, PORT), true, measured ? resumed : null);
            }
        }
        try (LookupServer server = server(data, unused, Map.of());
                Greetings open = new Greetings(addressOf(server))) {
            for (int i = 0; i < 2 * count; i++) {
                greeting(open, null, false, i >= count ? plain : null);
            }
        }
        List<Figure> results = new ArrayList<>();
        Map<String, Histogram> kinds = new LinkedHashMap<>();
        kinds.put("plain", plain);
        kinds.put("full", full);
        kinds.put("resumed", resumed);
        kinds.forEach((kind, nanos) -> {
            results.add(Figure.of("tls.welcome." + kind + ".p50", nanos.getValueAtPercentile(50) / 1e6, "ms"));
            results.add(Figure.of("tls.welcome." + kind + ".p99", nanos.getValueAtPercentile(99) / 1e6, "ms"));
        });
        return results;
    }

    private static void greeting(
            Greetings greetings, Greetings.@Nullable Tls tls, boolean resumed, @Nullable Histogram measured)
            throws IOException, InterruptedException {
        Greetings.Greeting greeting = greetings.measure(tls);
        if (greeting.resumed() != resumed) {
            throw new IOException("a session was " + (resumed ? "not resumed" : "resumed") + " (expected: the contrary)");
        }
        if (measured != null) {
            measured.recordValue(greeting.nanos());
        }
    }

    private static LookupServer server(Path data, Path trail, Map<String, String> keys) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0", "net.threads", "1", "audit.folder", trail.toString()));
        all.putAll(keys);
        return LookupServer.start(ServerConfig.read(data, null, Map.of(), all), Clock.systemUTC());
    }

    private static InetSocketAddress addressOf(LookupServer server) {
        return new InetSocketAddress("localhost", server.address().getPort());
    }

    private static Map<String, String> keys(Path certificates) {
        return Map.of(
                "tls.certificate", certificates.resolve("server.pem").toString(),
                "tls.key", certificates.resolve("server-key.pem").toString(),
                "tls.authorities", certificates.resolve("ca.pem").toString(),
                "tls.revocations", certificates.resolve("crl.pem").toString());
    }

    private static SslContext terminal(Path certificates) throws IOException {
        String name = Authority.fileName(TERMINAL);
        try {
            return TlsOptions.terminal(new TlsFiles(
                    certificates.resolve(name + ".pem"),
                    certificates.resolve(name + "-key.pem"),
                    certificates.resolve("ca.pem"),
                    null));
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
