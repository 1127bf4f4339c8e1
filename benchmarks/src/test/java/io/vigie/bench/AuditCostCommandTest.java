package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCostCommandTest {
    @TempDir
    private Path folder;

    @Test
    void asksWithTheTrailAndWithout() {
        System.setProperty("vigie.bench.folder", folder.toString());
        BenchRun run;
        try {
            run = BenchRun.of("audit", "--quick", "--documents", "1000", "--rounds", "1", "--connections", "2", "--json");
        } finally {
            System.clearProperty("vigie.bench.folder");
        }
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"name\":\"audit.no_hit.pipeline16.without\"", "\"ratio\":");
        assertThat(BenchRun.of("audit", "--rounds", "0").exitCode()).isEqualTo(2);
    }
}
