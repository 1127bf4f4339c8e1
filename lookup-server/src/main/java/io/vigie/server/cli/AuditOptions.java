package io.vigie.server.cli;

import io.vigie.server.audit.AuditReading;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.audit.OfficerPrivateKey;
import io.vigie.server.audit.TrailKeys;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.operator.OperatorClient;
import io.vigie.text.Counted;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where an audit trail lies, and how it is read. */
final class AuditOptions {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder")
    private Path data = Path.of("");

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    /** What opens it. */
    static final class Key {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "private key of the security officer; may be given several times, for keys of other years")
        private List<Path> files = new ArrayList<>();

        private List<OfficerPrivateKey> read(CommandLine line) {
            List<OfficerPrivateKey> keys = new ArrayList<>();
            for (Path file : files) {
                try {
                    keys.add(OfficerPrivateKey.read(file));
                } catch (IllegalArgumentException e) {
                    throw new ParameterException(line, "--key: " + file + " (" + e.getMessage() + ")");
                }
            }
            return keys;
        }
    }

    ServerConfig config() {
        return config.read(data, Map.of());
    }

    /** Checks the trail and tells its faults. */
    int verify(CommandLine line, Key key, List<Path> witnesses, @Nullable Path publicKey) throws IOException {
        ServerConfig read = config();
        List<Path> asked = new ArrayList<>(witnesses);
        asked.addAll(read.audit().witnesses());
        return told(line, AuditTrail.verify(folder(read), keys(read, key.read(line)), asked, publicKey));
    }

    /** Records that the trail is read, reads it, and tells its faults. */
    int read(CommandLine line, Key key, Consumer<AuditEntry> sink) throws IOException {
        ServerConfig read = config();
        TrailKeys keys = keys(read, key.read(line));
        Path folder = folder(read);
        String reading = UUID.randomUUID().toString();
        record(read, folder, reading);
        AuditTrail.Verified verified = AuditTrail.read(folder, keys, entry -> {
            if (!AuditReading.isOf(entry, reading)) {
                sink.accept(entry);
            }
        });
        return told(line, verified);
    }

    private void record(ServerConfig read, Path folder, String reading) throws IOException {
        try (@Nullable OperatorClient server = OperatorClient.connect(data)) {
            if (server == null) {
                AuditReading.record(folder, read.audit(), reading);
            } else {
                server.recordAuditReading(reading);
            }
        }
    }

    private static TrailKeys keys(ServerConfig config, List<OfficerPrivateKey> officers) {
        return TrailKeys.of(officers, config.audit().retention(), Clock.systemUTC());
    }

    private static Path folder(ServerConfig config) throws IOException {
        Path folder = config.auditFolder();
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        return folder;
    }

    private static int told(CommandLine line, AuditTrail.Verified verified) {
        line.getOut().flush();
        verified.notes().forEach(note -> line.getErr().println(note));
        verified.faults().forEach(fault -> line.getErr().println("vigie: " + fault));
        line.getErr()
                .println(Counted.of(verified.entries(), "entry", "entries") + " in " + Counted.of(verified.segments(), "segment") + ", "
                        + Counted.of(verified.faults().size(), "fault"));
        return verified.faults().isEmpty() ? ExitCode.ANSWERED : ExitCode.FAILED;
    }
}
