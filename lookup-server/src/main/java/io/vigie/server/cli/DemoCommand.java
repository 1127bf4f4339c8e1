package io.vigie.server.cli;

import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.LookupServer;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Load;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job, on an embedded server and a small synthetic world. */
@Command(
        name = "demo",
        description = "Makes a small world, loads it, serves it, and asks what a border asks. Needs nothing else.")
final class DemoCommand implements Callable<Integer> {
    private static final SyntheticWorld WORLD = new SyntheticWorld(200_000, 50_000, 5_000, 1);
    private static final SyntheticWorld SMALL_WORLD = new SyntheticWorld(20_000, 5_000, 500, 1);
    private static final String SHOWN_LISTEN = "127.0.0.1:7480";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--keep", description = "go on serving, and print commands to try")
    private boolean keep;

    /** For the launcher, which lets the JVM learn from it what commands need. */
    @Option(names = "--small", hidden = true, description = "a tenth of the world")
    private boolean small;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Commands.line(spec).getOut();
        Path folder = Files.createTempDirectory("vigie-demo-");
        // Also when it is stopped by a signal, nothing stays behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
        try {
            load(folder, out);
            return serve(folder, out);
        } finally {
            delete(folder);
        }
    }

    private void load(Path folder, PrintWriter out) throws IOException {
        long start = System.nanoTime();
        SyntheticFiles.write(world(), SyntheticFiles.Format.PB, folder);
        Path blanks = Files.writeString(folder.resolve("blanks.jsonl"), DemoStory.STOLEN_BLANKS);
        Contents contents;
        try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Load.Options options =
                    new Load.Options(
                            List.of(folder.resolve("records.pb").toString(), blanks.toString()), false, 0);
            contents = new Load(data, options, bad -> {}, LoadProgress.silent())
                    .run()
                    .contents();
        }
        if (contents == null) {
            throw new IOException("demo: the world is empty");
        }
        out.printf(
                Locale.ROOT,
                "A small synthetic world, made and loaded in %.1f s: %s.%n%n",
                (System.nanoTime() - start) / 1e9,
                RecordCounts.of(contents));
        out.flush();
    }

    private int serve(Path folder, PrintWriter out) throws IOException, InterruptedException {
        // Without the scrub: the story damages the data and mends it, and the canary alone shall tell.
        Map<String, String> keys = Map.of(
                "net.listen", keep ? SHOWN_LISTEN : "127.0.0.1:0",
                "admin.listen", "127.0.0.1:0",
                "net.drain-timeout", "1s",
                "data.scrub-interval", "0s");
        ServerConfig config = ServerConfig.read(folder.resolve("data"), null, Map.of(), keys);
        boolean right;
        try (LookupServer server = LookupServer.start(config, Clock.systemUTC())) {
            try (LookupClient client = connect(server)) {
                DemoDamage damage = new DemoDamage(folder.resolve("data"), server);
                right = new DemoStory(world(), client, damage, out).tell();
            }
            if (keep) {
                tryThis(server, folder.resolve("questions.jsonl"), out);
                new CountDownLatch(1).await();
            }
        }
        return right ? ExitCode.ANSWERED : ExitCode.FAILED;
    }

    private static LookupClient connect(LookupServer server) {
        return LookupClient.connect(ClientConfig.builder()
                .endpoint("127.0.0.1:" + server.address().getPort())
                .deadline(Duration.ofSeconds(10))
                .build());
    }

    private SyntheticWorld world() {
        return small ? SMALL_WORLD : WORLD;
    }

    private void tryThis(LookupServer server, Path questions, PrintWriter out) {
        String number = world().document(0).getNumber();
        String id = world().document(0).getId();
        out.printf(Locale.ROOT, "%nServing on %s until Ctrl-C. Try, in another terminal:%n", SHOWN_LISTEN);
        out.printf("  ./vigie search document --number %s%n", number);
        out.printf("  ./vigie show %s%n", id);
        out.printf("  ./vigie batch %s | head%n", questions);
        out.printf("  ./vigie status%n");
        out.printf(Locale.ROOT, "  curl http://127.0.0.1:%d/metrics%n", server.adminAddress().getPort());
        out.flush();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder: the system removes what is left.
        }
    }
}
