package io.vigie.bench;

import io.vigie.server.LookupServer;
import io.vigie.server.cli.Vigie;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures Vigie. */
@Command(
        name = "vigie bench",
        description = "Measures Vigie; benchmarks/README.md says which command answers what.",
        mixinStandardHelpOptions = true,
        versionProvider = Bench.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LoadCommand.class, ManifestsCommand.class, ChangesCommand.class, MicroCommand.class, BulkCommand.class, PairsCommand.class, QualityCommand.class, CapacityCommand.class, HeadlineCommand.class, PeersCommand.class, AuditCostCommand.class, TlsCostCommand.class})
public final class Bench implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Reads the version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vigie " + LookupServer.version()};
        }
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with all that it needs to run. */
    static CommandLine commandLine() {
        return Vigie.commandLine(new Bench());
    }

    @Override
    public void run() {
        throw new ParameterException(line(spec), "which command?");
    }

    /** Tells how a run goes, at once. */
    static void say(@Nullable CommandSpec spec, String line) {
        PrintWriter err = line(spec).getErr();
        err.println(line);
        err.flush();
    }

    /** An option whose value will not do. */
    static ParameterException wrong(@Nullable CommandSpec spec, String message) {
        return new ParameterException(line(spec), message);
    }

    /** A number that was given, or what holds otherwise. */
    static int inRange(@Nullable CommandSpec spec, String option, @Nullable Integer given, int otherwise, int max) {
        return (int) inRange(spec, option, given == null ? null : Long.valueOf(given), otherwise, (long) max);
    }

    /** As of ints. */
    static long inRange(@Nullable CommandSpec spec, String option, @Nullable Long given, long otherwise, long max) {
        long value = given == null ? otherwise : given;
        if (value < 1 || value > max) {
            throw wrong(spec, option + ": " + value + " (expected: 1 to " + max + ")");
        }
        return value;
    }

    /** Keys of a server's configuration as its command line takes them. */
    static List<String> serverOptions(Map<String, String> settings) {
        List<String> options = new ArrayList<>();
        settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        return options;
    }

    /** What picocli fills in before a command runs. */
    static CommandLine line(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("command: run without picocli");
        }
        return spec.commandLine();
    }
}
