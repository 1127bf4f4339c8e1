package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of entries that are appended and, when the journal is opened, read again in their order; for state that is small
 * enough for memory and must survive whatever ends the process. Not thread-safe; the folder is the caller's alone.
 */
public final class Journal implements AutoCloseable {
    /*
     * Header: magic, level. Entry: size, CRC-32C of size and content, content. The size of the first entry of each append has
     * its sign bit set, which says that everything before it was on the disk. So what is broken is damage when such an entry lies
     * anywhere behind it, and opening fails, since what was promised would be lost. Without one it is of the last append, whose
     * writing the end of the process, or of power, has broken off: nobody was told that it is kept, and it is cut off. In a file
     * that was put in the place of another every entry has the bit, since it was on the disk as a whole.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final String NAME = "journal";
    private static final String NEXT = "journal.next";
    private static final long MAGIC = 0x5649_4749_454A_524EL;
    private static final int LEVEL = 2;

    private static final int ALL_BEFORE_IS_KEPT = 1 << 31;
    private static final int HEADER_SIZE = 12;
    private static final int ENTRY_HEADER_SIZE = 8;

    /** Largest entry. */
    public static final int ENTRY_SIZE_MAX = 1 << 20;

    private static final int WRITE_SIZE = 1 << 16;

    private final Path folder;
    private FileChannel file;
    private long size;

    private Journal(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Opens the journal of a folder, creating both when they are absent.
     *
     * @param entries told each entry
     * @throws StoreException when it cannot be used or is damaged
     */
    public static Journal open(Path folder, Consumer<byte[]> entries) {
        try {
            PrivateFiles.createFolder(folder);
            Files.deleteIfExists(folder.resolve(NEXT));
            if (!Files.exists(folder.resolve(NAME))) {
                publish(folder, List.of());
            }
            Journal journal = new Journal(folder, openFile(folder));
            boolean read = false;
            try {
                journal.read(entries);
                read = true;
                return journal;
            } finally {
                if (!read) {
                    journal.file.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be used (" + PrivateFiles.reason(folder, e) + ")", e);
        }
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }

    /**
     * Appends entries; they are on the disk when this returns. Nothing of them is kept when it fails.
     *
     * @throws StoreException when the disk does not take them
     */
    public void append(List<byte[]> entries) {
        try {
            long end = write(file, size, entries, false);
            file.force(false);
            size = end;
        } catch (IOException e) {
            cutBack();
            throw new StoreException(folder + ": cannot be written (" + PrivateFiles.reason(folder, e) + ")", e);
        }
    }

    /**
     * Puts other entries in the place of all that are there: all of them, or, when it fails, none.
     *
     * @throws StoreException when the disk does not take them
     */
    public void replace(List<byte[]> entries) {
        try {
            publish(folder, entries);
            FileChannel old = file;
            file = openFile(folder);
            size = file.size();
            old.close();
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be written (" + PrivateFiles.reason(folder, e) + ")", e);
        }
    }

    private static void publish(Path folder, List<byte[]> entries) throws IOException {
        Path next = folder.resolve(NEXT);
        try (FileChannel file = PrivateFiles.create(next, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE).putLong(MAGIC).putInt(LEVEL).flip();
            writeFully(file, header, 0);
            var _ = write(file, HEADER_SIZE, entries, true);
            file.force(true);
        }
        DurableFiles.move(next, folder.resolve(NAME));
        DurableFiles.syncFolder(folder);
    }

    private static FileChannel openFile(Path folder) throws IOException {
        return PrivateFiles.open(
                folder.resolve(NAME), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** @param asOne whether all of it is kept, or nothing */
    private static long write(FileChannel file, long from, List<byte[]> entries, boolean asOne) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(WRITE_SIZE);
        long at = from;
        int mark = ALL_BEFORE_IS_KEPT;
        for (byte[] entry : entries) {
            if (entry.length > ENTRY_SIZE_MAX) {
                throw new IllegalArgumentException("entry: " + entry.length + " bytes (expected: <= " + ENTRY_SIZE_MAX + ")");
            }
            int whole = ENTRY_HEADER_SIZE + entry.length;
            if (out.remaining() < whole) {
                at = flush(file, out, at);
                out = out.capacity() < whole ? ByteBuffer.allocate(whole) : out;
            }
            int head = entry.length | mark;
            out.putInt(head).putInt(checksum(head, entry, 0, entry.length)).put(entry);
            mark = asOne ? mark : 0;
        }
        return flush(file, out, at);
    }

    private static long flush(FileChannel file, ByteBuffer out, long at) throws IOException {
        out.flip();
        int written = out.remaining();
        writeFully(file, out, at);
        out.clear();
        return at + written;
    }

    private static void writeFully(FileChannel file, ByteBuffer out, long from) throws IOException {
        long at = from;
        while (out.hasRemaining()) {
            at += file.write(out, at);
        }
    }

    private void read(Consumer<byte[]> entries) throws IOException {
        byte[] all = Files.readAllBytes(folder.resolve(NAME));
        ByteBuffer in = ByteBuffer.wrap(all);
        if (all.length < HEADER_SIZE || in.getLong() != MAGIC || in.getInt() != LEVEL) {
            throw new StoreException(folder.resolve(NAME) + ": is no journal of this version");
        }
        int at = HEADER_SIZE;
        while (isWhole(in, at)) {
            int length = sizeOf(in.getInt(at));
            byte[] entry = new byte[length];
            in.get(at + ENTRY_HEADER_SIZE, entry);
            entries.accept(entry);
            at += ENTRY_HEADER_SIZE + length;
        }
        if (isKeptBehind(in, at)) {
            throw new StoreException(folder.resolve(NAME) + ": damaged at byte " + at
                    + " (restore it from a copy, or move the folder away: what waits in it is lost then)");
        }
        if (at < all.length) {
            LOG.warn("{}: {} bytes at its end are no whole entry and are cut off: what was being written when the server ended",
                    folder.resolve(NAME), all.length - at);
            file.truncate(at);
            file.force(true);
        }
        size = at;
    }

    private static boolean isKeptBehind(ByteBuffer in, int at) {
        for (int later = at + 1; later <= in.capacity() - ENTRY_HEADER_SIZE; later++) {
            if (in.getInt(later) < 0 && isWhole(in, later)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(ByteBuffer in, int at) {
        if (at > in.capacity() - ENTRY_HEADER_SIZE) {
            return false;
        }
        int head = in.getInt(at);
        int length = sizeOf(head);
        int from = at + ENTRY_HEADER_SIZE;
        // An entry without content would be a hole in the file.
        return length > 0
                && length <= Math.min(ENTRY_SIZE_MAX, in.capacity() - from)
                && checksum(head, in.array(), from, length) == in.getInt(at + Integer.BYTES);
    }

    private static int sizeOf(int head) {
        return head & ~ALL_BEFORE_IS_KEPT;
    }

    private void cutBack() {
        try {
            file.truncate(size);
        } catch (IOException e) {
            // The next append writes over it, and what is read would end there.
            return;
        }
    }

    private static int checksum(int head, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(head).flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be closed (" + e.getMessage() + ")", e);
        }
    }
}
