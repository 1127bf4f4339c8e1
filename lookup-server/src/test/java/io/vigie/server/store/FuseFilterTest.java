package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The filter's file, built and read back. {@link #holdsEveryKey} goes to 100 million keys by
 *
 * <pre>
 * mvn -o verify -pl proto,lookup-client,lookup-server -Dtest=FuseFilterTest -Dit.test=none -Dvigie.filter.keys=100000000 \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
class FuseFilterTest {
    private static final long STAMP = 4711;
    private static final long SEED = 20260102;

    @TempDir
    Path path;

    @Test
    void holdsEveryKey() throws Exception {
        long keys = Long.getLong("vigie.filter.keys", 1_000_000);
        long start = System.nanoTime();
        FuseFilter filter = build(keys, keys);
        long built = System.nanoTime();
        for (long i = 0; i < keys; i++) {
            if (!filter.mayContain(key(i))) {
                throw new AssertionError("seed " + SEED + ", key " + i + " of " + keys + " is reported absent");
            }
        }
        long probed = System.nanoTime();
        if (Long.getLong("vigie.filter.keys") != null) {
            System.out.printf(
                    "%,d keys: built at %.1f million/s, probed at %.1f ns each%n",
                    keys, keys * 1e3 / (built - start), (double) (probed - built) / keys);
        }
        assertThat(filter.keys()).isEqualTo(keys);
        assertThat((double) filter.size() / keys).isLessThan(1.2);
        assertThat(falsePositives(filter, keys)).isBetween(0.002, 0.006);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 10, 17, 100, 257, 1000, 4096, 33_333, 150_000})
    void holdsFewKeysToo(int keys) throws Exception {
        FuseFilter filter = build(keys, keys);
        for (int i = 0; i < keys; i++) {
            assertThat(filter.mayContain(key(i))).as("seed %d, key %d", SEED, i).isTrue();
        }
        assertThat(filter.keys()).isEqualTo(keys);
        assertThat(falsePositives(filter, keys)).isLessThan(0.006);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_000_000, 200_000_000})
    void survivesAWrongGuessOfTheirNumber(long expected) throws Exception {
        FuseFilter filter = build(20_000, expected);
        for (int i = 0; i < 20_000; i++) {
            assertThat(filter.mayContain(key(i))).isTrue();
        }
        assertThat(falsePositives(filter, 20_000)).isLessThan(0.006);
    }

    @Test
    void countsEqualKeysOnce() throws Exception {
        try (FuseBuilder builder = new FuseBuilder(path.resolve("scratch"), 30_000)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 10_000; i++) {
                    builder.add(key(i));
                    builder.add(key(i));
                    builder.add(key(0));
                }
            }
            builder.write(file(), STAMP);
        }
        FuseFilter filter = FuseFilter.open(file(), STAMP);
        assertThat(filter.keys()).isEqualTo(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(filter.mayContain(key(i))).isTrue();
        }
    }

    @Test
    void takesTheHashesAtTheEndsOfTheirRange() throws Exception {
        long[] ends = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};
        try (FuseBuilder builder = new FuseBuilder(path.resolve("scratch"), 5_000_000)) {
            for (long end : ends) {
                builder.add(end);
            }
            builder.write(file(), STAMP);
        }
        FuseFilter filter = FuseFilter.open(file(), STAMP);
        assertThat(Arrays.stream(ends).allMatch(filter::mayContain)).isTrue();
    }

    @Test
    void noticesEveryFlippedBit() throws Exception {
        build(40, 40);
        byte[] good = Files.readAllBytes(file());
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), damaged);
            assertThatThrownBy(() -> FuseFilter.open(file(), STAMP))
                    .as("bit %d", bit)
                    .isInstanceOf(FuseFilter.UntrustedException.class)
                    .hasMessage("damaged");
        }
    }

    @Test
    void noticesAFileOfTheWrongSize() throws Exception {
        build(40, 40);
        byte[] good = Files.readAllBytes(file());
        for (int size = 0; size < good.length + 8; size++) {
            if (size != good.length) {
                Files.write(file(), Arrays.copyOf(good, size));
                assertThatThrownBy(() -> FuseFilter.open(file(), STAMP))
                        .as("size %d", size)
                        .isInstanceOf(FuseFilter.UntrustedException.class);
            }
        }
    }

    @Test
    void refusesAnotherStampAndAnAbsentFile() throws Exception {
        assertThatThrownBy(() -> FuseFilter.open(file(), STAMP)).hasMessage("absent");
        build(40, 40);
        assertThatThrownBy(() -> FuseFilter.open(file(), STAMP + 1)).hasMessage("stale");
    }

    @Test
    void isReadableByItsOwnerOnly() throws Exception {
        build(40, 40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        try (FuseBuilder builder = new FuseBuilder(path.resolve("scratch"), 0)) {
            for (int i = 0; i < 10_000; i++) {
                builder.add(key(i));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("scratch"))))
                    .isEqualTo("rw-------");
        }
        assertThat(path.resolve("scratch")).doesNotExist();
    }

    /** Written once; another outcome needs another level. */
    @Test
    void writesTheBytesOfItsLayout() throws Exception {
        build(3, 3);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file())))
                .isEqualTo("5649474945464c54" + "00000001" + "00000001" + "00000008" + "00000001" + "00".repeat(40)
                        + "a80000000000000000000000000000360000000000007600"
                        + "b456bcfc34c2cb2c" + "0000000000000003" + "0000000000001267" + "f5c3baf7");
    }

    private FuseFilter build(long keys, long expected) throws IOException, FuseFilter.UntrustedException {
        try (FuseBuilder builder = new FuseBuilder(path.resolve("scratch"), expected)) {
            for (long i = 0; i < keys; i++) {
                builder.add(key(i));
            }
            builder.write(file(), STAMP);
        }
        return FuseFilter.open(file(), STAMP);
    }

    /** Share of a million keys that were never added and may be contained. */
    private static double falsePositives(FuseFilter filter, long keys) {
        int found = 0;
        for (long i = keys; i < keys + 1_000_000; i++) {
            found += filter.mayContain(key(i)) ? 1 : 0;
        }
        return found / 1e6;
    }

    private static long key(long i) {
        return Hash64.mix(SEED + i);
    }

    private Path file() {
        return path.resolve("test.filter");
    }
}
