package io.vigie.server.cli;

import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Load;
import io.vigie.server.ingest.RecordSource;
import io.vigie.server.operator.OperatorClient;
import io.vigie.server.store.Background;
import io.vigie.server.store.DataFolder;
import io.vigie.text.Counted;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.LoadResult;
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

/** Loads files of records into a data folder, through the server that holds it if one does. */
@Command(
        name = "load",
        description = {
            "Loads records from JSON Lines or length-delimited protobuf (.pb), also gzipped, into a data folder.",
            "All good records appear at once; bad ones are named and left out. An interrupted load changes nothing.",
            "A folder that is being served is loaded through its server: without --replace, records appear a few hundred at a "
                    + "time then, with rests between."
        })
final class LoadCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data = Path.of("");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of records, or - for standard input")
    private List<String> files = List.of();

    @Option(
            names = "--replace",
            description = "the folder holds the records of the files afterwards, and no others: those that are equal stay as "
                    + "they are, the rest is withdrawn (kept when anything in the files was bad)")
    private boolean replace;

    @Option(
            names = "--max-errors",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            showDefaultValue = Visibility.NEVER,
            description = "give up after more bad records than this: nothing is loaded then, but what has entered a served "
                    + "folder without --replace stays")
    private long errorsMax = Long.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Commands.line(spec).getErr();
        long start = System.nanoTime();
        requireReadable();
        LoadResult result;
        try (LoadProgress progress = LoadProgress.of(files);
                OperatorClient server = OperatorClient.connect(data)) {
            result = server == null ? here(err, progress) : through(server, err, progress);
        }
        err.println(summary(result, (System.nanoTime() - start) / 1e9));
        return result.getBad() > 0 ? ExitCode.INVALID : ExitCode.ANSWERED;
    }

    private LoadResult here(PrintWriter err, LoadProgress progress) throws IOException {
        try (DataFolder folder = DataFolder.open(data)) {
            Load.Options options = new Load.Options(files, replace, errorsMax);
            Load.Result result = new Load(folder, options, bad -> print(bad, STANDARD_INPUT, err), progress).run();
            Contents contents = result.contents() == null ? Contents.NONE : result.contents();
            return LoadResult.newBuilder()
                    .setAccepted(Math.clamp(result.accepted(), 0, Integer.MAX_VALUE))
                    .setUnchanged(Math.clamp(result.unchanged(), 0, Integer.MAX_VALUE))
                    .setBad(Math.clamp(result.bad(), 0, Integer.MAX_VALUE))
                    .setWithdrawn(Math.clamp(result.withdrawn(), 0, Integer.MAX_VALUE))
                    .setKept(Math.clamp(result.kept(), 0, Integer.MAX_VALUE))
                    .setLost(Math.clamp(result.lost(), 0, Integer.MAX_VALUE))
                    .setDocuments(Math.clamp(contents.documents(), 0, Integer.MAX_VALUE))
                    .setPersons(Math.clamp(contents.persons(), 0, Integer.MAX_VALUE))
                    .setNotices(Math.clamp(contents.notices(), 0, Integer.MAX_VALUE))
                    .build();
        }
    }

    private LoadResult through(OperatorClient server, PrintWriter err, LoadProgress progress) throws IOException {
        LoadRequest.Builder request = LoadRequest.newBuilder().setReplace(replace).setBadMax(Math.clamp(errorsMax, 0, Integer.MAX_VALUE));
        Path spooled = null;
        Background.enter();
        try {
            for (String file : files) {
                if (file.equals(STANDARD_INPUT)) {
                    spooled = spooled == null ? RecordSource.spool(data) : spooled;
                    request.addFiles(spooled.toAbsolutePath().toString());
                } else {
                    request.addFiles(Path.of(file).toAbsolutePath().toString());
                }
            }
            String spool = spooled == null ? "" : spooled.toAbsolutePath().toString();
            return server.load(request.build(), bad -> print(bad, spool, err), progress);
        } finally {
            if (spooled != null) {
                Files.deleteIfExists(spooled);
            }
        }
    }

    /** @param standardInput what it was read from */
    private static void print(Load.BadRecord bad, String standardInput, PrintWriter err) {
        String file = bad.file().equals(standardInput) ? "standard input" : bad.file();
        err.println(file + ":" + bad.number() + ": " + bad.reason());
    }

    /** Before the data folder is made: a mistyped file must leave nothing behind. */
    private void requireReadable() throws IOException {
        for (String file : files) {
            if (!file.equals(STANDARD_INPUT) && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
                throw new IOException(file + ": cannot be read (no such file, no permission or a folder)");
            }
        }
    }

    private String summary(LoadResult result, double seconds) {
        boolean nothing = result.getAccepted() + result.getUnchanged() == 0;
        String held = nothing
                ? "no good record: nothing was changed"
                : data + " holds " + RecordCounts.of(result.getDocuments(), result.getPersons(), result.getNotices());
        String withdrawn = told(result.getWithdrawn(), "; withdrawn: %,d that the files do not hold");
        String kept = told(result.getKept(), "; kept: %,d that the files do not hold, since some of what they hold was bad");
        String lost = told(result.getLost(), "; gone: %,d damaged, which the files do not hold");
        return String.format(
                Locale.ROOT,
                "loaded %s, %,d unchanged, %,d bad, in %.1f s; %s%s%s%s",
                Counted.of(result.getAccepted(), "record"),
                result.getUnchanged(),
                result.getBad(),
                seconds,
                held,
                withdrawn,
                kept,
                lost);
    }

    private static String told(int count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, what, count);
    }
}
