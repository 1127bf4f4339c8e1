package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    @TempDir
    Path folder;

    @Test
    void sortsWhatDoesNotFitInMemoryAndKeepsTheOrderOfEqualKeys() throws IOException {
        record Pair(byte[] key, int order) {
            @Override
            public String toString() {
                return Arrays.toString(key) + " " + order;
            }
        }
        Random random = new Random(7);
        List<Pair> expected = new ArrayList<>();
        List<Pair> drained = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(folder, "test", 20_000)) {
            for (int i = 0; i < 5_000; i++) {
                byte[] key = new byte[1 + random.nextInt(3)];
                random.nextBytes(key);
                expected.add(new Pair(key, i));
                sort.add(key, ByteBuffer.allocate(4).putInt(i).array());
            }
            sort.drain((key, value) -> drained.add(new Pair(key, ByteBuffer.wrap(value).getInt())));
            assertThat(runs()).as("runs on disk").isGreaterThan(3);
        }
        expected.sort(Comparator.comparing(Pair::key, Arrays::compareUnsigned).thenComparingInt(Pair::order));
        assertThat(drained).map(Pair::toString).isEqualTo(expected.stream().map(Pair::toString).toList());
        assertThat(runs()).as("runs left behind").isZero();
    }

    private long runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
