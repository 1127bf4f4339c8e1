package io.vigie.bench.micro;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.mrz.NumberKey;
import io.vigie.server.index.DocumentIndex;
import io.vigie.server.index.RangeIndex;
import io.vigie.server.index.Records;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
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
 * Question: what does a number cost that lies in a range of stolen blanks, and one that lies in none, by the ranges held?
 *
 * <p>Command: {@code ./vigie bench micro RangeLookup}
 *
 * <p>Decides: how many ranges may be held in memory as an interval tree (docs/decisions.md, 11).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RangeLookupBenchmark {
    private static final String STATE = "FRA";

    /** From the first number of a range to the first of the next; the first half lies in the range. */
    private static final int PITCH = 1_000;

    private static final int DOCUMENTS_MAX = 10;

    /** A power of two. */
    private static final int KEYS = 1 << 12;

    @Param({"100", "10000"})
    public int ranges;

    private @Nullable DataFolder folder;
    private @Nullable ReadView openView;
    private @Nullable RangeIndex index;
    private final byte[][] within = new byte[KEYS][];
    private final byte[][] between = new byte[KEYS][];
    private int at;

    @Setup
    public void open() throws IOException {
        folder = DataFolder.open(KeptFolders.of("ranges-" + ranges, this::write, _ -> {}));
        openView = folder.newView();
        openView.begin();
        index = RangeIndex.read(openView, Records.contents(openView));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < KEYS; i++) {
            int first = random.nextInt(ranges) * PITCH;
            within[i] = NumberKey.of(number(first + random.nextInt(PITCH / 2)));
            between[i] = NumberKey.of(number(first + PITCH / 2 + random.nextInt(PITCH / 2)));
        }
        if (hit().documents().isEmpty() || !miss().documents().isEmpty()) {
            throw new IllegalStateException("ranges: not as they were written");
        }
    }

    private void write(OutputStream out) throws IOException {
        SyntheticWorld world = new SyntheticWorld(ranges, 0, 0, 1);
        for (int i = 0; i < ranges; i++) {
            TravelDocument blanks = world.document(i).toBuilder()
                    .setType(DocumentType.Code.BLANK)
                    .setStatus(DocumentStatus.Code.STOLEN_BLANK)
                    .setIssuingState(STATE)
                    .setNumber(number(i * PITCH))
                    .setNumberEnd(number(i * PITCH + PITCH / 2 - 1))
                    .build();
            Record.newBuilder().setTravelDocument(blanks).build().writeDelimitedTo(out);
        }
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "AB%08d", value);
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
        return find(within[++at & KEYS - 1]);
    }

    @Benchmark
    public DocumentIndex.Found miss() {
        return find(between[++at & KEYS - 1]);
    }

    private DocumentIndex.Found find(byte[] key) {
        if (index == null) {
            throw new IllegalStateException("index: absent (expected: after open)");
        }
        return index.search(
                view(), key, STATE, DocumentType.Code.UNSPECIFIED, DocumentIndex.Reach.everything(DOCUMENTS_MAX));
    }

    private ReadView view() {
        if (openView == null) {
            throw new IllegalStateException("view: absent (expected: after open)");
        }
        return openView;
    }
}
