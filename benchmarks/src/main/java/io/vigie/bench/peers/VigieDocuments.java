package io.vigie.bench.peers;

import io.vigie.bench.bulk.BulkLoad;
import io.vigie.bench.bulk.ServerProcess;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.load.LoadGenerator;
import io.vigie.bench.load.LoadResult;
import io.vigie.bench.load.Pace;
import io.vigie.server.ingest.SyntheticFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ours, in a process of its own, audit trail on. */
final class VigieDocuments implements DocumentPeer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NumberedDocuments documents;
    private final TemporaryFolder folder;
    private final ServerProcess server;

    private VigieDocuments(NumberedDocuments documents, TemporaryFolder folder, ServerProcess server) {
        this.documents = documents;
        this.folder = folder;
        this.server = server;
    }

    /**
     * @param options of {@code vigie serve}
     */
    static VigieDocuments start(NumberedDocuments documents, List<String> options) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("vigie-bench-ours");
        Path data = load(documents, folder.path());
        return new VigieDocuments(documents, folder, ServerProcess.start(data, options));
    }

    /** The data folder, below another. */
    static Path load(NumberedDocuments documents, Path folder) throws IOException {
        Path records = folder.resolve("records.pb");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
            SyntheticFiles.writeRecords(documents.world(), SyntheticFiles.Format.PB, out);
        }
        Path data = folder.resolve("data");
        BulkLoad.measure(records, data, _ -> {});
        Files.delete(records);
        return data;
    }

    @Override
    public double rate(NumberedDocuments.Kind kind, int connections, int pipeline, Duration duration)
            throws IOException, InterruptedException {
        LoadResult result = LoadGenerator.run(
                new LoadGenerator.Config(
                        server.address(),
                        connections,
                        new Pace.Closed(pipeline),
                        documents.questions(kind),
                        Duration.ZERO,
                        duration,
                        PATIENCE),
                _ -> {});
        if (!result.isRight()) {
            throw new IOException("ours answered wrongly or not at all: " + String.join("; ", result.examples()));
        }
        return result.answersPerSecond();
    }

    ServerProcess server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.close();
    }
}
