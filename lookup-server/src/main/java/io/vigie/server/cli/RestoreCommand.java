package io.vigie.server.cli;

import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Restore;
import io.vigie.server.store.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a data folder of a snapshot. */
@Command(
        name = "restore",
        description = {
            "Makes a snapshot the data of a folder, after everything in it was verified.",
            "All of it appears at once; until then, and when it is refused, the folder holds what it held."
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "folder of the snapshot")
    private Path from = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data = Path.of("");

    @Option(names = "--replace", description = "throw away what the data folder holds")
    private boolean replace;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        try (DataFolder folder = DataFolder.open(data);
                Bar bar = Bar.of("verify", " M entries", 1_000_000)) {
            Contents contents = new Restore(folder, replace)
                    .run(from, fault -> Commands.line(spec).getOut().println(fault), bar::step);
            Commands.line(spec)
                    .getErr()
                    .println(String.format(
                            Locale.ROOT,
                            "restored %s to position %d/%d: %s, in %.1f s",
                            data,
                            contents.epoch(),
                            contents.sequence(),
                            RecordCounts.of(contents),
                            (System.nanoTime() - start) / 1e9));
            return ExitCode.ANSWERED;
        } finally {
            Commands.line(spec).getOut().flush();
        }
    }
}
