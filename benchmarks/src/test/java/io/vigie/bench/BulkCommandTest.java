package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkCommandTest {
    @TempDir
    private Path folder;

    @Test
    void measuresALoadAndLeavesADataFolderAlone() {
        String data = folder.resolve("data").toString();
        BenchRun run = BenchRun.of("bulk", "--quick", "--documents", "2000", "--data", data, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(6)
                .anyMatch(line -> line.startsWith("{\"name\":\"bulk.pb.documents2000.load\",\"ours\":"))
                .anyMatch(line -> line.startsWith("{\"name\":\"bulk.pb.documents2000.disk\",\"ours\":"))
                .anyMatch(line -> line.startsWith("{\"name\":\"bulk.pb.documents2000.ready\",\"ours\":"));

        BenchRun again = BenchRun.of("bulk", "--quick", "--documents", "2000", "--data", data);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("holds data (expected: a new folder, or --replace)");
    }
}
