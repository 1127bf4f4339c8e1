package io.vigie.server.cli;

import io.vigie.server.LookupServer;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.store.Background;
import io.vigie.text.Counted;
import io.vigie.v1.DatasetStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--print-config", description = "print the effective configuration and end")
    private boolean printConfig;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Commands.line(spec).getOut();
        if (printConfig) {
            out.print(config.print(addresses()));
            out.flush();
            return ExitCode.ANSWERED;
        }
        if (data == null) {
            throw new ParameterException(Commands.line(spec), "Missing required option: '--data=DIR'");
        }
        ServerConfig configuration = config.read(data, addresses());
        PrintWriter err = Commands.line(spec).getErr();
        // Opening would make the folder: a mistyped name would serve nothing, for ever.
        if (!Files.isDirectory(data)) {
            err.println("vigie: " + data + ": no such data folder");
            return ExitCode.FAILED;
        }
        LookupServer server = LookupServer.start(configuration, Clock.systemUTC());
        Background.enterCompilers();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            stopped.countDown();
            // A drained server ends well: 0, not the 143 of a signal.
            Runtime.getRuntime().halt(ExitCode.ANSWERED);
        }));
        if (configuration.audit().officer() == null) {
            err.println("warning: audit.public-key is empty: whoever can read " + configuration.auditFolder()
                    + " can read who asked for whom");
        }
        err.println(readyLine(server));
        err.flush();
        stopped.await();
        return ExitCode.ANSWERED;
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (listen != null) {
            addresses.put("net.listen", listen);
        }
        if (admin != null) {
            addresses.put("admin.listen", admin);
        }
        return addresses;
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
        String many = dataset.getDataset().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Counted.of(dataset.getRecords(), many.substring(0, many.length() - 1), many);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
