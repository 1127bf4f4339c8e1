package io.vigie.server.cli;

import io.vigie.server.audit.AuditTrail;
import io.vigie.server.ingest.Json;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(
        name = "audit",
        description = "The audit trail: verify its chain, or show its entries.",
        synopsisSubcommandLabel = "verify|show",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Commands.line(spec), "audit what? (expected: verify or show)");
    }

    /** Where the trail lies. */
    static final class Options {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
        private Path data = Path.of("");

        @Mixin
        private ConfigOptions config = new ConfigOptions();

        /** Reads the whole trail and tells its faults. */
        int read(CommandLine line, Consumer<AuditEntry> sink) throws IOException {
            Path folder = config.read(data, Map.of()).auditFolder();
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            AuditTrail.Verified verified = AuditTrail.read(folder, sink);
            line.getOut().flush();
            verified.faults().forEach(fault -> line.getErr().println("vigie: " + fault));
            line.getErr()
                    .println(verified.entries() + " entries in " + verified.segments() + " segments, "
                            + verified.faults().size() + " faults");
            return verified.faults().isEmpty() ? ExitCode.ANSWERED : ExitCode.FAILED;
        }
    }

    /** Checks the chain. */
    @Command(name = "verify", description = "Checks every block of the trail; ends with 1 when one does not hold.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() throws IOException {
            return options.read(Commands.line(spec), entry -> {});
        }
    }

    /** Shows the entries. */
    @Command(name = "show", description = "Prints every entry of the trail, one line of JSON each.")
    static final class Show implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() throws IOException {
            CommandLine line = Commands.line(spec);
            return options.read(line, entry -> line.getOut().println(Json.print(entry)));
        }
    }
}
