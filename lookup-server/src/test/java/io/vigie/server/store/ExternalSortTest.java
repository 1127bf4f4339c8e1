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

    /** Runs of several pieces, long enough to be sorted by several threads, and now and then an entry larger than a piece. */
    @Test
    void keepsTheOrderOfEqualKeysInRunsOfManyPieces() throws IOException {
        Random random = new Random(8);
        int count = 60_000;
        int[] keys = new int[count];
        int[] sizes = new int[count];
        int[] order = {0};
        int[] last = {-1, -1};
        try (ExternalSort sort = new ExternalSort(folder, "test", 60 << 20)) {
            for (int i = 0; i < count; i++) {
                keys[i] = random.nextInt(500);
                // The first leaves a larger piece to the run behind, which fills it with small ones.
                sizes[i] = i == 9_000 || i == 55_000 ? 20 << 20 : Integer.BYTES + random.nextInt(3_000);
                sort.add(ByteBuffer.allocate(4).putInt(keys[i]).array(), filled(sizes[i], i));
            }
            assertThat(sort.size()).isEqualTo(count);
            sort.drain((key, value) -> {
                int index = ByteBuffer.wrap(value).getInt();
                assertThat(ByteBuffer.wrap(key).getInt()).isEqualTo(keys[index]);
                assertThat(keys[index] > last[0] || keys[index] == last[0] && index > last[1]).isTrue();
                assertThat(Arrays.equals(value, filled(sizes[index], index))).isTrue();
                last[0] = keys[index];
                last[1] = index;
                order[0]++;
            });
            assertThat(runs()).as("runs on disk").isBetween(2L, 4L);
        }
        assertThat(order[0]).isEqualTo(count);
        assertThat(runs()).as("runs left behind").isZero();
    }

    @Test
    void refusesNoSizeOfWhatFitsInMemory() throws IOException {
        try (ExternalSort sort = new ExternalSort(folder, "test", Long.MAX_VALUE)) {
            for (int size : new int[] {0, 1, 70_000, 40 << 20, 3, 16 << 20, 0}) {
                sort.add(new byte[] {(byte) size}, filled(Math.max(4, size), size));
            }
            List<Integer> sizes = new ArrayList<>();
            sort.drain((key, value) -> sizes.add(ByteBuffer.wrap(value).getInt()));
            assertThat(sizes).containsExactlyInAnyOrder(0, 1, 70_000, 40 << 20, 3, 16 << 20, 0);
            assertThat(runs()).isZero();
        }
    }

    /** Begins with the number. */
    private static byte[] filled(int size, int number) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) number);
        ByteBuffer.wrap(bytes).putInt(number);
        return bytes;
    }

    private long runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
