package io.vigie.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.wire.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of TLS are looked at as long as the server runs, or somebody is told. */
class ServerTlsTest {
    private static final Identity PARIS = Identity.parse("FRA/police/gate-1");
    private static final Identity ROME = Identity.parse("ITA/border/gate-2");

    @TempDir
    private Path folder;

    private Path list = Path.of("");

    @BeforeEach
    void makeCertificates() throws IOException {
        Authority authority = authority();
        authority.server(List.of());
        authority.terminal(PARIS);
        authority.terminal(ROME);
        list = folder.resolve("crl.pem");
    }

    @Test
    void filesAreLookedAtAgainWhateverHasFailed() throws Exception {
        AtomicInteger judged = new AtomicInteger();
        try (ServerTls _ = open(() -> {
            if (judged.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for a test");
            }
        })) {
            authority().revoke(PARIS.toString());
            await().atMost(Duration.ofSeconds(20)).until(() -> judged.get() == 1);
            authority().revoke(ROME.toString());
            await().atMost(Duration.ofSeconds(20)).until(() -> judged.get() == 2);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no pipes with a name")
    void whoeverLooksAfterTheServerIsToldThatNobodyLooksAtTheFiles() throws Exception {
        try (ServerTls tls = open(() -> {})) {
            assertThat(tls.warnings()).isEmpty();
            byte[] good = Files.readAllBytes(list);
            Files.delete(list);
            assertThat(new ProcessBuilder("mkfifo", list.toString()).start().waitFor()).isZero();
            await("as on a mount that does not answer").atMost(Duration.ofSeconds(30))
                    .until(() -> tls.warnings().stream().anyMatch(line -> line.startsWith("TLS files have not been looked at for")));
            Files.write(list, good, StandardOpenOption.WRITE);
            Files.delete(list);
            Files.write(list, good);
            await().atMost(Duration.ofSeconds(30)).until(() -> tls.warnings().isEmpty());
        }
    }

    private Authority authority() throws IOException {
        return Authority.open(folder, Clock.systemUTC(), Duration.ofDays(90), false);
    }

    private ServerTls open(Runnable changed) throws Exception {
        TlsFiles files =
                new TlsFiles(folder.resolve("server.pem"), folder.resolve("server-key.pem"), folder.resolve("ca.pem"), list);
        return ServerTls.open(files, Clock.systemUTC(), Duration.ofSeconds(5), 1, changed);
    }
}
