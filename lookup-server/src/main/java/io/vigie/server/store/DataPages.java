package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an LMDB data file, read as bytes: no damage can mislead the reader or end the process, as it can when LMDB
 * follows it. Says which pages have been met. One thread.
 */
final class DataPages implements AutoCloseable {
    private static final int META_SIZE = 152;
    private static final int MAGIC = 0xBEEFC0DE;
    private static final int FORMAT = 1;
    private static final int META_READINGS_MAX = 100;

    private final FileChannel channel;
    private final BitSet met = new BitSet();
    private int pageSize = META_SIZE;

    /**
     * What a meta page says.
     *
     * @param mapSize of the environment
     * @param free tree of the pages that are free; its pad is the size of a page
     * @param main tree of the tables
     * @param lastPage that is in use
     * @param transaction that wrote it
     */
    record Meta(long mapSize, TreeRoot free, TreeRoot main, long lastPage, long transaction) {
        /** Whether the other meta page is of the same file. */
        boolean isLike(@Nullable Meta other) {
            return other != null && other.mapSize == mapSize && other.free.pad() == free.pad();
        }
    }

    DataPages(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        // The size of a page stands in the first meta page, or, when that is damaged, is what the system's is.
        Meta first = readMeta(0);
        pageSize = first == null ? 4096 : first.free().pad();
    }

    /**
     * Says why LMDB must not open a file: it believes the meta pages, and a wrong size of pages there ends the process, a
     * wrong transaction loses the last one.
     *
     * @return null when it may
     */
    static @Nullable String metaFault(Path file) throws IOException {
        // Before the pages: a server may be writing both.
        long committed = CommitNote.read(file.resolveSibling(""));
        try (DataPages pages = new DataPages(file)) {
            Metas metas = pages.settledMetas();
            Meta first = metas.first();
            Meta second = metas.second();
            if (first == null || second == null || !first.isLike(second)) {
                return "a meta page is damaged";
            }
            if (!areNeighbours(first.transaction(), second.transaction())) {
                return "a meta page is damaged: they are of transactions " + first.transaction() + " and "
                        + second.transaction() + " (expected: one behind the other)";
            }
            long newest = Math.max(first.transaction(), second.transaction());
            return newest >= committed
                    ? null
                    : "holds transaction " + newest + " (expected: " + committed + ", which was committed, as the file "
                            + CommitNote.NAME + " beside it says): its newest meta page is damaged, and changes are lost";
        }
    }

    /** Both meta pages of one moment. */
    private record Metas(@Nullable Meta first, @Nullable Meta second) {}

    /** Reads both until two readings agree: a server that writes may commit between one page and the other. */
    private Metas settledMetas() throws IOException {
        Metas metas = new Metas(meta(0), meta(1));
        for (int i = 0; i < META_READINGS_MAX; i++) {
            Metas again = new Metas(meta(0), meta(1));
            if (again.equals(metas)) {
                return metas;
            }
            metas = again;
        }
        return metas;
    }

    /** Each transaction writes the page that its number is even or odd for; the other is that of the one before. */
    private static boolean areNeighbours(long first, long second) {
        boolean isNew = first == 0 && second == 0;
        return isNew || (first & 1) == 0 && Math.abs(first - second) == 1;
    }

    /** Whole pages that the file has. */
    long count() throws IOException {
        return channel.size() / pageSize;
    }

    int pageSize() {
        return pageSize;
    }

    /** The meta page 0 or 1, or null when it is none. */
    @Nullable Meta meta(int number) throws IOException {
        return readMeta((long) number * pageSize);
    }

    private @Nullable Meta readMeta(long at) throws IOException {
        byte[] bytes = new byte[META_SIZE];
        if (!read(bytes, at)
                || (TreePage.shortAt(bytes, 10) & TreePage.META) == 0
                || TreePage.intAt(bytes, 16) != MAGIC
                || TreePage.intAt(bytes, 20) != FORMAT) {
            return null;
        }
        Meta meta = new Meta(
                TreePage.longAt(bytes, 32),
                TreeRoot.read(bytes, 40),
                TreeRoot.read(bytes, 40 + TreeRoot.SIZE),
                TreePage.longAt(bytes, 136),
                TreePage.longAt(bytes, 144));
        int size = meta.free().pad();
        return size >= 512 && size <= 1 << 16 && Integer.bitCount(size) == 1
                        && meta.lastPage() > 0
                        && meta.free().flags() == TreeRoot.KEYS_ARE_NUMBERS
                        && meta.main().flags() == 0
                ? meta
                : null;
    }

    /** Fills a buffer with a page that nothing has led to before; null, or why it cannot be used. */
    @Nullable String take(long number, long lastPage, byte[] into, int kind) throws IOException {
        if (number < 2 || number > lastPage) {
            return "does not exist";
        }
        if (met.get((int) number)) {
            return "stands in two places";
        }
        if (!read(into, number * pageSize)) {
            return "is cut off";
        }
        met.set((int) number);
        return new TreePage(into).fault(number, kind);
    }

    /** A value in pages of its own, or null when it cannot be read. */
    byte @Nullable [] takeBig(long number, long size, long lastPage) throws IOException {
        long pages = (TreePage.HEADER_SIZE - 1 + size) / pageSize + 1;
        byte[] head = new byte[TreePage.HEADER_SIZE];
        if (number < 2
                || pages > lastPage - number + 1
                || size > Integer.MAX_VALUE - 64
                || !read(head, number * pageSize)
                || TreePage.longAt(head, 0) != number
                || (TreePage.shortAt(head, 10) & TreePage.OVERFLOW) == 0
                || TreePage.intAt(head, 12) != pages
                || !met.get((int) number, (int) (number + pages)).isEmpty()) {
            return null;
        }
        met.set((int) number, (int) (number + pages));
        byte[] value = new byte[(int) size];
        return read(value, number * pageSize + TreePage.HEADER_SIZE) ? value : null;
    }

    /** Says that a page has been met; false when it had been before. */
    boolean meet(long number) {
        boolean fresh = !met.get((int) number);
        met.set((int) number);
        return fresh;
    }

    private boolean read(byte[] into, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
