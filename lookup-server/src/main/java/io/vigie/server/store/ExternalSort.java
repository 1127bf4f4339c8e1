package io.vigie.server.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more entries than memory holds: sorted runs on disk, merged as they are read. Equal keys keep the order in
 * which they were added.
 *
 * <p>Not thread-safe. Uses about {@code memoryBytes} of heap while entries are added. Close removes the runs.
 */
public final class ExternalSort implements AutoCloseable {
    /** What an entry costs in the heap besides its bytes: object, two array headers, reference. */
    private static final int ENTRY_OVERHEAD = 72;

    private static final int BUFFER_SIZE = 256 << 10;

    private final Path folder;
    private final String name;
    private final long memoryBytes;
    private final List<Path> runs = new ArrayList<>();
    private final List<Entry> pending = new ArrayList<>();
    private long pendingBytes;
    private long sequence;

    /**
     * A key and its value.
     *
     * @param key compared as unsigned bytes
     * @param sequence order of adding, decides among equal keys
     * @param value anything
     */
    public record Entry(byte[] key, long sequence, byte[] value) {}

    private static final Comparator<Entry> ORDER = (a, b) -> {
        int byKey = Arrays.compareUnsigned(a.key, b.key);
        return byKey != 0 ? byKey : Long.compare(a.sequence, b.sequence);
    };

    /** Takes entries in ascending order of keys. */
    public interface Sink {
        void accept(byte[] key, byte[] value) throws IOException;
    }

    public ExternalSort(Path folder, String name, long memoryBytes) {
        this.folder = folder;
        this.name = name;
        this.memoryBytes = memoryBytes;
    }

    /** Adds an entry; the arrays belong to the sorter from here on. */
    public void add(byte[] key, byte[] value) throws IOException {
        pending.add(new Entry(key, sequence++, value));
        pendingBytes += key.length + value.length + ENTRY_OVERHEAD;
        if (pendingBytes > memoryBytes) {
            spill();
        }
    }

    /** Number of entries added. */
    public long size() {
        return sequence;
    }

    /** Hands over all entries in order; once. */
    public void drain(Sink sink) throws IOException {
        if (runs.isEmpty()) {
            for (Entry entry : sortedPending()) {
                sink.accept(entry.key, entry.value);
            }
            return;
        }
        spill();
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(run -> run.head, ORDER));
        try {
            for (Path file : runs) {
                Run run = new Run(file);
                if (run.advance()) {
                    heads.add(run);
                } else {
                    run.close();
                }
            }
            for (Run run = heads.poll(); run != null; run = heads.poll()) {
                sink.accept(run.head.key, run.head.value);
                if (run.advance()) {
                    heads.add(run);
                } else {
                    run.close();
                }
            }
        } finally {
            for (Run run : heads) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        pending.clear();
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
        runs.clear();
    }

    private Entry[] sortedPending() {
        Entry[] entries = pending.toArray(Entry[]::new);
        pending.clear();
        pendingBytes = 0;
        Arrays.parallelSort(entries, ORDER);
        return entries;
    }

    private void spill() throws IOException {
        PrivateFiles.createFolder(folder);
        Path file = folder.resolve(name + "-" + runs.size() + ".run");
        runs.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_SIZE))) {
            for (Entry entry : sortedPending()) {
                out.writeShort(entry.key.length);
                out.write(entry.key);
                out.writeLong(entry.sequence);
                out.writeInt(entry.value.length);
                out.write(entry.value);
            }
        }
    }

    /** One sorted file being read. */
    private static final class Run implements AutoCloseable {
        private final DataInputStream in;
        private Entry head = new Entry(new byte[0], 0, new byte[0]);

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE));
        }

        boolean advance() throws IOException {
            int keySize;
            try {
                keySize = in.readUnsignedShort();
            } catch (EOFException e) {
                return false;
            }
            byte[] key = in.readNBytes(keySize);
            long sequence = in.readLong();
            byte[] value = in.readNBytes(in.readInt());
            head = new Entry(key, sequence, value);
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
