package io.vigie.server.cli;

import io.vigie.client.LookupException;
import io.vigie.server.LookupServer;
import io.vigie.server.config.ConfigException;
import io.vigie.server.index.DamagedException;
import io.vigie.server.ingest.Load;
import io.vigie.server.store.StoreException;
import io.vigie.text.FileFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a border whether anything is known about a traveller or a document. */
@Command(
        name = "vigie",
        description = "Tells a border whether anything is known about a traveller or a document.",
        mixinStandardHelpOptions = true,
        versionProvider = Vigie.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "`vigie demo` shows what it does; `vigie COMMAND --help` tells about one command;",
            "`vigie bench --help` tells about measurements."},
        subcommands = {
            DemoCommand.class,
            GenerateCommand.class,
            LoadCommand.class,
            ImportCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            SearchCommand.class,
            ShowCommand.class,
            BatchCommand.class,
            SubmitCommand.class,
            MrzCommand.class,
            MatchCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            MessagesCommand.class,
            ConfirmCommand.class,
            SnapshotCommand.class,
            RestoreCommand.class,
            VerifyCommand.class,
            CertsCommand.class
        })
public final class Vigie implements Runnable {
    private static final String DEBUG = "VIGIE_DEBUG";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Reads the version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vigie " + LookupServer.version()};
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and gives its exit code. */
    static int run(String... arguments) {
        CommandLine line = commandLine(new Vigie());
        try {
            return line.execute(arguments);
        } catch (Throwable e) { // Errors too: a library that cannot unpack its native part ends in one
            return unexpected(e, line.getErr(), System.getenv(DEBUG) != null);
        }
    }

    /** A command with the failures and exit codes of this one; `bench` has its own jar and the same manners. */
    public static CommandLine commandLine(Object command) {
        CommandLine line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Vigie::wrongUsage)
                .setExecutionExceptionHandler(Vigie::failed);
        line.getSubcommands().values().forEach(Vigie::describeHelp);
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "which command?");
        }
    }

    private static void describeHelp(CommandLine command) {
        if (!command.getCommandSpec().mixinStandardHelpOptions()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        command.getSubcommands().values().forEach(Vigie::describeHelp);
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("vigie: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.INVALID;
    }

    /** One line for what no message was written for; developers can have its stack. */
    static int unexpected(Throwable e, PrintWriter err, boolean debug) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = root.equals(e) ? e.toString() : e + ", caused by " + root;
        err.println("vigie: " + what.replaceAll("\\s*\\R\\s*", " ") + " (set " + DEBUG + "=1 for the stack)");
        if (debug) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** The one place where what went wrong becomes a line and an exit code. */
    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case ConfigException config -> config.problems().forEach(problem -> err.println("vigie: " + problem));
            case StoreException store -> err.println("vigie: " + store.getMessage());
            case DamagedException damaged -> err.println("vigie: " + damaged.getMessage());
            case LookupException lookup -> err.println("vigie: " + lookup.getMessage());
            case Load.TooManyBadRecordsException tooMany -> err.println("vigie: " + tooMany.getMessage());
            case IOException io -> err.println("vigie: " + FileFault.told(io));
            case UncheckedIOException io -> err.println("vigie: " + FileFault.told(io));
            default -> {
                return unexpected(e, err, System.getenv(DEBUG) != null);
            }
        }
        return e instanceof ConfigException || e instanceof Load.TooManyBadRecordsException
                ? ExitCode.INVALID
                : ExitCode.FAILED;
    }
}
