package io.vigie.bench.micro;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.mrz.NumberKey;
import io.vigie.server.index.DocumentIndex;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.v1.DocumentType;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Question: how many exact lookups a second does one thread make in the store, by size of the data?
 *
 * <p>Command: {@code ./vigie bench micro DocumentLookup}; {@code --documents 100000,1000000,10000000} for growth.
 *
 * <p>Decides: whether the tree of LMDB is enough, or a filter of numbers must stand before it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DocumentLookupBenchmark {
    private static final long SEED = 1;
    private static final int DOCUMENTS_MAX = 10;

    /** A power of two; more keys than a cache of pages near the processor holds. */
    private static final int KEYS_MAX = 1 << 17;

    /** As many questions as a read burst at pipeline 16 brings; the view is renewed after them. */
    private static final int BURST = 16;

    /** 100_000, 1_000_000 and 10_000_000 are the sizes of docs; larger ones take minutes to build, once. */
    @Param("1000000")
    public int documents;

    private @Nullable DataFolder folder;
    private @Nullable ReadView openView;
    private int mask;
    private List<Key> recorded = List.of();
    private List<Key> clear = List.of();
    private int at;

    private record Key(byte[] number, String state, DocumentType.Code type) {
        static Key of(TravelDocument document) {
            return new Key(NumberKey.of(document.getNumber()), document.getIssuingState(), document.getType());
        }
    }

    @Setup
    public void open() throws IOException {
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, SEED);
        mask = Integer.highestOneBit(Math.min(KEYS_MAX, documents)) - 1;
        folder = KeptFolders.documents(world);
        ReadView view = folder.newView();
        openView = view;
        view.begin();
        recorded = keys(world, view, true);
        // Documents of another world have the shapes and neighbourhoods of this one's; those that both hold are left out.
        clear = keys(new SyntheticWorld(documents, 0, 0, SEED + 1), view, false);
    }

    @TearDown
    public void close() {
        view().end();
        if (folder != null) {
            folder.close();
        }
    }

    @Benchmark
    public DocumentIndex.Found hit() {
        Key key = next(recorded);
        return DocumentIndex.search(view(), key.number, key.state, key.type, DocumentIndex.Reach.everything(DOCUMENTS_MAX));
    }

    @Benchmark
    public DocumentIndex.Found miss() {
        Key key = next(clear);
        return DocumentIndex.search(view(), key.number, key.state, key.type, DocumentIndex.Reach.everything(DOCUMENTS_MAX));
    }

    @Benchmark
    public DocumentIndex.Found hitWithoutState() {
        Key key = next(recorded);
        return DocumentIndex.search(view(), key.number, "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(DOCUMENTS_MAX));
    }

    private Key next(List<Key> keys) {
        at++;
        if (at % BURST == 0) {
            view().end();
            view().begin();
        }
        return keys.get(at & mask);
    }

    private ReadView view() {
        if (openView == null) {
            throw new IllegalStateException("view: absent (expected: after open)");
        }
        return openView;
    }

    private List<Key> keys(SyntheticWorld world, ReadView view, boolean found) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Key> keys = new ArrayList<>(mask + 1);
        while (keys.size() <= mask) {
            Key key = Key.of(world.document(random.nextLong(world.documents())));
            boolean isFound = !DocumentIndex.search(view, key.number, "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(1))
                    .documents()
                    .isEmpty();
            if (isFound == found) {
                keys.add(key);
            } else if (found) {
                throw new IllegalStateException("a recorded document is not found in " + world);
            }
        }
        return keys;
    }
}
