package io.vigie.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.server.net.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    private static final Path DATA = Path.of("data");

    @TempDir
    Path folder;

    @Test
    void takesEveryDefaultFromTheReference() {
        ServerConfig config = ServerConfig.read(DATA, null, Map.of(), Map.of());
        assertThat(config.listener().address().getPort()).isEqualTo(7480);
        assertThat(config.adminAddress().getPort()).isEqualTo(7481);
        assertThat(config.listener().transport()).isEqualTo(Transport.AUTO);
        assertThat(config.listener().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(config.listener().frameBytesMax()).isEqualTo(1 << 20);
        assertThat(config.listener().connectionsMax()).isEqualTo(10_000);
        assertThat(config.listener().inFlightMax()).isEqualTo(65_536);
        assertThat(config.listener().inFlightPerConnectionMax()).isEqualTo(1_024);
        assertThat(config.listener().helloTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.query().deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.query().ageMax()).isZero();
        assertThat(config.auditFolder()).isEqualTo(DATA.resolve("audit"));
        assertThat(config.audit().syncInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.audit().segmentBytesMax()).isEqualTo(256 << 20);
    }

    @Test
    void readsEveryKeyOfTheReferenceAndNoOther() {
        // A key that the code does not read would change nothing when set to nonsense.
        String printed = ServerConfig.print(null, Map.of(), Map.of());
        for (String line : printed.lines().toList()) {
            String key = line.substring(0, line.indexOf(" ="));
            if (!key.equals("audit.folder") && !key.equals("audit.witnesses")) {
                assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), Map.of(key, "nonsense!")))
                        .as(key)
                        // Files of certificates are looked at together, when the server starts.
                        .hasMessageContaining(key.contains("tls") ? key : key + ": nonsense!");
            }
        }
    }

    @Test
    void strengthGrowsFromFileToEnvironmentToCommandLine() throws IOException {
        Path file = folder.resolve("vigie.properties");
        Files.writeString(file, "query.deadline = 2s\nnet.threads = 3\nnet.listen = 127.0.0.1:1\n");
        ServerConfig config = ServerConfig.read(
                DATA,
                file,
                Map.of("VIGIE_NET_THREADS", "4", "VIGIE_NET_LISTEN", "127.0.0.1:2"),
                Map.of("net.listen", "127.0.0.1:3"));
        assertThat(config.query().deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.listener().threads()).isEqualTo(4);
        assertThat(config.listener().address().getPort()).isEqualTo(3);
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        Path file = folder.resolve("vigie.properties");
        Files.writeString(file, "net.lisen = 127.0.0.1:1\nquery.deadline = soon\nnet.threads = many\n");
        assertThatThrownBy(() -> ServerConfig.read(DATA, file, Map.of(), Map.of()))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .hasSize(3)
                        .anyMatch(problem -> problem.contains("net.lisen: no such key (did you mean net.listen?)"))
                        .anyMatch(problem -> problem.contains("query.deadline: soon"))
                        .anyMatch(problem -> problem.contains("net.threads: many (expected: a whole number)")));
    }

    @Test
    void aPrimaryElsewhereIsFollowedOverTlsAlone() {
        Map<String, String> keys = Map.of("feed.primary", "192.0.2.1:7480", "data.age-max", "1h");
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), keys))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .startsWith("feed.primary: 192.0.2.1:7480 without feed.tls-certificate"));
        assertThat(ServerConfig.read(DATA, null, Map.of(), Map.of("feed.primary", "127.0.0.1:7480", "data.age-max", "1h")))
                .isNotNull();
    }

    @Test
    void tellsWhatIsOutOfRangeTogetherWithWhatCannotBeRead() {
        Map<String, String> keys = Map.of(
                "net.threads", "many",
                "net.frame-bytes-max", "1",
                "query.deadline", "0s",
                "audit.segment-bytes-max", "1",
                "feed.clock-jump-max", "23h",
                "audit.sync-interval", "soon");
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), keys))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .hasSize(6)
                        .anyMatch(problem -> problem.startsWith("feed.clock-jump-max: PT23H (expected: >= 24h"))
                        .anyMatch(problem -> problem.startsWith("net.threads: many"))
                        .anyMatch(problem -> problem.startsWith("net.frame-bytes-max: 1 (expected: >= 4096)"))
                        .anyMatch(problem -> problem.startsWith("query.deadline: PT0S"))
                        .anyMatch(problem -> problem.startsWith("audit.segment-bytes-max: 1"))
                        .anyMatch(problem -> problem.startsWith("audit.sync-interval: soon")));
    }

    @Test
    void printsNothingThatNoServerWouldStartWith() {
        assertThatThrownBy(() -> ServerConfig.print(null, Map.of(), Map.of("net.threads", "-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("net.threads: -1 (expected: >= 1)");
    }

    @Test
    void tellsTheNearestOfAMisspeltVariable() {
        Map<String, String> environment = Map.of(
                "VIGIE_NET_LISEN", "127.0.0.1:1", "VIGIE_JAVA_OPTIONS", "-Xmx1g", "VIGIE_DEBUG", "1", "HOME", "/");
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, environment, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("environment: VIGIE_NET_LISEN: no such key (did you mean VIGIE_NET_LISTEN?)");
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), Map.of("net.listen", "0.0.0.0:7480")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected: a loopback address");
    }

    @Test
    void noConfigurationLeavesTheTrailOut() {
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), Map.of("audit.sync", "none")))
                .hasMessageContaining("audit.sync: none (expected: interval or always)");
    }

    @Test
    void wantsTheOfficersKeyWhereOthersCanConnect() {
        assertThatThrownBy(() -> ServerConfig.read(DATA, null, Map.of(), Map.of("net.listen", "0.0.0.0:7480")))
                .hasMessageContaining("audit.public-key: empty (expected: the key of a security officer");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> ServerConfig.read(DATA, folder.resolve("none"), Map.of(), Map.of()))
                .hasMessageContaining("none: cannot be read");
    }
}
