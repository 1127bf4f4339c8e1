package io.vigie.bench.micro;

import io.vigie.server.audit.AuditLog;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.query.QueryService;
import io.vigie.server.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A data folder with all that answers and records questions on it, without a listener. Closing closes the folder too. */
public final class AnsweredFolder implements AutoCloseable {
    private final DataFolder folder;
    private final Path auditFolder;
    private final AuditLog audit;
    private final ServerMetrics metrics = new ServerMetrics();
    private final QueryService queries;

    /**
     * @param folder owned from here on
     */
    public AnsweredFolder(DataFolder folder) throws IOException {
        this.folder = folder;
        folder.warm();
        auditFolder = Files.createTempDirectory("vigie-bench-audit");
        audit = AuditLog.open(auditFolder, new AuditLog.Config(Duration.ofSeconds(1), 1 << 30));
        queries = new QueryService(
                folder,
                audit,
                metrics,
                new QueryService.Config(Duration.ofSeconds(1), Duration.ZERO, 1, null),
                Clock.systemUTC(),
                "bench");
    }

    /** Answers, and records what it answered. */
    public QueryService queries() {
        return queries;
    }

    @Override
    public void close() throws IOException {
        audit.close();
        metrics.close();
        folder.close();
        try (var files = Files.list(auditFolder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(auditFolder);
    }
}
