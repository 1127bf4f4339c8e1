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
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more entries than memory holds: sorted runs on disk, merged as they are read. Equal keys keep the order in
 * which they were added.
 *
 * <p>Not thread-safe. Uses about {@code memoryBytes} of heap while entries are added. Close removes the runs.
 */
public final class ExternalSort implements AutoCloseable {
    private static final int BUFFER_SIZE = 256 << 10;

    private final Path folder;
    private final String name;
    private final long memoryBytes;
    private final List<Path> runs = new ArrayList<>();
    private final EntryArena pending = new EntryArena();
    private long size;

    /** Takes entries in ascending order of keys. */
    public interface Sink {
        /** @param key compared as unsigned bytes */
        void accept(byte[] key, byte[] value) throws IOException;
    }

    /** @param memoryBytes at most a gigabyte is used */
    public ExternalSort(Path folder, String name, long memoryBytes) {
        this.folder = folder;
        this.name = name;
        this.memoryBytes = Math.min(memoryBytes, EntryArena.BYTES_MAX);
    }

    /** Adds an entry. */
    public void add(byte[] key, byte[] value) throws IOException {
        pending.add(key, value);
        size++;
        if (pending.bytes() > memoryBytes) {
            spill();
        }
    }

    /** Number of entries added. */
    public long size() {
        return size;
    }

    /** Hands over all entries in order; once. */
    public void drain(Sink sink) throws IOException {
        if (runs.isEmpty()) {
            pending.sort();
            for (int i = 0; i < pending.count(); i++) {
                sink.accept(pending.key(i), pending.value(i));
            }
            pending.release();
            return;
        }
        spill();
        pending.release();
        merge(sink);
    }

    private void merge(Sink sink) throws IOException {
        PriorityQueue<Run> heads = new PriorityQueue<>();
        try {
            for (int number = 0; number < runs.size(); number++) {
                next(new Run(runs.get(number), number), heads);
            }
            for (Run run = heads.poll(); run != null; run = heads.poll()) {
                sink.accept(run.key, run.value);
                next(run, heads);
            }
        } finally {
            for (Run run : heads) {
                run.close();
            }
        }
    }

    private static void next(Run run, PriorityQueue<Run> heads) throws IOException {
        if (run.advance()) {
            heads.add(run);
        } else {
            run.close();
        }
    }

    @Override
    public void close() throws IOException {
        pending.release();
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
        runs.clear();
    }

    private void spill() throws IOException {
        PrivateFiles.createFolder(folder);
        Path file = folder.resolve(name + "-" + runs.size() + ".run");
        runs.add(file);
        pending.sort();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_SIZE))) {
            for (int i = 0; i < pending.count(); i++) {
                pending.write(i, out);
            }
        }
        pending.clear();
    }

    /** One sorted file being read, and the entry at its head; of equal keys that of the earlier run comes first. */
    private static final class Run implements AutoCloseable, Comparable<Run> {
        private final DataInputStream in;
        private final int number;
        private byte[] key = {};
        private byte[] value = {};

        Run(Path file, int number) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE));
            this.number = number;
        }

        boolean advance() throws IOException {
            int keySize;
            try {
                keySize = in.readUnsignedShort();
            } catch (EOFException e) {
                return false;
            }
            int valueSize = in.readInt();
            key = in.readNBytes(keySize);
            value = in.readNBytes(valueSize);
            return true;
        }

        @Override
        public int compareTo(Run other) {
            int byKey = Arrays.compareUnsigned(key, other.key);
            return byKey != 0 ? byKey : Integer.compare(number, other.number);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
