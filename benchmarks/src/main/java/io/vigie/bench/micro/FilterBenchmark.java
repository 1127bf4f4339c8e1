package io.vigie.bench.micro;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.mrz.NumberKey;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Hash64;
import io.vigie.server.store.ReadView;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does the miss filter cost, which nearly every question asks and nearly nobody gets past?
 *
 * <p>Command: {@code ./vigie bench micro Filter}; {@code --documents 1000000,10000000} for growth: three lines of memory are
 * read, and the larger the filter the fewer of them lie in a cache.
 *
 * <p>Decides: whether its layout needs another (blocks in one line of memory, at more bits a key).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
    private static final long SEED = 1;

    /** A power of two; more than a cache near the processor holds. */
    private static final int HASHES = 1 << 17;

    @Param("1000000")
    public int documents;

    private @Nullable DataFolder folder;
    private @Nullable ReadView openView;
    private final long[] held = new long[HASHES];
    private final long[] absent = new long[HASHES];
    private int at;

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, SEED);
        folder = KeptFolders.documents(world);
        openView = folder.newView();
        openView.begin();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < HASHES; i++) {
            byte[] key = NumberKey.of(world.document(random.nextLong(documents)).getNumber());
            held[i] = Hash64.of(key, key.length);
            absent[i] = random.nextLong();
        }
    }

    @TearDown
    public void close() {
        view().end();
        if (folder != null) {
            folder.close();
        }
    }

    @Benchmark
    public boolean hit() {
        return view().mayContain(held[++at & HASHES - 1]);
    }

    @Benchmark
    public boolean miss() {
        return view().mayContain(absent[++at & HASHES - 1]);
    }

    private ReadView view() {
        if (openView == null) {
            throw new IllegalStateException("view: absent (expected: after open)");
        }
        return openView;
    }
}
