package io.vigie.server.cli;

import io.vigie.server.audit.AuditTrail;
import io.vigie.server.ingest.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(name = "audit", description = "The audit trail: verify its chain, or show its entries.")
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Commands.line(spec), "audit what? (expected: verify or show)");
    }

    @Command(name = "verify", description = "Checks every block of the trail; ends with 1 when one does not hold.")
    int verify(@Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder") Path data)
            throws IOException {
        return read(data, false);
    }

    @Command(name = "show", description = "Prints every entry of the trail, one line of JSON each.")
    int show(@Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder") Path data)
            throws IOException {
        return read(data, true);
    }

    private int read(Path data, boolean show) throws IOException {
        CommandLine line = Commands.line(spec);
        Path folder = data.resolve("audit");
        if (!Files.isDirectory(folder)) {
            line.getErr().println("vigie: " + folder + ": no audit trail here");
            return ExitCode.FAILED;
        }
        PrintWriter out = line.getOut();
        AuditTrail.Verified verified = AuditTrail.read(folder, entry -> {
            if (show) {
                out.println(Json.print(entry));
            }
        });
        out.flush();
        verified.faults().forEach(fault -> line.getErr().println("vigie: " + fault));
        line.getErr()
                .println(verified.entries() + " entries in " + verified.segments() + " segments, "
                        + verified.faults().size() + " faults");
        return verified.faults().isEmpty() ? ExitCode.ANSWERED : ExitCode.FAILED;
    }
}
