package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersCommandTest {
    @TempDir
    private Path folder;

    @Test
    void bothFindNamesWithATypingError() {
        System.setProperty("vigie.bench.folder", folder.toString());
        BenchRun run;
        try {
            run = BenchRun.of("peers", "--only", "persons.lucene", "--persons", "5000", "--quick", "--json");
        } finally {
            System.clearProperty("vigie.bench.folder");
        }
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject figure =
                JsonParser.parseString(run.out().lines().findFirst().orElseThrow()).getAsJsonObject();
        assertThat(figure.get("name").getAsString()).isEqualTo("persons.lucene");
        assertThat(figure.get("recall").getAsDouble()).isGreaterThan(90);
        assertThat(figure.get("theirRecall").getAsDouble()).isGreaterThan(90);
        assertThat(figure.get("ratio").getAsDouble()).isBetween(figure.get("low").getAsDouble(), figure.get("high").getAsDouble());
    }

    @Test
    void namesAPeerThatIsNotThere() {
        BenchRun run = BenchRun.of("peers", "--only", "persons.postgresql");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--only: persons.postgresql (expected: persons.lucene)");
    }
}
