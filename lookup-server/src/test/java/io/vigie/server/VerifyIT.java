package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.server.testing.ChildVm;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** `verify` as another process sees a folder: being written to, whole, damaged. */
@Timeout(180)
class VerifyIT {
    private static final String VIGIE = "io.vigie.server.cli.Vigie";

    @TempDir
    Path data;

    @Test
    void findsAFolderWholeThatAServerWritesTo() throws Exception {
        Record[] records = IntStream.range(0, 3_000)
                .mapToObj(i -> Fixtures.record(document("D-" + i, "N" + i, "FRA")))
                .toArray(Record[]::new);
        try (ServedWorld world = ServedWorld.of(data, records)) {
            CompletableFuture<ChildVm.Ended> verified = CompletableFuture.supplyAsync(() -> {
                try {
                    return ChildVm.run(VIGIE, "verify", "--data", data.toString());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; !verified.isDone(); i++) {
                world.client()
                        .submitAndWait(Batch.newBuilder()
                                .addSubmissions(Submission.newBuilder()
                                        .setTravelDocument(document("D-" + i % 3_500, "M" + i, "FRA")))
                                .build());
            }
            assertThat(verified.join().out()).contains("3,", ", 0 faults");
            assertThat(verified.join().code()).isZero();
        }
    }

    @Test
    void whenKilledItLetsTheServerUseFreedPagesAgain() throws Exception {
        Fixtures.load(data, Fixtures.record(document("D-1", "N1", "FRA")));
        try (ServedWorld world = ServedWorld.serve(data, Map.of("feed.sweep-interval", "20ms"))) {
            Process verify = ChildVm.start(Holding.class.getName(), data.toString());
            try {
                assertThat(verify.inputReader().readLine()).isEqualTo("holds");
                replaceOften(world);
                assertThat(growth(world)).as("while it lives").isPositive();
            } finally {
                verify.destroyForcibly().waitFor();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> growth(world) == 0);
        }
    }

    private long growth(ServedWorld world) throws IOException {
        Path file = data.resolve("gen-000001/data.mdb");
        long before = Files.size(file);
        replaceOften(world);
        return Files.size(file) - before;
    }

    private static void replaceOften(ServedWorld world) {
        for (int i = 0; i < 20; i++) {
            byte[] value = new byte[100_000 + i];
            world.server().folder().write(view -> {
                view.put(Table.META, new byte[] {'z'}, value);
                return value.length;
            });
        }
    }

    /** Holds a moment as `verify` does, until it is killed. */
    static final class Holding {
        public static void main(String[] arguments) throws Exception {
            try (StoredMoment _ = StoredMoment.ofFolder(Path.of(arguments[0]), (table, what) -> {})) {
                System.out.println("holds");
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void namesWhatIsDamagedAndEndsWithOne() throws Exception {
        Fixtures.load(data, Fixtures.record(document("D-1", "N1", "FRA")), Fixtures.person("P-1", "ANNA"));
        Path file = data.resolve("gen-000001/data.mdb");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 'A' && bytes[i + 1] == 'N' && bytes[i + 2] == 'N' && bytes[i + 3] == 'A') {
                bytes[i] = 'E';
            }
        }
        Files.write(file, bytes);
        ChildVm.Ended ended = ChildVm.run(VIGIE, "verify", "--data", data.toString());
        assertThat(ended.out())
                .contains("person P-1: its checksum does not hold, or it is no record")
                .doesNotContain("ENNA");
        assertThat(ended.code()).isEqualTo(1);
    }
}
