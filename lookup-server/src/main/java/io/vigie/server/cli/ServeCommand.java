package io.vigie.server.cli;

import io.vigie.server.LookupServer;
import io.vigie.server.config.ServerConfig;
import io.vigie.v1.DatasetStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server. */
@Command(name = "serve", description = "Answers questions from a data folder until it is told to stop (SIGTERM drains).")
final class ServeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "data folder, filled by `vigie load`")
    private @Nullable Path data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "where to answer (net.listen)")
    private @Nullable String listen;

    @Option(names = "--admin", paramLabel = "HOST:PORT", description = "health and meters (admin.listen)")
    private @Nullable String admin;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one key of the configuration")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--print-config", description = "print the effective configuration and end")
    private boolean printConfig;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Commands.line(spec).getOut();
        Map<String, String> overrides = overrides();
        if (printConfig) {
            out.print(ServerConfig.print(config, System.getenv(), overrides));
            out.flush();
            return ExitCode.ANSWERED;
        }
        if (data == null) {
            throw new ParameterException(Commands.line(spec), "Missing required option: '--data=DIR'");
        }
        LookupServer server = LookupServer.start(
                ServerConfig.read(data, config, System.getenv(), overrides), Clock.systemUTC());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            stopped.countDown();
            // A drained server ends well: 0, not the 143 of a signal.
            Runtime.getRuntime().halt(ExitCode.ANSWERED);
        }));
        PrintWriter err = Commands.line(spec).getErr();
        err.println(readyLine(server));
        err.flush();
        stopped.await();
        return ExitCode.ANSWERED;
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>(set);
        if (listen != null) {
            overrides.put("net.listen", listen);
        }
        if (admin != null) {
            overrides.put("admin.listen", admin);
        }
        return overrides;
    }

    static String readyLine(LookupServer server) {
        String counts = server.status().getDatasetsList().stream()
                .map(ServeCommand::count)
                .collect(Collectors.joining(", "));
        Duration startUp = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return String.format(
                Locale.ROOT,
                "ready %s admin %s · %s · started in %.2f s",
                text(server.address()),
                text(server.adminAddress()),
                counts,
                startUp.toMillis() / 1000.0);
    }

    private static String count(DatasetStatus dataset) {
        return String.format(
                Locale.ROOT,
                "%,d %s",
                dataset.getRecords(),
                dataset.getDataset().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
