package io.vigie.server.cli;

import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Load;
import io.vigie.server.store.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads files of records into a data folder. */
@Command(
        name = "load",
        description = {
            "Loads records from JSON Lines or length-delimited protobuf (.pb), also gzipped, into a data folder.",
            "All good records appear at once; bad ones are named and left out. An interrupted load changes nothing."
        })
final class LoadCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data = Path.of("");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of records, or - for standard input")
    private List<String> files = List.of();

    @Option(names = "--replace", description = "throw away what the folder holds")
    private boolean replace;

    @Option(
            names = "--max-errors",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            showDefaultValue = Visibility.NEVER,
            description = "give up, loading nothing, after more bad records than this")
    private long errorsMax = Long.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Commands.line(spec).getErr();
        long start = System.nanoTime();
        requireReadable();
        Load.Result result;
        try (DataFolder folder = DataFolder.open(data);
                LoadProgress progress = LoadProgress.of(files)) {
            Load load = new Load(
                    folder,
                    new Load.Options(files, replace, errorsMax),
                    bad -> err.println(bad.file() + ":" + bad.number() + ": " + bad.reason()),
                    progress);
            result = load.run();
        }
        err.println(summary(result, (System.nanoTime() - start) / 1e9));
        return result.bad() > 0 ? ExitCode.INVALID : ExitCode.ANSWERED;
    }

    /** Before the data folder is made: a mistyped file must leave nothing behind. */
    private void requireReadable() throws IOException {
        for (String file : files) {
            if (!file.equals("-") && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
                throw new IOException(file + ": cannot be read (no such file, no permission or a folder)");
            }
        }
    }

    private String summary(Load.Result result, double seconds) {
        Contents contents = result.contents();
        String held = contents == null
                ? "no good record: nothing was changed"
                : String.format(
                        Locale.ROOT,
                        "%s holds %,d documents, %,d persons, %,d notices",
                        data,
                        contents.documents(),
                        contents.persons(),
                        contents.notices());
        return String.format(
                Locale.ROOT,
                "loaded %,d records, %,d unchanged, %,d bad, in %.1f s; %s",
                result.accepted(),
                result.unchanged(),
                result.bad(),
                seconds,
                held);
    }
}
