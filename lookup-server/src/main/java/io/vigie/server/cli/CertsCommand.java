package io.vigie.server.cli;

import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a working authority, and certificates of a server and of terminals. */
@Command(
        name = "certs",
        description = {
            "Makes an authority and certificates for TLS, of a server and of terminals.",
            "The authority is ca.pem and ca-key.pem, the server has server.pem and server-key.pem, a terminal "
                    + "PARTY-AUTHORITY-NAME.pem and PARTY-AUTHORITY-NAME-key.pem; crl.pem lists the revoked ones.",
            "What is there and still good is kept, so it may be run again to add terminals or to revoke some."
        })
final class CertsCommand implements Callable<Integer> {
    private static final int DAYS_MAX = 3650;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the files")
    private Path out = Path.of("");

    @Option(
            names = "--terminal",
            paramLabel = "PARTY/AUTHORITY/NAME",
            description = "a terminal; may be given again. PARTY is a state (FRA) or an organisation (EUROPOL)")
    private List<String> terminals = new ArrayList<>();

    @Option(
            names = "--server-name",
            paramLabel = "NAME",
            description = "name or address that clients reach the server by, beside localhost and this machine's own; may be"
                    + " given again")
    private List<String> serverNames = new ArrayList<>();

    @Option(
            names = "--revoke",
            paramLabel = "NAME",
            description = "puts a certificate of the folder on the list of revoked ones, by its file's name without .pem")
    private List<String> revoked = new ArrayList<>();

    @Option(names = "--renew", description = "make the certificates anew although they are still good")
    private boolean renew;

    @Option(
            names = "--days",
            defaultValue = "825",
            paramLabel = "N",
            description = "validity of certificates that are made (default: ${DEFAULT-VALUE})")
    private int days = 825;

    @Override
    public Integer call() throws IOException {
        if (days < 1 || days > DAYS_MAX) {
            throw wrong("--days: " + days + " (expected: 1 to " + DAYS_MAX + ")");
        }
        List<Identity> identities = terminals.stream().map(this::identity).toList();
        PrintWriter err = Commands.line(spec).getErr();
        Authority authority = Authority.open(out, Clock.systemUTC(), Duration.ofDays(days), renew);
        if (revoked.isEmpty() || !serverNames.isEmpty() || renew) {
            tell(err, "server.pem", authority.server(serverNames));
        }
        for (Identity identity : identities) {
            tell(err, Authority.fileName(identity) + ".pem", authority.terminal(identity));
        }
        for (String name : revoked) {
            err.println(out.resolve("crl.pem") + ": " + name + (authority.revoke(name) ? " revoked" : " was revoked already"));
        }
        err.flush();
        return ExitCode.ANSWERED;
    }

    private Identity identity(String text) {
        try {
            return Identity.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--terminal: " + e.getMessage());
        }
    }

    private void tell(PrintWriter err, String file, boolean made) {
        err.println(out.resolve(file) + (made ? ": made" : ": kept"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.line(spec), message);
    }
}
