package io.vigie.server.cli;

import io.vigie.server.index.Contents;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Fault;
import io.vigie.server.index.Verification;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.StoredMoment;
import io.vigie.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares everything in a data folder with everything else. */
@Command(
        name = "verify",
        description = {
            "Checks a data folder whole, and prints each record that is damaged or missing.",
            "Compares every table with every other; one fault a line, and ends with 1 if there is any. Changes nothing; a server "
                    + "may be using the folder meanwhile."
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data = Path.of("");

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "folder for what is sorted meanwhile (default: that of the system); it may take as much as the data")
    private @Nullable Path scratch;

    private long faults;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Commands.line(spec).getErr();
        long start = System.nanoTime();
        try (ScratchFolder sorted = ScratchFolder.in(scratch);
                StoredMoment moment =
                        StoredMoment.ofFolder(data, (table, what) -> print(new Fault(table, "", what)));
                Bar bar = Bar.of("verify", " M entries", 1_000_000)) {
            Contents contents =
                    Verification.of(moment, sorted.path(), this::print, bar::step).contents();
            err.println(summary(contents, (System.nanoTime() - start) / 1e9));
        } catch (StoreException | DamagedException e) {
            Commands.line(spec).getOut().flush();
            throw e;
        }
        Commands.line(spec).getOut().flush();
        return faults == 0 ? ExitCode.ANSWERED : ExitCode.FAILED;
    }

    private void print(Fault fault) {
        faults++;
        Commands.line(spec).getOut().println(fault);
    }

    private String summary(Contents contents, double seconds) {
        return String.format(
                Locale.ROOT,
                "verified %s at position %d/%d: %s, %s, in %.1f s",
                data,
                contents.epoch(),
                contents.sequence(),
                RecordCounts.of(contents),
                Counted.of(faults, "fault"),
                seconds);
    }
}
