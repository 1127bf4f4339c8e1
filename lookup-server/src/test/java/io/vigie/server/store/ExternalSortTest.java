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

    @Test
    void sortsInMemoryWhatHoldsEntriesLargerThanAPiece() throws IOException {
        Random random = new Random(8);
        List<Integer> sizes = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(folder, "test", Long.MAX_VALUE)) {
            for (int i = 0; i < 40_000; i++) {
                int key = random.nextInt();
                // Every ten-thousandth alone is larger than a piece, and the pieces before it are not full.
                int size = i % 10_000 == 5_000 ? 5 << 20 : key & 0xFF;
                sort.add(ByteBuffer.allocate(4).putInt(key).array(), filled(size, key));
            }
            int[] last = {0};
            sort.drain((key, value) -> {
                int found = ByteBuffer.wrap(key).getInt();
                assertThat(Integer.compareUnsigned(found, last[0])).isNotNegative();
                last[0] = found;
                assertThat(value).isEqualTo(filled(value.length, found));
                sizes.add(value.length);
            });
            assertThat(sort.size()).isEqualTo(40_000);
        }
        assertThat(sizes).hasSize(40_000).filteredOn(size -> size == 5 << 20).hasSize(4);
        assertThat(runs()).as("runs on disk").isZero();
    }

    private static byte[] filled(int size, int by) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) by);
        return bytes;
    }

    private long runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
