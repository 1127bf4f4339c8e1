package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of a terminal whose profile has a rate: they take longer, and nothing of them is lost. */
class RateWaitIT {
    private static final Identity ROME = Identity.parse("ITA/border/gate-2");

    @TempDir
    private Path folder;

    @Test
    void commandsWaitForTheRateOfTheirTerminal() throws IOException {
        Authority authority = Authority.open(folder.resolve("certs"), Clock.systemUTC(), Duration.ofDays(90), false);
        authority.server(List.of());
        authority.terminal(ROME);
        Files.writeString(folder.resolve("profiles.json"), """
                {"profiles": [{"name": "few", "rate": 0.5, "burst": 1}], "grants": [{"profile": "few", "party": "ITA"}]}
                """);
        Fixtures.load(folder.resolve("data"), Fixtures.person("P1", "ANNA ERIKSSON"));
        Map<String, String> keys = Map.of(
                "tls.certificate", file("certs/server.pem"),
                "tls.key", file("certs/server-key.pem"),
                "tls.authorities", file("certs/ca.pem"),
                "access.profiles", file("profiles.json"));
        try (ServedWorld world = ServedWorld.serve(folder.resolve("data"), keys)) {
            List<String> twoBatches = IntStream.rangeClosed(1, 501)
                    .mapToObj(i -> "{\"travelDocument\":{\"id\":\"S" + i + "\",\"owner\":\"ITA\",\"number\":\"SUB" + i
                            + "\",\"status\":\"LOST\"}}")
                    .toList();
            Files.write(folder.resolve("submissions.jsonl"), twoBatches);
            CommandRun submitted = run(world, "submit", file("submissions.jsonl"));
            assertThat(submitted.out().lines()).hasSize(501).allMatch(line -> line.contains("ACCEPTED"));
            assertThat(submitted.code()).isZero();

            CommandRun sent = run(world, "messages", "send", "--to", "FRA", "--text", "hello");
            assertThat(sent.out()).as(sent.err()).startsWith("sent ");
        }
    }

    private CommandRun run(ServedWorld world, String... command) {
        String name = folder.resolve("certs").resolve(Authority.fileName(ROME)).toString();
        String[] options = {
            "--server", "localhost:" + world.port(), "--tls-ca", file("certs/ca.pem"), "--tls-cert", name + ".pem",
            "--tls-key", name + "-key.pem"
        };
        return CommandRun.of(Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
