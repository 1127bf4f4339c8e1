package io.vigie.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.index.BulkIndexer;
import io.vigie.server.index.Contents;
import io.vigie.server.index.Outcome;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads files into a data folder. An empty folder, or {@code replace}, gets a new generation, sorted and appended
 * beside the old one; else the records go into the current generation in one transaction. Either way all good records
 * appear at once, or none when the load is interrupted; but those that enter the current generation in steps appear step by step, and what has entered
 * stays.
 *
 * <p>Used by one thread, once.
 */
public final class Load {
    /** Heap that each of the two sorts may fill before it spills. */
    private static final long SORT_BYTES = 192L << 20;

    /** Of a transaction that others wait for: some milliseconds. */
    private static final int STEP_RECORDS = 250;

    private final DataFolder folder;
    private final Options options;
    private final Consumer<BadRecord> badRecords;
    private final Progress progress;
    private long accepted;
    private long unchanged;
    private long bad;
    private long withdrawn;
    private long kept;
    private long lost;

    /** What the last step cost the writer, without the wait for it or for the disk. */
    private long changeNanos;

    /**
     * What to load.
     *
     * @param files names, or {@code -} for standard input
     * @param replace the folder holds these records afterwards, and no others
     * @param badMax give up after so many bad records
     * @param steps records enter the current generation a few hundred at a time, so that changes of owners come between, with a rest
     *     behind each step as long as it, so that questions do; else all at once. A new generation appears at once either way
     */
    public record Options(List<String> files, boolean replace, long badMax, boolean steps) {
        public Options {
            files = List.copyOf(files);
        }

        /** All at once. */
        public Options(List<String> files, boolean replace, long badMax) {
            this(files, replace, badMax, false);
        }
    }

    private record Step(long origin, Record record) {}

    /** A record that was not loaded: where it stands, and why. */
    public record BadRecord(String file, long number, String reason) {}

    /** Told how far the load is. Called often, from the loading thread. */
    public interface Progress {
        void read(long bytes, long records);

        void sorting();
    }

    /**
     * What a load did.
     *
     * @param accepted created or changed
     * @param unchanged already there
     * @param bad not loaded
     * @param withdrawn not in the files, by a replacement
     * @param kept not in the files and yet not withdrawn, since something in the files was bad
     * @param lost damaged in the folder and not in the files: gone
     * @param contents of the folder now, or null when it holds nothing
     */
    public record Result(long accepted, long unchanged, long bad, long withdrawn, long kept, long lost, @Nullable Contents contents) {}

    /** Too many bad records: nothing was loaded. */
    public static final class TooManyBadRecordsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyBadRecordsException(long badMax) {
            super("more than " + badMax + " bad records: nothing was loaded");
        }
    }

    public Load(DataFolder folder, Options options, Consumer<BadRecord> badRecords, Progress progress) {
        this.folder = folder;
        this.options = options;
        this.badRecords = badRecords;
        this.progress = progress;
    }

    /**
     * Runs the load.
     *
     * @throws IOException when a file cannot be opened or the disk does not take the data
     */
    public Result run() throws IOException {
        try (ParsedRecords records = ParsedRecords.open(options.files())) {
            boolean intoExisting = folder.hasData() && !options.replace();
            Contents contents =
                    !intoExisting ? build(records) : options.steps() ? changeInSteps(records) : changeAtOnce(records);
            return new Result(accepted, unchanged, bad, withdrawn, kept, lost, contents);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Contents changeInSteps(ParsedRecords records) throws IOException {
        List<Step> waiting = new ArrayList<>();
        records.forEach(
                (origin, record) -> {
                    waiting.add(new Step(origin, record));
                    if (waiting.size() == STEP_RECORDS) {
                        var _ = change(records, waiting);
                        rest();
                    }
                },
                this::report,
                progress);
        return change(records, waiting);
    }

    /** The writer is no background thread, since owners wait for it. */
    private void rest() throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(changeNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("load interrupted (what has entered stays)", e);
        }
    }

    private Contents change(ParsedRecords records, List<Step> waiting) {
        List<Outcome> outcomes = new ArrayList<>(waiting.size());
        Contents contents = folder.write(view -> {
            long begun = System.nanoTime();
            RecordWriter writer = new RecordWriter(view, Instant.now());
            waiting.forEach(step -> outcomes.add(writer.put(step.record())));
            Contents after = writer.finish();
            changeNanos = System.nanoTime() - begun;
            return after;
        });
        // Not in the transaction: whoever is told may be slow, and everybody else would wait.
        for (int i = 0; i < outcomes.size(); i++) {
            count(waiting.get(i).origin(), records, outcomes.get(i));
        }
        waiting.clear();
        return contents;
    }

    private Contents changeAtOnce(ParsedRecords records) {
        return folder.write(view -> {
            RecordWriter writer = new RecordWriter(view, Instant.now());
            try {
                records.forEach(
                        (origin, record) -> count(origin, records, writer.put(record)), this::report, progress);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return writer.finish();
        });
    }

    private @Nullable Contents build(ParsedRecords records) throws IOException {
        try (ExternalSort byId = new ExternalSort(folder.scratchPath(), "ids", SORT_BYTES)) {
            records.forEach(
                    (origin, record) -> byId.add(RecordKind.idBytes(RecordKind.idOf(record)), withOrigin(origin, record)),
                    this::report,
                    progress);
            if (byId.size() == 0) {
                return null;
            }
            progress.sorting();
            return build(records, byId);
        }
    }

    private Contents build(ParsedRecords records, ExternalSort byId) throws IOException {
        try (GenerationBuilder builder = folder.newGeneration();
                ExternalSort documents = new ExternalSort(folder.scratchPath(), "documents", SORT_BYTES);
                BulkIndexer indexer = new BulkIndexer(builder, documents, folder, missing(), Instant.now())) {
            byId.drain((id, value) -> {
                long origin = ByteBuffer.wrap(value).getLong();
                try {
                    count(origin, records, indexer.add(recordBehindOrigin(value)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            byId.close();
            Contents contents = indexer.publish(Instant.now());
            withdrawn = indexer.withdrawn();
            kept = indexer.kept();
            lost = indexer.lost();
            return contents;
        }
    }

    /** What could not be read may be the very record that seems to be missing. */
    private BulkIndexer.Missing missing() {
        return bad > 0 ? BulkIndexer.Missing.KEPT : BulkIndexer.Missing.WITHDRAWN;
    }

    private void count(long origin, ParsedRecords records, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> accepted++;
            case Outcome.Unchanged _ -> unchanged++;
            case Outcome.Refused refused -> report(records.bad(origin, refused.reason()));
        }
    }

    private void report(BadRecord record) {
        badRecords.accept(record);
        if (++bad > options.badMax()) {
            throw new TooManyBadRecordsException(options.badMax());
        }
    }

    private static byte[] withOrigin(long origin, Record record) {
        byte[] content = record.toByteArray();
        return ByteBuffer.allocate(Long.BYTES + content.length)
                .putLong(origin)
                .put(content)
                .array();
    }

    private static Record recordBehindOrigin(byte[] value) {
        try {
            return Record.parser().parseFrom(value, Long.BYTES, value.length - Long.BYTES);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("run file: a record cannot be read back", e);
        }
    }
}
