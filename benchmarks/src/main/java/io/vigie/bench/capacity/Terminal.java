package io.vigie.bench.capacity;

import io.netty.handler.ssl.SslContext;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal that asks as those of a border do: over TLS, with a certificate, and under a profile. Closing removes its files. */
final class Terminal implements AutoCloseable {
    private static final Identity WHO = Identity.parse("FRA/border/gate-1");

    /** Everything that a check is made of, at a rate that is counted and not met. */
    private static final String PROFILES = """
            {"profiles": [{"name": "first line", "kinds": ["DOCUMENT", "ZONE", "PERSON"],
                           "datasets": ["TRAVEL_DOCUMENTS", "PERSONS", "NOTICES"], "rate": 1000000}],
             "grants": [{"profile": "first line", "party": "FRA", "authority": "border"}]}
            """;

    private final TemporaryFolder folder;
    private final SslContext tls;

    private Terminal(TemporaryFolder folder, SslContext tls) {
        this.folder = folder;
        this.tls = tls;
    }

    static Terminal create() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("vigie-bench-terminal");
        Path path = folder.path();
        Authority authority = Authority.open(path, Clock.systemUTC(), Duration.ofDays(30), false);
        authority.server(List.of());
        authority.terminal(WHO);
        Files.writeString(path.resolve("profiles.json"), PROFILES);
        String name = Authority.fileName(WHO);
        try {
            return new Terminal(folder, TlsContexts.terminal(TlsMaterial.read(
                    new TlsFiles(path.resolve(name + ".pem"), path.resolve(name + "-key.pem"), path.resolve("ca.pem"), null))));
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What it connects with. */
    SslContext tls() {
        return tls;
    }

    /** Of the server that it asks. */
    List<String> serverOptions() {
        List<String> options = new ArrayList<>();
        set(options, "tls.certificate", "server.pem");
        set(options, "tls.key", "server-key.pem");
        set(options, "tls.authorities", "ca.pem");
        set(options, "access.profiles", "profiles.json");
        return options;
    }

    private void set(List<String> options, String key, String file) {
        options.addAll(List.of("--set", key + "=" + folder.path().resolve(file)));
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
