package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bench.bulk.BulkLoad;
import io.vigie.server.LookupServer;
import io.vigie.server.access.Identity;
import io.vigie.server.certificates.Authority;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generator against a real server over loopback. */
class LoadCommandTest {
    @TempDir
    private static Path folder;

    private static LookupServer server;

    @BeforeAll
    static void serve() throws IOException {
        SyntheticFiles.write(new SyntheticWorld(2_000, 200, 20, 7), SyntheticFiles.Format.PB, folder);
        Path data = folder.resolve("data");
        BulkLoad.measure(folder.resolve("records.pb"), data, _ -> {});
        Map<String, String> anyPort = Map.of("net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0");
        server = LookupServer.start(ServerConfig.read(data, null, Map.of(), anyPort), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void closedLoopFindsEveryAnswerRight() {
        BenchRun run = load("questions.jsonl", "--closed", "--connections", "3", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("{\"name\":\"load.closed.pipeline16\",\"ours\":")
                .contains("\"unit\":\"questions/s\"}")
                .contains("{\"name\":\"load.closed.pipeline16.wrong\",\"ours\":0,\"unit\":\"answers\"}")
                .contains("load.closed.pipeline16.verdict.HIT")
                .contains("load.closed.pipeline16.verdict.NO_HIT")
                .contains("load.closed.pipeline16.p99.9");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void changesAreAcceptedAtTheirRate() {
        String address = "127.0.0.1:" + server.address().getPort();
        BenchRun run = BenchRun.of("changes", "--server", address, "--rate", "200", "--seconds", "1", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("{\"name\":\"changes.p50\",\"ours\":", "\"unit\":\"ms\"}")
                .contains("{\"name\":\"changes.failed\",\"ours\":0,\"unit\":\"changes\"}");
    }

    @Test
    void manifestsAreAnsweredWholeAndRight() {
        String questions = folder.resolve("questions.jsonl").toString();
        String address = "127.0.0.1:" + server.address().getPort();
        BenchRun run = BenchRun.of(
                "manifests", "--server", address, "--questions", questions, "--travellers", "200", "--at-once", "2", "--quick", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("{\"name\":\"manifests.200.p50\",\"ours\":", "\"unit\":\"ms\"}")
                .contains("{\"name\":\"manifests.200.wrong\",\"ours\":0,\"unit\":\"answers\"}");
    }

    @Test
    void openLoopAsksExactlyAsManyAsItsRateSays() {
        BenchRun run = load("questions.jsonl", "--rate", "2000", "--mix", "no-hit", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("{\"name\":\"load.open.rate2000.verdict.NO_HIT\",\"ours\":1000,\"unit\":\"answers\"}")
                .doesNotContain("verdict.HIT");
    }

    @Test
    void mixesHitsInAsAsked() {
        BenchRun run = load("questions.jsonl", "--rate", "2000", "--hits", "0.25", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("{\"name\":\"load.open.rate2000.verdict.NO_HIT\",\"ours\":750,\"unit\":\"answers\"}");
    }

    @Test
    void asksOverTlsWithATerminalsCertificate() throws IOException {
        Path certificates = folder.resolve("certificates");
        Authority authority = Authority.open(certificates, Clock.systemUTC(), Duration.ofDays(30), false);
        authority.server(List.of());
        authority.terminal(Identity.parse("UTO/bench/generator"));
        Path data = folder.resolve("data-over-tls");
        BulkLoad.measure(folder.resolve("records.pb"), data, _ -> {});
        Map<String, String> keys = Map.of(
                "net.listen", "127.0.0.1:0",
                "admin.listen", "127.0.0.1:0",
                "tls.certificate", certificates.resolve("server.pem").toString(),
                "tls.key", certificates.resolve("server-key.pem").toString(),
                "tls.authorities", certificates.resolve("ca.pem").toString());
        try (LookupServer secured = LookupServer.start(ServerConfig.read(data, null, Map.of(), keys), Clock.systemUTC())) {
            String address = "localhost:" + secured.address().getPort();
            List<String> tls = List.of(
                    "--tls-ca", certificates.resolve("ca.pem").toString(),
                    "--tls-cert", certificates.resolve("UTO-bench-generator.pem").toString(),
                    "--tls-key", certificates.resolve("UTO-bench-generator-key.pem").toString());
            BenchRun load = run(
                    List.of("load", "--server", address, "--questions", folder.resolve("questions.jsonl").toString()),
                    List.of("--mix", "no-hit", "--warmup", "0", "--seconds", "0.5"),
                    tls);
            assertThat(load.exitCode()).as(load.err()).isZero();
            BenchRun changes = run(List.of("changes", "--server", address, "--rate", "100", "--seconds", "1"), tls);
            assertThat(changes.exitCode()).as(changes.err()).isZero();
        }
    }

    private static BenchRun run(List<?>... arguments) {
        return BenchRun.of(Stream.of(arguments).flatMap(List::stream).map(String::valueOf).toArray(String[]::new));
    }

    @Test
    void reportsAnAnswerThatIsNotTheTruth() throws IOException {
        falsify("clear-as-hit.jsonl", line -> line.replace("\"verdict\":\"NO_HIT\"", "\"verdict\":\"HIT\""));
        BenchRun run = load("clear-as-hit.jsonl", "--closed");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsPattern("wrong: q[0-9]+: expected HIT, got NO_HIT with \\[\\]");
        assertThat(run.err().lines().filter(line -> line.startsWith("wrong: "))).hasSize(10);
    }

    @Test
    void reportsAHitThatDoesNotNameTheRecord() throws IOException {
        falsify("other-record.jsonl", line -> line.replaceAll("\"recordId\":\"[^\"]+\"", "\"recordId\":\"UTO-D-1\""));
        BenchRun run = load("other-record.jsonl", "--closed", "--mix", "hit");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("with UTO-D-1, got HIT with [");
    }

    @Test
    void namesALineThatIsNoQuestion() throws IOException {
        Files.writeString(folder.resolve("bad.jsonl"), "{\"id\":\"q1\",\"truth\":{}}\n");
        BenchRun run = load("bad.jsonl", "--closed");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bad.jsonl:1: truth.dataset: absent (expected: text)");
    }

    @Test
    void rampAsksAtOneRateAfterTheOther() {
        BenchRun run = load("questions.jsonl", "--ramp", "100:300:100", "--mix", "no-hit", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("{\"name\":\"load.open.rate100.verdict.NO_HIT\",\"ours\":50,\"unit\":\"answers\"}");
    }

    @Test
    void namesAndChecksAreHeldToTheirTruth() throws IOException {
        BenchRun names = load("questions.jsonl", "--rate", "100", "--ask", "names", "--json");
        assertThat(names.exitCode()).as(names.err()).isZero();
        assertThat(names.out()).contains("load.open.rate100.missed", "load.open.rate100.verdict.POSSIBLE");
        BenchRun checks = load("questions.jsonl", "--rate", "100", "--ask", "checks", "--json");
        assertThat(checks.exitCode()).as(checks.err()).isZero();
        // Who names nobody's record misses everybody.
        falsify("other-person.jsonl", line -> line.replaceAll("\"recordId\":\"[^\"]+-P-[0-9]+\"", "\"recordId\":\"UTO-P-1\""));
        BenchRun missed = load("other-person.jsonl", "--rate", "100", "--ask", "names");
        assertThat(missed.exitCode()).isEqualTo(1);
        assertThat(missed.err()).contains(" listed persons missed");
    }

    @Test
    void saysThatMoreConnectionsThanOpenFilesCannotBe() {
        BenchRun run = load("questions.jsonl", "--connections", "100000000");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--connections: 100000000 (expected: at most ", "`ulimit -n` raises it");
    }

    @Test
    void refusesWrongUsage() {
        assertThat(load("questions.jsonl", "--ask", "some").exitCode()).isEqualTo(2);
        assertThat(load("questions.jsonl", "--ramp", "1:2").err()).contains("--ramp: 1:2 (expected: FROM:TO:STEP");
        assertThat(load("questions.jsonl", "--mix", "some").exitCode()).isEqualTo(2);
        assertThat(load("questions.jsonl", "--rate", "1000", "--closed").exitCode()).isEqualTo(2);
        assertThat(load("questions.jsonl", "--pipeline", "0").exitCode()).isEqualTo(2);
        assertThat(load("questions.jsonl", "--hits", "1.5").exitCode()).isEqualTo(2);
    }

    @Test
    void failsWithoutAServer() {
        BenchRun run = BenchRun.of(
                "load", "--server", "127.0.0.1:1", "--questions", folder.resolve("questions.jsonl").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("vigie: 127.0.0.1:1: cannot be reached");
    }

    private static BenchRun load(String questions, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "load",
                "--server",
                "127.0.0.1:" + server.address().getPort(),
                "--questions",
                folder.resolve(questions).toString(),
                "--warmup",
                "0",
                "--seconds",
                "0.5"));
        arguments.addAll(List.of(options));
        return BenchRun.of(arguments.toArray(String[]::new));
    }

    private static void falsify(String file, UnaryOperator<String> change) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("questions.jsonl")).stream().map(change).toList();
        Files.write(folder.resolve(file), lines);
    }
}
