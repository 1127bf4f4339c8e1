package io.vigie.server.cli;

import io.vigie.server.audit.OfficerPrivateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        description = "The audit trail: verify it, show its entries, tell who uses the server, make an officer's keys.",
        synopsisSubcommandLabel = "verify|show|usage|keys",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class, AuditUsageCommand.class, AuditCommand.Keys.class})
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Commands.line(spec), "audit what? (expected: verify, show, usage or keys)");
    }

    /** Checks the chain. */
    @Command(
            name = "verify",
            description = {
                "Checks every block of the trail, and that it reaches its checkpoints; ends with 1 when something does not hold.",
                "Needs no key; with --key it also checks that every block was made with its segment's, which nobody can who rewrites"
                        + " the chain alone."
            })
    static final class Verify implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private AuditOptions options = new AuditOptions();

        @Mixin
        private AuditOptions.Key key = new AuditOptions.Key();

        @Option(
                names = "--witness",
                paramLabel = "DIR",
                description = "folder of a witness, whose checkpoints the trail must go through; may be given several times")
        private List<Path> witnesses = new ArrayList<>();

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                description = "with which the checkpoints must be signed: a copy of checkpoint-public.pem that lies elsewhere")
        private @Nullable Path publicKey;

        @Override
        public Integer call() throws IOException {
            return options.verify(Commands.line(spec), key, witnesses, publicKey);
        }
    }

    /** Shows the entries. */
    @Command(
            name = "show",
            description = {
                "Prints every entry of the trail, one line of JSON each, with what was asked.",
                "Reading is recorded in the trail first, by the server when one is running."
            })
    static final class Show implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private AuditOptions options = new AuditOptions();

        @Mixin
        private AuditOptions.Key key = new AuditOptions.Key();

        @Override
        public Integer call() throws IOException {
            CommandLine line = Commands.line(spec);
            return options.read(line, key, entry -> line.getOut().println(AuditEntryText.print(entry)));
        }
    }

    /** Makes a key pair. */
    @Command(
            name = "keys",
            description = {
                "Makes the key pair of a security officer: officer-public.pem for the server (audit.public-key), and officer-key.pem, "
                        + "which alone opens the trail and belongs on another machine."
            })
    static final class Keys implements Callable<Integer> {
        @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder, made when absent")
        private Path out = Path.of("");

        @Override
        public Integer call() throws IOException {
            OfficerPrivateKey.generate(out);
            return ExitCode.ANSWERED;
        }
    }
}
