package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.ChildServer;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.NiceValue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which threads of a server let others go first. */
class BackgroundIT {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    @TempDir
    Path data;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a thread has no nice value of its own")
    void longWorkAndCompilersLetQuestionsAndOwnersGoFirst() throws Exception {
        Fixtures.load(data, record(document("D-1", "N1", "FRA")));
        try (ChildServer server = ChildServer.start(data)) {
            int usual = niceValues(server).get("vigie-audit");
            int yielding = Math.min(19, usual + 10);
            long start = System.nanoTime();
            Map<String, Integer> values = niceValues(server);
            // A thread sets its value when it first runs.
            while (values.get("vigie-scrub") + values.get("vigie-filter") != 2 * yielding && System.nanoTime() - start < PATIENCE_NANOS) {
                Thread.onSpinWait();
                values = niceValues(server);
            }
            assertThat(values)
                    .containsEntry("vigie-scrub", yielding)
                    .containsEntry("vigie-filter", yielding)
                    .containsEntry("C1 CompilerThre", yielding)
                    .containsEntry("vigie-worker-1", usual)
                    .containsEntry("vigie-writer", usual)
                    .containsKey("vigie-net-1-1");
            values.forEach((name, value) -> {
                if (name.startsWith("vigie-net")) {
                    assertThat(value).as(name).isEqualTo(usual);
                }
            });
        }
    }

    private static Map<String, Integer> niceValues(ChildServer server) throws IOException {
        Map<String, Integer> values = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(server.pid()), "task"))) {
            for (Path thread : threads) {
                try {
                    NiceValue found = NiceValue.of(thread);
                    values.put(found.thread(), found.value());
                } catch (IOException e) {
                    // One that has ended meanwhile.
                    continue;
                }
            }
        }
        return values;
    }
}
