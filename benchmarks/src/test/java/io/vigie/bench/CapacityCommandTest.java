package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vigie.bench.bulk.BulkLoad;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command at a tiny size: that it finds and writes everything, not what. */
class CapacityCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesPageMarkdownAndRawData() throws IOException {
        BenchRun run = run(
                "--documents", "100", "--persons", "100", "--step-millis", "60", "--p99-millis", "2000",
                "--out",
                folder.resolve("report").toString(), "--data", folder.resolve("worlds").toString(), "--json");
        // On a machine that others use no rate may keep any goal: then it is said, and everything is written all the same.
        boolean found = run.out().lines().noneMatch(line -> line.contains(".highest\",\"ours\":0,"));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(found ? 0 : 1);
        assertThat(run.out())
                .contains("{\"name\":\"capacity.documents.highest\",\"ours\":", "\"unit\":\"questions/s\"}")
                .contains("\"capacity.checks.highest\"", "\"capacity.checks.half.p99.9\"")
                .contains("\"capacity.documents.machines.rate100000\"")
                .contains("\"capacity.growth.documents.disk.exponent\"", "\"capacity.growth.persons.memory.exponent\"");
        assertThat(run.out()).isEqualTo(read("capacity.jsonl"));
        String page = read("capacity.html");
        assertThat(page).contains("<svg", "goal: p99 within 2,000 ms", "A quick run").doesNotContain("{{", "src=", "href=", "@import", "url(");
        JsonObject values = values(page);
        assertThat(values.getAsJsonArray("kinds")).hasSize(2);
        assertThat(read("capacity.md"))
                .contains("A quick run", "## Machines for a load\n", "| 100,000 |", "./vigie bench capacity --quick")
                .contains("The load generator runs on the same cores");
        assertThat(lines("steps.csv")).hasSizeGreaterThan(8).first().asString().startsWith("questions,rate,answered,p50 ms");
        assertThat(lines("percentiles.csv")).hasSizeGreaterThan(8 * 13);
        assertThat(lines("growth.csv")).hasSize(1 + 2 + 2).allMatch(line -> line.split(",").length == 10);
        assertThat(lines("sizing.csv")).hasSize(1 + 4);
    }

    @Test
    void failsWhenNoRateKeepsTheGoal() {
        BenchRun run = run("--documents", "60", "--persons", "60", "--step-millis", "40", "--p99-millis", "0.000001");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("not even the lowest rate kept p99 within");
        assertThat(run.out()).contains("| documents | none: not even ");
    }

    /** A folder that says that it holds one world, and holds another. */
    @Test
    void oneWrongAnswerFailsTheRun() throws IOException {
        Path made = folder.resolve("world-60-60-0-2026");
        SyntheticFiles.write(new SyntheticWorld(60, 60, 0, 7), SyntheticFiles.Format.PB, folder.resolve("other"));
        BulkLoad.measure(folder.resolve("other/records.pb"), made.resolve("data"), _ -> {});
        Files.writeString(made.resolve("measured"), "1\n1\n");
        BenchRun run = run("--documents", "60", "--persons", "60", "--step-millis", "40", "--data", folder.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).containsPattern("vigie: [0-9]+ wrong answers; wrong: q[0-9]+: expected HIT");
    }

    @Test
    void refusesWrongUsage() throws IOException {
        assertThat(run("--p99-millis", "0").exitCode()).isEqualTo(2);
        assertThat(run("--p99-millis", "0").err()).contains("--p99-millis: 0.0 (expected: above 0");
        assertThat(run("--full").err()).contains("--quick, --full: both");
        assertThat(run("--documents", "0").err()).contains("--documents: 0 (expected: 1 to 100000000)");
        assertThat(run("--persons", "1000000000").err()).contains("--persons: 1000000000 (expected: 1 to 100000000)");
        assertThat(run("--step-millis", "0").err()).contains("--step-millis: 0 (expected: 1 to 600000)");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("--out", file.toString()).err()).contains("is a file (expected: a folder)");
        assertThat(run("--out", file.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhyTheServerDidNotStart() {
        BenchRun run = run("--documents", "60", "--persons", "60", "--set", "net.thraeds=1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the server did not start: ").contains("net.thraeds");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("report").resolve(file));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("report").resolve(file));
    }

    private static JsonObject values(String page) {
        int from = page.indexOf("const values = ") + "const values = ".length();
        return JsonParser.parseString(page.substring(from, page.indexOf(";\n", from))).getAsJsonObject();
    }

    private static BenchRun run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "capacity";
        arguments[1] = "--quick";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return BenchRun.of(arguments);
    }
}
