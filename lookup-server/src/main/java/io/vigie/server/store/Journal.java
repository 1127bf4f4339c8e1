package io.vigie.server.store;

import io.vigie.text.FileFault;
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
     * Header: magic, level. Group, of one append: size with its sign bit set, CRC-32C of position, size and content, content:
     * entries, each behind its size. A group is written when all before it is on the disk. So what is broken is damage when a
     * group lies anywhere behind it, and opening fails, since what was promised would be lost. Without one it is of the last
     * append, whose writing the end of the process, or of power, has broken off: nobody was told that it is kept, and it is cut
     * off as a whole. An empty group is the seal: it says that the last append was kept, too. In a file that was put in the
     * place of another each entry is a group, and a seal is at its end.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final String NAME = "journal";
    private static final String NEXT = "journal.next";
    private static final long MAGIC = 0x5649_4749_454A_524EL;
    private static final int LEVEL = 4;

    private static final int GROUP_MARK = 1 << 31;
    private static final int HEADER_SIZE = 12;
    private static final int GROUP_HEADER_SIZE = 8;
    private static final int GROUP_SIZE_MAX = 1 << 30;

    /** Largest entry. */
    public static final int ENTRY_SIZE_MAX = 1 << 20;

    private final Path folder;
    private final FolderSync folderSync;
    private FileChannel file;
    private long size;
    private boolean sealed;
    private boolean failed;

    /** Makes the names in a folder durable. */
    interface FolderSync {
        void sync(Path folder) throws IOException;
    }

    private Journal(Path folder, FolderSync folderSync, FileChannel file) {
        this.folder = folder;
        this.folderSync = folderSync;
        this.file = file;
    }

    /**
     * Opens the journal of a folder, creating both when they are absent.
     *
     * @param entries told each entry
     * @throws StoreException when it cannot be used or is damaged
     */
    public static Journal open(Path folder, Consumer<byte[]> entries) {
        return open(folder, entries, DurableFiles::syncFolder);
    }

    static Journal open(Path folder, Consumer<byte[]> entries, FolderSync folderSync) {
        try {
            PrivateFiles.createFolder(folder);
            Files.deleteIfExists(folder.resolve(NEXT));
            if (!Files.exists(folder.resolve(NAME))) {
                publish(folder, List.of()).close();
            }
            // The last replacement may have failed between its name and the sync of it.
            folderSync.sync(folder);
            Journal journal = new Journal(folder, folderSync, openFile(folder));
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
        if (!entries.isEmpty()) {
            appendGroup(entries);
            sealed = false;
        }
    }

    /**
     * Makes the loss of what was appended last tell from an append that was broken off. To be called when nothing is appended
     * for a while; closing does it.
     *
     * @throws StoreException when the disk does not take it
     */
    public void seal() {
        if (!sealed) {
            appendGroup(List.of());
            sealed = true;
        }
    }

    private void appendGroup(List<byte[]> entries) {
        boolean written = false;
        try {
            long end = writeGroup(file, size, entries);
            file.force(false);
            size = end;
            written = true;
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be written (" + PrivateFiles.reason(folder, e) + ")", e);
        } finally {
            if (!written) {
                failed = true;
                cutBack();
            }
        }
    }

    /**
     * Puts other entries in the place of all that are there: all of them, or, when it fails, none. When it fails so late that
     * a loss of power may bring either, the journal takes nothing more: it must be opened again.
     *
     * @throws StoreException when the disk does not take them
     */
    public void replace(List<byte[]> entries) {
        try {
            FileChannel old = file;
            file = publish(folder, entries);
            takeOver(old);
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be written (" + PrivateFiles.reason(folder, e) + ")", e);
        }
    }

    private void takeOver(FileChannel old) throws IOException {
        boolean done = false;
        try {
            old.close();
            size = file.size();
            sealed = true;
            folderSync.sync(folder);
            done = true;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** @return the file that has the name now, open, so that nothing is ever appended to one that has lost it */
    private static FileChannel publish(Path folder, List<byte[]> entries) throws IOException {
        Path next = folder.resolve(NEXT);
        FileChannel file = PrivateFiles.create(next, StandardOpenOption.WRITE);
        boolean published = false;
        try {
            ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE).putLong(MAGIC).putInt(LEVEL).flip();
            writeFully(file, header, 0);
            long at = HEADER_SIZE;
            for (byte[] entry : entries) {
                at = writeGroup(file, at, List.of(entry));
            }
            var _ = writeGroup(file, at, List.of());
            file.force(true);
            DurableFiles.move(next, folder.resolve(NAME));
            published = true;
            return file;
        } finally {
            if (!published) {
                file.close();
            }
        }
    }

    private static FileChannel openFile(Path folder) throws IOException {
        return PrivateFiles.open(
                folder.resolve(NAME), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** @return where it ends */
    private static long writeGroup(FileChannel file, long at, List<byte[]> entries) throws IOException {
        long content = 0;
        for (byte[] entry : entries) {
            if (entry.length > ENTRY_SIZE_MAX) {
                throw new IllegalArgumentException("entry: " + entry.length + " bytes (expected: <= " + ENTRY_SIZE_MAX + ")");
            }
            content += Integer.BYTES + entry.length;
        }
        if (content > GROUP_SIZE_MAX) {
            throw new IOException("entries: " + content + " bytes (expected: <= " + GROUP_SIZE_MAX + ")");
        }
        int length = (int) content;
        ByteBuffer out = ByteBuffer.allocate(GROUP_HEADER_SIZE + length).position(GROUP_HEADER_SIZE);
        for (byte[] entry : entries) {
            out.putInt(entry.length).put(entry);
        }
        out.putInt(0, length | GROUP_MARK).putInt(Integer.BYTES, checksum(at, length, out.array(), GROUP_HEADER_SIZE));
        writeFully(file, out.flip(), at);
        return at + out.limit();
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
            readGroup(in.slice(at + GROUP_HEADER_SIZE, length), entries);
            at += GROUP_HEADER_SIZE + length;
            sealed = length == 0;
        }
        if (isKeptBehind(in, at)) {
            throw new StoreException(folder.resolve(NAME) + ": damaged at byte " + at
                    + " (restore it from a copy, or move the folder away: what waits in it is lost then)");
        }
        if (at < all.length) {
            LOG.warn("{}: {} bytes at its end are no whole group and are cut off: what was being written when the server ended",
                    folder.resolve(NAME), all.length - at);
            file.truncate(at);
            file.force(true);
        }
        size = at;
    }

    private static void readGroup(ByteBuffer group, Consumer<byte[]> entries) {
        while (group.hasRemaining()) {
            byte[] entry = new byte[group.getInt()];
            group.get(entry);
            entries.accept(entry);
        }
    }

    private static boolean isKeptBehind(ByteBuffer in, int at) {
        for (int later = at + 1; later <= in.capacity() - GROUP_HEADER_SIZE; later++) {
            if (isWhole(in, later)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(ByteBuffer in, int at) {
        if (at > in.capacity() - GROUP_HEADER_SIZE || in.getInt(at) >= 0) {
            return false;
        }
        int length = sizeOf(in.getInt(at));
        int from = at + GROUP_HEADER_SIZE;
        return length <= in.capacity() - from
                && checksum(at, length, in.array(), from) == in.getInt(at + Integer.BYTES);
    }

    private static int sizeOf(int head) {
        return head & ~GROUP_MARK;
    }

    private void cutBack() {
        try {
            file.truncate(size);
        } catch (IOException e) {
            // The next append writes over it, and what is read would end there.
            return;
        }
    }

    /** With the position, so that what looks like a group inside of an entry is none. */
    private static int checksum(long at, int length, byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(at).putInt(length).flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Nothing is lost when there is no seal. */
    @Override
    public void close() {
        try (FileChannel closing = file) {
            if (!failed && closing.isOpen()) {
                seal();
            }
        } catch (StoreException e) {
            LOG.warn("closed without a seal: {}", e.getMessage());
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be closed (" + FileFault.reason(e) + ")", e);
        }
    }
}
