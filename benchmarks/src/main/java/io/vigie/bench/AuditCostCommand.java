package io.vigie.bench;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.figures.Rounds;
import io.vigie.server.LookupServer;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.OfficerKey;
import io.vigie.server.audit.OfficerPrivateKey;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What recording costs. */
@Command(
        name = "audit",
        description = {
            "Asks a server in this JVM for documents of which nothing is known, with the audit trail as it is (encrypted to an officer's "
                    + "key, synced every 50 ms) and without one, in alternating rounds of one run, and prints the ratio with its spread.",
            "Without: blocks are filled on the event loop and thrown away. No server can be configured so."
        })
final class AuditCostCommand implements Callable<Integer> {
    private static final int ROUNDS_MAX = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--documents", paramLabel = "N", description = "documents held (default: 1000000, --quick: 50000)")
    private @Nullable Integer documents;

    @Option(names = "--connections", paramLabel = "N", description = "connections (default: ${DEFAULT-VALUE})")
    private int connections = 50;

    @Option(names = "--pipeline", paramLabel = "N", description = "questions under way on each (default: ${DEFAULT-VALUE})")
    private int pipeline = 16;

    @Option(names = "--rounds", paramLabel = "N", description = "of each (default: 5, --quick: 2)")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "S", description = "of records and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int held = Bench.inRange(spec, "--documents", documents, figures.isQuick() ? 50_000 : 1_000_000, 100_000_000);
        int count = Bench.inRange(spec, "--rounds", rounds, figures.isQuick() ? 2 : 5, ROUNDS_MAX);
        SyntheticWorld world = new SyntheticWorld(held, 0, 0, seed);
        Path data = KeptFolders.of("audit-" + held + "-" + seed, KeptFolders.of(world), line -> Bench.say(spec, line));
        NoHitLoad load = new NoHitLoad(
                NoHitLoad.questions(world), connections, pipeline, figures.isQuick(), line -> Bench.say(spec, line));
        Rounds alternating = new Rounds(count, line -> Bench.say(spec, line));
        try (TemporaryFolder folder = TemporaryFolder.create("vigie-bench-audit")) {
            OfficerPrivateKey.generate(folder.path());
            OfficerKey officer = OfficerKey.read(folder.path().resolve("officer-public.pem"));
            Figure figure = alternating.compare(
                    "audit.no_hit.pipeline" + pipeline + ".without",
                    "questions/s",
                    () -> round(data, officer, AuditLog.Sync.INTERVAL, load),
                    () -> round(data, officer, AuditLog.Sync.NONE, load),
                    null);
            figures.print("audit", List.of(figure), Bench.line(spec).getOut());
        }
        return ExitCode.OK;
    }

    private static double round(Path data, OfficerKey officer, AuditLog.Sync sync, NoHitLoad load)
            throws IOException, InterruptedException {
        try (TemporaryFolder trail = TemporaryFolder.create("vigie-bench-trail");
                LookupServer server = LookupServer.start(config(data, trail.path(), officer, sync), Clock.systemUTC())) {
            return load.rate(server.address(), null);
        }
    }

    private static ServerConfig config(Path data, Path trail, OfficerKey officer, AuditLog.Sync sync) {
        ServerConfig read = ServerConfig.read(
                data,
                null,
                Map.of(),
                Map.of(
                        "net.listen", "127.0.0.1:0",
                        "admin.listen", "127.0.0.1:0",
                        "net.threads", "1",
                        "audit.folder", trail.toString()));
        AuditLog.Config audit = read.audit();
        return read.with(new AuditLog.Config(
                sync,
                audit.syncInterval(),
                audit.timeout(),
                audit.segmentBytesMax(),
                officer,
                audit.retention(),
                audit.checkpointInterval(),
                List.of()));
    }
}
