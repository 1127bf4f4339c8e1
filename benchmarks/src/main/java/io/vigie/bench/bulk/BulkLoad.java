package io.vigie.bench.bulk;

import io.vigie.server.index.Contents;
import io.vigie.server.ingest.Load;
import io.vigie.server.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One measured load of a file into a data folder.
 *
 * @param seconds from opening the folder to its close
 * @param documents that it holds
 * @param diskBytes of the data file
 * @param heapPeakBytes see {@link HeapWatch}
 * @param heapAfterCollectionBytes see {@link HeapWatch}
 */
public record BulkLoad(
        double seconds, long documents, long diskBytes, long heapPeakBytes, long heapAfterCollectionBytes) {
    /**
     * Loads.
     *
     * @param data replaced
     * @param progress told a line now and then
     * @throws IOException when a record is bad: a synthetic file has none
     */
    public static BulkLoad measure(Path records, Path data, Consumer<String> progress) throws IOException {
        try (HeapWatch heap = new HeapWatch()) {
            long start = System.nanoTime();
            Contents contents;
            try (DataFolder folder = DataFolder.open(data)) {
                Load.Options options = new Load.Options(List.of(records.toString()), true, 0);
                Load.Result result = new Load(folder, options, _ -> {}, new Lines(progress)).run();
                contents = result.contents();
                if (result.bad() > 0 || contents == null) {
                    throw new IOException(records + ": " + result.bad() + " bad records (expected: none)");
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new BulkLoad(
                    seconds, contents.documents(), diskBytes(data), heap.peakBytes(), heap.afterCollectionBytes());
        }
    }

    /** Progress as lines, one for every two million records. Used by the loading thread. */
    private static final class Lines implements Load.Progress {
        private static final long INTERVAL = 2_000_000;

        private final Consumer<String> lines;
        private long next = INTERVAL;

        Lines(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void read(long bytes, long records) {
            if (records >= next) {
                next += INTERVAL;
                lines.accept(String.format(Locale.ROOT, "%,d records read", records));
            }
        }

        @Override
        public void sorting() {
            lines.accept("sorting and writing …");
        }
    }

    private static long diskBytes(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            long bytes = 0;
            for (Path file : files.filter(path -> path.endsWith("data.mdb")).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
