package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vigie.bench.peers.DocumentPeers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every peer once at a tiny size: that they are asked and answer rightly, not how fast. */
class PeersCommandTest {
    @TempDir
    private Path folder;

    @Test
    void bothFindNamesWithATypingError() {
        Map<String, JsonObject> figures = persons("persons.lucene");
        for (String name : List.of("persons.lucene", "persons.lucene.oneEdit")) {
            JsonObject figure = figures.get(name);
            assertThat(figure.get("recall").getAsDouble()).isGreaterThan(90);
            assertThat(figure.get("theirRecall").getAsDouble()).isGreaterThan(90);
            assertRatioIsWithinItsSpread(figure);
        }
    }

    /** What is not installed is skipped, and the run ends well all the same. */
    @Test
    void postgresqlFindsNamesWhereItIsInstalled() {
        BenchRun run = run("--only", "persons.postgresql", "--persons", "2000", "--rounds", "1");
        Map<String, JsonObject> figures = figures(run);
        if (figures.isEmpty()) {
            assertThat(run.err()).contains("skipped: persons.postgresql: ");
        } else {
            assertThat(figures.get("persons.postgresql").get("theirRecall").getAsDouble()).isGreaterThan(50);
        }
    }

    @Test
    void documentsBesideEveryOtherSystem() {
        List<String> only = List.of(
                "documents.no_hit.pipeline1", "documents.hit.pipeline16", "documents.real_mix.pipeline64", "wire.pipeline16", "lmdb", "hashmap");
        BenchRun run = run("--only", String.join(",", only), "--documents", "2000", "--connections", "4", "--rounds", "1",
                "--round-millis", "200");
        Map<String, JsonObject> figures = figures(run);
        for (String name : DocumentPeers.names()) {
            if (only.stream().noneMatch(part -> name.startsWith(part + ".") || name.endsWith("." + part))) {
                assertThat(figures).doesNotContainKey(name);
                continue;
            }
            String peer = name.substring(name.lastIndexOf('.') + 1);
            if (run.err().contains("skipped: " + peer + ": ")) {
                assertThat(figures).doesNotContainKey(name);
            } else {
                assertThat(figures).as(run.err()).containsKey(name);
                assertRatioIsWithinItsSpread(figures.get(name));
            }
        }
        assertThat(figures).containsKeys("wire.pipeline16.echo", "documents.no_hit.lmdb", "documents.real_mix.hashmap");
    }

    @Test
    void theNamesAreThoseThatArePromised() {
        assertThat(DocumentPeers.names())
                .contains("documents.no_hit.pipeline1.redis", "documents.hit.pipeline16.postgresql")
                .contains("documents.real_mix.pipeline64.redis", "wire.pipeline64.echo");
    }

    @Test
    void saysWhatIsNotFair() {
        BenchRun run = BenchRun.of("peers", "--quick", "--only", "documents.no_hit.hashmap", "--documents", "1000", "--round-millis", "20");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Ours and theirs\ndocuments.no_hit.hashmap ").contains("- Against ours: ");
        assertThat(run.out().lines().filter(line -> line.contains(", ratio "))).hasSize(1);
    }

    @Test
    void refusesWrongUsage() {
        BenchRun run = BenchRun.of("peers", "--only", "persons.oracle");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--only: persons.oracle (expected: of ").contains("persons.lucene");
        assertThat(BenchRun.of("peers", "--documents", "10").err()).contains("--documents: 10 (expected: 1000 to 100000000)");
        assertThat(BenchRun.of("peers", "--connections", "0").err()).contains("--connections: 0 (expected: 1 to 100)");
        assertThat(BenchRun.of("peers", "--rounds", "0").exitCode()).isEqualTo(2);
        assertThat(BenchRun.of("peers", "--round-millis", "-1").exitCode()).isEqualTo(2);
    }

    private static void assertRatioIsWithinItsSpread(JsonObject figure) {
        assertThat(figure.get("ratio").getAsDouble())
                .isBetween(figure.get("low").getAsDouble(), figure.get("high").getAsDouble());
        assertThat(figure.get("ours").getAsDouble()).isPositive();
        assertThat(figure.get("theirs").getAsDouble()).isPositive();
    }

    private Map<String, JsonObject> persons(String name) {
        return figures(run("--only", name, "--persons", "2000", "--rounds", "1"));
    }

    private BenchRun run(String... options) {
        System.setProperty("vigie.bench.folder", folder.toString());
        try {
            String[] arguments = new String[options.length + 3];
            arguments[0] = "peers";
            arguments[1] = "--quick";
            arguments[2] = "--json";
            System.arraycopy(options, 0, arguments, 3, options.length);
            BenchRun run = BenchRun.of(arguments);
            assertThat(run.exitCode()).as(run.err()).isZero();
            return run;
        } finally {
            System.clearProperty("vigie.bench.folder");
        }
    }

    private static Map<String, JsonObject> figures(BenchRun run) {
        return run.out().lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .collect(Collectors.toMap(figure -> figure.get("name").getAsString(), Function.identity()));
    }
}
