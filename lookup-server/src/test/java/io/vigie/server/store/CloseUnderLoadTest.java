package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.Fixtures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R7: a folder closed while threads read it. A crash of the JVM is the failure. Longer with {@code -Pfaults}. */
class CloseUnderLoadTest {
    private static final int CYCLES = Integer.getInteger("vigie.faults.closes", 3);
    private static final int THREADS = 64;

    @TempDir
    Path path;

    @Test
    void readersEndWithACodeAndTheJvmGoesOn() throws Exception {
        Fixtures.load(path, Fixtures.record(Fixtures.document("D-1", "N1", "FRA")));
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                CountDownLatch reading = new CountDownLatch(THREADS);
                List<CompletableFuture<Long>> readers = new ArrayList<>();
                try (DataFolder folder = DataFolder.open(path)) {
                    for (int i = 0; i < THREADS; i++) {
                        readers.add(CompletableFuture.supplyAsync(() -> read(folder, reading), threads));
                    }
                    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
                }
                for (CompletableFuture<Long> reader : readers) {
                    assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
                }
            }
        }
    }

    /** Reads until the folder is closed. */
    private static long read(DataFolder folder, CountDownLatch reading) {
        ReadView view = folder.newView();
        long read = 0;
        try {
            while (true) {
                view.begin();
                assertThat(view.seek(Table.ID, new byte[0], 0)).isTrue();
                view.end();
                if (read++ == 0) {
                    reading.countDown();
                }
            }
        } catch (StoreException e) {
            return read;
        }
    }
}
