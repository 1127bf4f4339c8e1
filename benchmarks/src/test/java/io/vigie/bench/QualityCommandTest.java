package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench quality}: floors far below the figures of docs/matching.md, that broken matching misses. */
class QualityCommandTest {
    private static final String FOLDER = "vigie.bench.folder";

    @TempDir
    private Path folder;

    @Test
    void findsVariantsAndLeavesClearTravellersAlone() throws Exception {
        Path cases = folder.resolve("cases.jsonl");
        BenchRun run = withFolder(
                "quality", "--persons", "50000", "--questions", "40", "--shared", folder.toString(), "--json",
                "--cases", cases.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, Double> figures = figures(run.out());
        for (String letter : new String[] {"exact", "b", "c", "d", "g", "day-month", "hijri"}) {
            assertThat(figures.get("quality.world." + letter + ".withBirth.five")).as(letter).isGreaterThan(90);
        }
        for (String letter : new String[] {"e", "f", "h", "digit"}) {
            assertThat(figures.get("quality.world." + letter + ".withBirth.five")).as(letter).isGreaterThan(80);
        }
        assertThat(figures.get("quality.world.a.withBirth.five")).isGreaterThan(40);
        assertThat(figures.get("quality.world.exact.withoutBirth.five")).isGreaterThan(80);
        assertThat(figures.get("quality.50000.at0.77.withBirth.false.world")).isLessThan(40);
        assertThat(cases).isNotEmptyFile();
    }

    @Test
    void namesWhatIsOutOfRange() {
        BenchRun run = BenchRun.of("quality", "--persons", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--persons: 0 (expected: 1 to 100000000)");
    }

    private BenchRun withFolder(String... arguments) {
        System.setProperty(FOLDER, folder.toString());
        try {
            return BenchRun.of(arguments);
        } finally {
            System.clearProperty(FOLDER);
        }
    }

    private static Map<String, Double> figures(String lines) {
        Map<String, Double> figures = new HashMap<>();
        lines.lines().forEach(line -> {
            JsonObject figure = JsonParser.parseString(line).getAsJsonObject();
            figures.put(figure.get("name").getAsString(), figure.get("ours").getAsDouble());
        });
        return figures;
    }
}
