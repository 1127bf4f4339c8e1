package io.vigie.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.index.RecordCheck;
import io.vigie.server.ingest.Load.BadRecord;
import io.vigie.server.store.Background;
import io.vigie.v1.Record;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The records of several files, parsed and checked on all cores, handed over in the order of the files.
 *
 * <p>An origin is a number that names file and line: file index in the upper 16 bits.
 */
final class ParsedRecords implements AutoCloseable {
    private static final int BATCH_ITEMS = 1000;
    private static final long BATCH_BYTES = 4 << 20;
    private static final int FILES_MAX = 1 << 15;

    private final List<String> files;
    private final ExecutorService parsers;
    private final int batchesAhead;
    private final ByteCounter counter = new ByteCounter();

    /** Takes a good record and where it came from. */
    interface Sink {
        void accept(long origin, Record record) throws IOException;
    }

    private record Parsed(long origin, @Nullable Record record, @Nullable String fault) {}

    private ParsedRecords(List<String> files) {
        this.files = files;
        int threads = Runtime.getRuntime().availableProcessors();
        this.parsers = Executors.newFixedThreadPool(
                threads, task -> Background.thread("vigie-parser", task));
        this.batchesAhead = 2 * threads;
    }

    /** Checks that every file can be opened before the first is read. */
    static ParsedRecords open(List<String> files) throws IOException {
        if (files.size() > FILES_MAX) {
            throw new IOException("files: " + files.size() + " (expected: <= " + FILES_MAX + ")");
        }
        for (String file : files) {
            if (!file.equals("-") && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
                throw new IOException(file + ": cannot be read (no such file, no permission or a folder)");
            }
        }
        return new ParsedRecords(List.copyOf(files));
    }

    /** Hands over everything, once. */
    void forEach(Sink sink, Consumer<BadRecord> badRecords, Load.Progress progress) throws IOException {
        Queue<Future<List<Parsed>>> ahead = new ArrayDeque<>();
        long records = 0;
        for (int index = 0; index < files.size(); index++) {
            try (RecordSource source = RecordSource.open(files.get(index), counter)) {
                boolean more = true;
                while (more || !ahead.isEmpty()) {
                    if (more) {
                        List<RecordSource.Item> batch = nextBatch(source);
                        more = !batch.isEmpty();
                        if (more) {
                            long fileOrigin = (long) index << 48;
                            boolean json = source.isJson();
                            ahead.add(parsers.submit(() -> parse(batch, fileOrigin, json)));
                        }
                    }
                    if (ahead.size() >= batchesAhead || !more && !ahead.isEmpty()) {
                        records += handOver(ahead.remove(), sink, badRecords);
                        progress.read(counter.bytes(), records);
                    }
                }
            } catch (IOException e) {
                if (e instanceof ZipException || e instanceof EOFException) {
                    badRecords.accept(new BadRecord(files.get(index), 1, RecordSource.fault(e)));
                } else {
                    throw e;
                }
            }
        }
    }

    BadRecord bad(long origin, String reason) {
        return new BadRecord(files.get((int) (origin >>> 48)), origin & 0xFFFF_FFFF_FFFFL, reason);
    }

    @Override
    public void close() {
        parsers.shutdownNow();
        parsers.close();
    }

    private static List<RecordSource.Item> nextBatch(RecordSource source) {
        List<RecordSource.Item> batch = new ArrayList<>(BATCH_ITEMS);
        long bytes = 0;
        while (batch.size() < BATCH_ITEMS && bytes < BATCH_BYTES) {
            RecordSource.Item item = source.next();
            if (item == null) {
                break;
            }
            batch.add(item);
            bytes += item.content() == null ? 0 : item.content().length;
        }
        return batch;
    }

    private static List<Parsed> parse(List<RecordSource.Item> batch, long fileOrigin, boolean json) {
        List<Parsed> parsed = new ArrayList<>(batch.size());
        for (RecordSource.Item item : batch) {
            long origin = fileOrigin | item.number();
            if (item.content() == null) {
                parsed.add(new Parsed(origin, null, item.fault()));
                continue;
            }
            try {
                Record record = json ? fromJson(item.content()) : fromMessage(item.content());
                RecordCheck.check(record);
                parsed.add(new Parsed(origin, record, null));
            } catch (InvalidInputException | RecordCheck.InvalidRecordException e) {
                parsed.add(new Parsed(origin, null, e.getMessage()));
            }
        }
        return parsed;
    }

    private static Record fromJson(byte[] content) throws InvalidInputException {
        String text = RecordSource.text(content);
        if (text == null) {
            throw new InvalidInputException("not UTF-8");
        }
        return Json.record(text);
    }

    private static Record fromMessage(byte[] content) throws InvalidInputException {
        try {
            return Record.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInputException("not a record message");
        }
    }

    private long handOver(Future<List<Parsed>> batch, Sink sink, Consumer<BadRecord> badRecords) throws IOException {
        List<Parsed> parsed;
        try {
            parsed = batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("load interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record could not be parsed", e);
        }
        for (Parsed item : parsed) {
            if (item.record != null) {
                sink.accept(item.origin, item.record);
            } else {
                badRecords.accept(bad(item.origin, item.fault == null ? "" : item.fault));
            }
        }
        return parsed.size();
    }
}
