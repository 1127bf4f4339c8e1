package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineCommandTest {
    @TempDir
    private Path folder;

    /** The whole way at a tiny size. On a machine that others use the goal may be missed: then it is said. */
    @Test
    void asksAloneAndBesideASnapshotASwapAndARebuild() throws Exception {
        BenchRun run = BenchRun.of(
                "headline", "--quick", "--documents", "500", "--persons", "100", "--step-millis", "40", "--rate", "50",
                "--data", folder.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isBetween(0, 1);
        assertThat(run.err()).doesNotContain("vigie: ");
        for (String beside : new String[] {"alone", "snapshot", "swap", "filter"}) {
            assertThat(run.out()).contains("\"headline." + beside + ".p99.9\"", "\"headline." + beside + ".failed\",\"ours\":0,");
        }
        Path world = folder.resolve("world-500-100-5-2026/data");
        assertThat(world.resolve("gen-000001")).as("the generation that was swapped out").doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing but the world is kept").hasSize(1);
        }
    }

    @Test
    void refusesWrongUsage() {
        assertThat(BenchRun.of("headline").exitCode()).isEqualTo(2);
        assertThat(BenchRun.of("headline", "--data", "d", "--rate", "0").err()).contains("--rate: 0.0 (expected: > 0)");
        assertThat(BenchRun.of("headline", "--data", "d", "--persons", "0").err()).contains("--persons: 0 (expected: 1 to 100000000)");
    }
}
