package io.vigie.server.index;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.NumberKey;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.FilterRebuild;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The miss filter over a folder that is loaded, changed, reopened, damaged, rebuilt and swapped. */
class MissFilterTest {
    private static final long SEED = 20260104;

    /** The server's own document is in every build. */
    private static final int CANARY = 1;

    /** Few enough that records meet and leave each other's numbers all the time. */
    private static final int NUMBERS = 200;

    @TempDir
    Path path;

    @Test
    void standsWhenABuildIsPublished() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(1000));
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertThat(folder.filterFigures().keys()).isEqualTo(1000 + CANARY);
            assertHoldsAll(folder, 1000);
            assertThat(passing(folder, 1000, 11_000)).isLessThan(100);
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertHoldsAll(folder, 1000);
        }
    }

    @Test
    void isAskedBeforeTheTree() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            int absent = IntStream.range(10, 1000).filter(i -> passing(folder, i, i + 1) == 0).findFirst().orElseThrow();
            // In the tree, though behind the filter's back: a search that walked the tree would find damage.
            byte[] key = DocumentKey.of(document("D", number(absent), "FRA").build());
            folder.write(view -> {
                view.put(Table.DOCUMENT, key, new byte[1]);
                return 0;
            });
            assertThat(finds(folder, number(absent))).isFalse();
        }
    }

    @Test
    void countsTheDocumentsOfANumberOnce() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            List<Record> records = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                records.add(record(document(String.format("D-%06d", i), number(i % 5), "FRA")));
            }
            build(folder, records);
            assertThat(folder.filterFigures().keys()).isEqualTo(5 + CANARY);
            assertHoldsAll(folder, 5);
        }
    }

    @Test
    void standsOverNothing() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, List.of(Fixtures.person("P", "ANNA")));
            assertThat(folder.filterFigures().trusted()).isTrue();
            put(folder, document("D", "X1", "FRA").build());
            assertThat(finds(folder, "X1")).isTrue();
        }
    }

    @Test
    void isStaleAfterAChangeThatNoFileTellsAndRebuiltInManySteps() throws IOException {
        int documents = 25_000;
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(documents));
            put(folder, document("NEW", "NEW 1", "FRA").build());
            assertThat(folder.filterFigures().added()).isEqualTo(1);
            assertThat(finds(folder, "NEW1")).isTrue();
        }
        Files.delete(path.resolve("gen-000001/numbers.added"));
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().trusted()).isFalse();
            assertThat(folder.filterFigures().reason()).isEqualTo("stale");
            assertThat(path.resolve("gen-000001/numbers.filter")).doesNotExist();
            assertHoldsAll(folder, documents);
            assertThat(FilterKeeper.rebuild(folder)).isTrue();
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertThat(folder.filterFigures().keys()).isEqualTo(documents + CANARY + 1);
            assertHoldsAll(folder, documents);
            assertThat(finds(folder, "NEW1")).isTrue();
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertHoldsAll(folder, documents);
        }
    }

    @Test
    void standsAfterChangesAndRestarts() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(1_000));
        }
        for (int i = 1; i <= 3; i++) {
            try (DataFolder folder = DataFolder.open(path)) {
                assertThat(folder.filterFigures().trusted()).isTrue();
                put(folder, document("NEW-" + i, "NEW " + i, "FRA").build());
                put(folder, document("NEW-" + i, "NEW " + i, "DEU").build());
            }
            try (DataFolder folder = DataFolder.open(path)) {
                assertThat(folder.filterFigures().trusted()).isTrue();
                assertThat(folder.filterFigures().added()).isEqualTo(i);
                for (int known = 1; known <= i; known++) {
                    assertThat(finds(folder, "NEW" + known)).isTrue();
                }
                assertHoldsAll(folder, 1_000);
            }
        }
    }

    @Test
    void neverHidesWhatWasAddedWhenTheFileThatTellsIsDamaged() throws IOException {
        Path generation = path.resolve("gen-000001");
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            put(folder, document("NEW-1", "NEW 1", "FRA").build());
            put(folder, document("NEW-2", "NEW 2", "FRA").build());
        }
        byte[] filter = Files.readAllBytes(generation.resolve("numbers.filter"));
        byte[] whole = Files.readAllBytes(generation.resolve("numbers.added"));
        for (int at = 0; at < 2 * whole.length; at++) {
            byte[] damaged = at < whole.length ? whole.clone() : Arrays.copyOf(whole, at - whole.length);
            if (at < whole.length) {
                damaged[at] ^= 1;
            }
            Files.write(generation.resolve("numbers.filter"), filter);
            Files.write(generation.resolve("numbers.added"), damaged);
            try (DataFolder folder = DataFolder.open(path)) {
                assertThat(folder.filterFigures().trusted()).isFalse();
                assertThat(finds(folder, "NEW1")).isTrue();
                assertThat(finds(folder, "NEW2")).isTrue();
            }
        }
    }

    @Test
    void isNotTrustedWhenItBelongsToAnotherHistory() throws IOException {
        Path file = path.resolve("gen-000001/numbers.filter");
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(11));
        }
        byte[] other = Files.readAllBytes(file);
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            file = path.resolve("gen-000002/numbers.filter");
            put(folder, document("NEW", "NEW 1", "FRA").build());
        }
        Files.write(file, other);
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().reason()).isEqualTo("stale");
            assertThat(finds(folder, "NEW1")).isTrue();
        }
    }

    @Test
    void isNotTrustedWhenAbsentOrDamaged() throws IOException {
        Path file = path.resolve("gen-000001/numbers.filter");
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(100));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[80] ^= 1;
        Files.write(file, bytes);
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().reason()).isEqualTo("damaged");
            assertHoldsAll(folder, 100);
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().reason()).isEqualTo("absent");
            assertHoldsAll(folder, 100);
            assertThat(FilterKeeper.rebuild(folder)).isTrue();
            assertThat(folder.filterFigures().trusted()).isTrue();
        }
    }

    @Test
    void keepsWhatWasAddedDuringARebuildAlsoBehindARestart() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            try (FilterRebuild rebuild = folder.newFilterRebuild(10)) {
                put(folder, document("NEW", "NEW 1", "FRA").build());
                for (int i = 0; i < 10; i++) {
                    rebuild.add(NumberHash.of(NumberKey.of(number(i))));
                }
                assertThat(rebuild.install()).isTrue();
            }
            assertThat(folder.filterFigures().added()).isEqualTo(1);
            assertThat(finds(folder, "NEW1")).isTrue();
            assertHoldsAll(folder, 10);
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertThat(folder.filterFigures().added()).isEqualTo(1);
            assertThat(finds(folder, "NEW1")).isTrue();
            assertHoldsAll(folder, 10);
        }
    }

    @Test
    void givesAViewTheFilterOfItsMoment() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            ReadView early = folder.newView();
            early.begin();
            // The record moves to another number, and the filter is built without the old one.
            put(folder, document("D-000003", "MOVED", "FRA").build());
            assertThat(FilterKeeper.rebuild(folder)).isTrue();
            assertThat(early.mayContain(NumberHash.of(NumberKey.of(number(3))))).isTrue();
            early.end();
            assertThat(finds(folder, number(3))).isFalse();
            assertThat(finds(folder, "MOVED")).isTrue();
        }
    }

    @Test
    void isNotReplacedInAGenerationThatWasReplaced() throws IOException {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(10));
            try (FilterRebuild rebuild = folder.newFilterRebuild(10)) {
                build(folder, documents(20));
                assertThat(rebuild.install()).isFalse();
            }
            assertHoldsAll(folder, 20);
        }
    }

    @Test
    void isRebuiltByItsKeeper() throws Exception {
        try (DataFolder folder = DataFolder.open(path)) {
            build(folder, documents(50));
        }
        Files.delete(path.resolve("gen-000001/numbers.filter"));
        try (DataFolder folder = DataFolder.open(path);
                FilterKeeper _ = FilterKeeper.start(folder)) {
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!folder.filterFigures().trusted() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(folder.filterFigures().trusted()).isTrue();
            assertHoldsAll(folder, 50);
        }
        assertThat(path.resolve("scratch/refilter.hashes")).doesNotExist();
    }

    /**
     * Records are added and moved between few numbers while the filter is rebuilt again and again and generations are
     * swapped. Whenever a view's tree holds a number, its filter must let it pass.
     */
    @Test
    void neverHidesAKeyThatAViewHolds() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong probes = new AtomicLong();
        AtomicLong rejected = new AtomicLong();
        AtomicLong rebuilds = new AtomicLong();
        try (DataFolder folder = DataFolder.open(path);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            build(folder, documents(20));
            List<Future<?>> parts = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                Random random = new Random(SEED + reader);
                parts.add(threads.submit(() -> {
                    ReadView view = folder.newView();
                    while (!done.get()) {
                        probe(view, random, probes, rejected);
                    }
                    return null;
                }));
            }
            parts.add(threads.submit(() -> {
                while (!done.get()) {
                    rebuilds.addAndGet(FilterKeeper.rebuild(folder) ? 1 : 0);
                }
                return null;
            }));
            parts.add(threads.submit(() -> {
                for (int swap = 0; swap < 8; swap++) {
                    change(folder, new Random(SEED + 100 + swap), 40);
                    build(folder, documents(20 + swap));
                }
                done.set(true);
                return null;
            }));
            // The last one ends the others, also when it fails.
            try {
                parts.getLast().get();
            } finally {
                done.set(true);
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
        assertThat(probes.get()).isPositive();
        assertThat(rejected.get()).isPositive();
        assertThat(rebuilds.get()).isPositive();
    }

    private static void probe(ReadView view, Random random, AtomicLong probes, AtomicLong rejected) {
        view.begin();
        try {
            for (int i = 0; i < NUMBERS; i++) {
                byte[] number = NumberKey.of(number(random.nextInt(NUMBERS)));
                boolean passes = view.mayContain(NumberHash.of(number));
                byte[] prefix = DocumentKey.prefixOf(number);
                if (!passes && view.seek(Table.DOCUMENT, prefix, prefix.length)) {
                    throw new AssertionError("seed " + SEED + ": a number that the view holds is reported absent");
                }
                probes.incrementAndGet();
                rejected.addAndGet(passes ? 0 : 1);
            }
        } finally {
            view.end();
        }
    }

    /** Transactions that each move some records to numbers of a few. */
    private static void change(DataFolder folder, Random random, int transactions) {
        for (int i = 0; i < transactions; i++) {
            folder.write(view -> {
                RecordWriter writer = new RecordWriter(view, Instant.now());
                for (int put = 0; put < 4; put++) {
                    String id = String.format("D-%06d", random.nextInt(25));
                    writer.put(record(document(id, number(random.nextInt(NUMBERS)), "FRA")));
                }
                return writer.finish();
            });
        }
    }

    private static void build(DataFolder folder, List<Record> records) throws IOException {
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", 1 << 20);
                BulkIndexer indexer = new BulkIndexer(builder, documents, folder, BulkIndexer.Missing.WITHDRAWN, Instant.now())) {
            for (Record record : records) {
                indexer.add(record);
            }
            var _ = indexer.publish(Instant.now());
        }
    }

    private static List<Record> documents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> record(document(String.format("D-%06d", i), number(i), "FRA")))
                .toList();
    }

    private static void put(DataFolder folder, TravelDocument document) {
        folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            writer.put(record(document.toBuilder()));
            return writer.finish();
        });
    }

    private static void assertHoldsAll(DataFolder folder, int count) {
        assertThat(passing(folder, 0, count)).isEqualTo(count);
        for (int i = 0; i < count; i += Math.max(1, count / 1000)) {
            assertThat(finds(folder, number(i))).as("number %d", i).isTrue();
        }
    }

    private static int passing(DataFolder folder, int from, int to) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return (int) IntStream.range(from, to)
                    .filter(i -> view.mayContain(NumberHash.of(NumberKey.of(number(i)))))
                    .count();
        }
    }

    private static boolean finds(DataFolder folder, String number) {
        try (ReadView view = folder.newView()) {
            view.begin();
            return !DocumentIndex.search(view, NumberKey.of(number), "", DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(10))
                    .documents()
                    .isEmpty();
        }
    }

    private static String number(int i) {
        return "AB" + (1_000_000 + i);
    }
}
