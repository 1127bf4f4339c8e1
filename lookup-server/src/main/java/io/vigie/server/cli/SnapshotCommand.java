package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.ingest.SnapshotWriter;
import io.vigie.server.operator.OperatorClient;
import io.vigie.server.store.Background;
import io.vigie.v1.SnapshotManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A copy of all that a running server holds. */
@Command(
        name = "snapshot",
        description = {
            "Copies all that a running server holds, at one moment, into a new folder.",
            "A manifest says what the copy must hold; `vigie restore` makes a data folder of it. The server of a folder on this "
                    + "machine gives it with --data, to whoever may write in the folder; over the network a certificate needs a "
                    + "profile that names SNAPSHOT."
        })
final class SnapshotCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder whose server is asked, on this machine, in place of --server")
    private @Nullable Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "new or empty folder")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Background.enter();
        try (OperatorClient operator = data == null ? null : serverOf(data);
                SnapshotWriter writer = SnapshotWriter.create(out)) {
            SnapshotManifest manifest = operator == null ? overTheNetwork(writer) : operator.snapshot(writer::write);
            writer.finish(manifest);
            Commands.line(spec)
                    .getErr()
                    .println(String.format(
                            Locale.ROOT,
                            "snapshot of position %d/%d in %s: %s, %,.1f MB, in %.1f s",
                            manifest.getPosition().getEpoch(),
                            manifest.getPosition().getSequence(),
                            out,
                            RecordCounts.of(manifest.getDocuments(), manifest.getPersons(), manifest.getNotices()),
                            writer.bytes() / 1e6,
                            (System.nanoTime() - start) / 1e9));
            return ExitCode.ANSWERED;
        }
    }

    private static OperatorClient serverOf(Path data) throws IOException {
        OperatorClient operator = OperatorClient.connect(data);
        if (operator == null) {
            throw new IOException(data + ": no server on this machine holds it");
        }
        return operator;
    }

    private SnapshotManifest overTheNetwork(SnapshotWriter writer) throws IOException, InterruptedException {
        try (LookupClient client = server.connect(Duration.ofSeconds(30))) {
            return client.snapshot(content -> {
                        try {
                            writer.write(content);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UncheckedIOException io -> throw io.getCause();
                case LookupException lookup -> throw lookup;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
