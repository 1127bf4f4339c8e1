package io.vigie.server.query;

import io.vigie.server.audit.AuditLog;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.store.DataFolder;
import io.vigie.server.testing.ServedWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A query service on a real folder and trail, without a server around it. */
record ServiceOnFolder(
        DataFolder folder, AuditLog audit, Path auditFolder, ServerMetrics metrics, QueryService service)
        implements AutoCloseable {

    static ServiceOnFolder open(Path data) throws IOException {
        return open(data, Clock.systemUTC());
    }

    /** With a clock for the questions; the trail keeps that of the machine. */
    static ServiceOnFolder open(Path data, Clock clock) throws IOException {
        ServerConfig config = ServedWorld.config(data, Map.of());
        DataFolder folder = DataFolder.open(data);
        AuditLog audit = AuditLog.open(config.auditFolder(), config.audit());
        ServerMetrics metrics = new ServerMetrics();
        QueryService service = new QueryService(folder, audit, metrics, config.query(), clock, "test");
        return new ServiceOnFolder(folder, audit, config.auditFolder(), metrics, service);
    }

    @Override
    public void close() {
        audit.close();
        folder.close();
        metrics.close();
    }
}
