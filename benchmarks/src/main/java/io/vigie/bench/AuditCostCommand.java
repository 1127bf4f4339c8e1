package io.vigie.bench;

import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.figures.Figure;
import io.vigie.server.LookupServer;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.OfficerKey;
import io.vigie.server.audit.OfficerPrivateKey;
import io.vigie.server.config.ServerConfig;
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
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private NoHitOptions options = new NoHitOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        NoHitOptions.Prepared prepared = options.prepare();
        try (TemporaryFolder folder = TemporaryFolder.create("vigie-bench-audit")) {
            OfficerPrivateKey.generate(folder.path());
            OfficerKey officer = OfficerKey.read(folder.path().resolve("officer-public.pem"));
            Figure figure = prepared.compare(
                    "audit.no_hit.pipeline" + options.pipeline() + ".without",
                    () -> round(prepared, officer, AuditLog.Sync.INTERVAL),
                    () -> round(prepared, officer, AuditLog.Sync.NONE));
            options.figures().print("audit", List.of(figure), Bench.line(spec).getOut());
        }
        return ExitCode.OK;
    }

    private static double round(NoHitOptions.Prepared prepared, OfficerKey officer, AuditLog.Sync sync)
            throws IOException, InterruptedException {
        try (TemporaryFolder trail = TemporaryFolder.create("vigie-bench-trail");
                LookupServer server = LookupServer.start(config(prepared.data(), trail.path(), officer, sync), Clock.systemUTC())) {
            return prepared.load().rate(server.address(), null);
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
