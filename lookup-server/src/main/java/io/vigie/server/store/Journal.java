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

/**
 * A file of entries that are appended and, when the journal is opened, read again in their order; for state that is small
 * enough for memory and must survive whatever ends the process. Not thread-safe; the folder is the caller's alone.
 */
public final class Journal implements AutoCloseable {
    /*
     * Header: magic, level. Entry: size, CRC-32C of the content, content. What follows the last whole entry was being
     * written when the process ended, so nobody was told that it is kept, and is cut off. A broken entry with a whole one
     * behind it is damage: cutting it off would lose what was promised.
     */
    private static final String NAME = "journal";
    private static final String NEXT = "journal.next";
    private static final long MAGIC = 0x5649_4749_454A_524EL;
    private static final int LEVEL = 1;
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
            long end = write(file, size, entries);
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
            var _ = write(file, HEADER_SIZE, entries);
            file.force(true);
        }
        DurableFiles.move(next, folder.resolve(NAME));
        DurableFiles.syncFolder(folder);
    }

    private static FileChannel openFile(Path folder) throws IOException {
        return PrivateFiles.open(
                folder.resolve(NAME), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private static long write(FileChannel file, long from, List<byte[]> entries) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(WRITE_SIZE);
        long at = from;
        for (byte[] entry : entries) {
            if (entry.length > ENTRY_SIZE_MAX) {
                throw new IllegalArgumentException("entry: " + entry.length + " bytes (expected: <= " + ENTRY_SIZE_MAX + ")");
            }
            int whole = ENTRY_HEADER_SIZE + entry.length;
            if (out.remaining() < whole) {
                at = flush(file, out, at);
                out = out.capacity() < whole ? ByteBuffer.allocate(whole) : out;
            }
            out.putInt(entry.length).putInt(checksum(entry)).put(entry);
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
        while (isWhole(all, at)) {
            int length = in.getInt(at);
            byte[] entry = new byte[length];
            in.get(at + ENTRY_HEADER_SIZE, entry);
            entries.accept(entry);
            at += ENTRY_HEADER_SIZE + length;
        }
        if (at < all.length && isWhole(all, behind(all, at))) {
            throw new StoreException(folder.resolve(NAME) + ": damaged at byte " + at
                    + " (restore it from a copy, or move the folder away: what waits in it is lost then)");
        }
        if (at < all.length) {
            file.truncate(at);
            file.force(true);
        }
        size = at;
    }

    private static boolean isWhole(byte[] all, int at) {
        int end = behind(all, at);
        if (end < 0) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(all);
        CRC32C crc = new CRC32C();
        crc.update(all, at + ENTRY_HEADER_SIZE, in.getInt(at));
        return (int) crc.getValue() == in.getInt(at + 4);
    }

    /** Where the next entry begins; negative when this one does not fit. */
    private static int behind(byte[] all, int at) {
        if (at < 0 || at > all.length - ENTRY_HEADER_SIZE) {
            return -1;
        }
        int length = ByteBuffer.wrap(all).getInt(at);
        // An entry without content is a hole in the file, with the checksum of nothing.
        return length <= 0 || length > all.length - at - ENTRY_HEADER_SIZE ? -1 : at + ENTRY_HEADER_SIZE + length;
    }

    private void cutBack() {
        try {
            file.truncate(size);
        } catch (IOException e) {
            // The next append writes over it, and what is read would end there.
            return;
        }
    }

    private static int checksum(byte[] entry) {
        CRC32C crc = new CRC32C();
        crc.update(entry, 0, entry.length);
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
