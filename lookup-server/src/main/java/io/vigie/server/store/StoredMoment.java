package io.vigie.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a generation, read page by page and without LMDB, so that no damage can mislead the reader or end the
 * process: what is damaged is told and passed over. Nothing is written. One thread.
 */
public final class StoredMoment implements AutoCloseable {
    private static final int META_ENTRIES_MAX = 100;
    private static final Comparator<byte[]> TABLE_ORDER = Arrays::compareUnsigned;

    /** Free pages are listed by transaction, a number of this machine's byte order. */
    private static final Comparator<byte[]> TRANSACTION_ORDER =
            (a, b) -> Long.compareUnsigned(TreePage.longAt(padded(a), 0), TreePage.longAt(padded(b), 0));

    private final Path folder;
    private final DataPages pages;
    private final PageDamage damage;
    private final DataPages.Meta meta;
    private final long lastPage;
    private final @Nullable PinnedMoment pinned;
    private final Map<Table, TreeReader> readers = new EnumMap<>(Table.class);
    private final Map<Table, Long> entries = new EnumMap<>(Table.class);
    private final Map<byte[], byte[]> metaEntries = new TreeMap<>(TABLE_ORDER);

    private StoredMoment(Path folder, DataPages pages, DataPages.Meta meta, @Nullable PinnedMoment pinned, PageDamage damage)
            throws IOException {
        this.folder = folder;
        this.pages = pages;
        this.damage = damage;
        this.meta = meta;
        this.pinned = pinned;
        this.lastPage = Math.min(meta.lastPage(), pages.count() - 1);
        if (lastPage < meta.lastPage()) {
            damage.damaged(Generation.DATA, "is cut off: " + pages.count() + " pages (expected: " + (meta.lastPage() + 1) + ")");
        }
        if (!meta.isLike(pages.meta(0)) || !meta.isLike(pages.meta(1))) {
            damage.damaged(Generation.DATA, "a meta page is damaged");
        }
        openTables();
        readMetaTable();
    }

    /**
     * The present moment of a data folder, which a server in another process may be writing to: LMDB keeps the pages of the
     * moment from being used again until this is closed, so the file grows by what is written meanwhile.
     *
     * @throws StoreException when there is no generation, this process holds the folder, or its data cannot be opened at all
     */
    public static StoredMoment ofFolder(Path data, PageDamage damage) throws IOException {
        Path folder = CurrentFile.peek(data);
        PinnedMoment pinned = PinnedMoment.of(data, folder);
        return closedOnFailure(pinned, () -> {
            DataPages pages = new DataPages(folder.resolve(Generation.DATA));
            return closedOnFailure(pages, () -> {
                DataPages.Meta meta = pinned.meta(pages);
                return new StoredMoment(folder, pages, meta, pinned, damage);
            });
        });
    }

    /**
     * The newest moment of a data file that nobody writes to.
     *
     * @throws StoreException when it is no data file
     */
    public static StoredMoment ofCopy(Path folder, PageDamage damage) throws IOException {
        Path file = folder.resolve(Generation.DATA);
        DataPages pages = new DataPages(file);
        return closedOnFailure(pages, () -> {
            DataPages.Meta first = pages.meta(0);
            DataPages.Meta second = pages.meta(1);
            DataPages.Meta newest = first == null || second != null && second.transaction() > first.transaction() ? second : first;
            if (newest == null) {
                throw new StoreException(file + ": is no LMDB data, or both its meta pages are damaged");
            }
            return new StoredMoment(folder, pages, newest, null, damage);
        });
    }

    private interface Opening {
        StoredMoment open() throws IOException;
    }

    private static StoredMoment closedOnFailure(AutoCloseable part, Opening opening) throws IOException {
        boolean opened = false;
        try {
            StoredMoment moment = opening.open();
            opened = true;
            return moment;
        } finally {
            if (!opened) {
                closeQuietly(part);
            }
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The failure that led here is told.
        }
    }

    private void openTables() {
        TreeReader main = new TreeReader(pages, meta.main(), lastPage, "tables", damage, TABLE_ORDER);
        Map<String, Table> byName = new TreeMap<>();
        for (Table table : Table.values()) {
            byName.put(table.diskName(), table);
        }
        while (main.next()) {
            Table table = byName.remove(new String(main.key(), StandardCharsets.US_ASCII));
            byte[] value = main.isTree() ? main.value() : null;
            TreeRoot root = value == null || value.length != TreeRoot.SIZE ? null : TreeRoot.read(value, 0);
            if (table != null && root != null && root.flags() == 0) {
                entries.put(table, root.entries());
                readers.put(table, new TreeReader(pages, root, lastPage, table.diskName(), damage, TABLE_ORDER));
            } else {
                damage.damaged("tables", table == null ? "holds a table that is not known" : table.diskName() + " has no description");
            }
        }
        byName.keySet().forEach(missing -> damage.damaged("tables", missing + " is missing"));
    }

    private void readMetaTable() {
        while (metaEntries.size() < META_ENTRIES_MAX && next(Table.META)) {
            byte[] value = value(Table.META);
            if (value != null) {
                metaEntries.put(key(Table.META), value);
            }
        }
    }

    /** Where the files of the generation lie. */
    public Path folder() {
        return folder;
    }

    /** A value of the meta table, which is not read with {@link #next}; null when there is none. */
    public byte @Nullable [] meta(byte[] key) {
        return metaEntries.get(key);
    }

    /** Goes through the meta table, in order. */
    public void forEachMeta(BiConsumer<byte[], byte[]> visitor) {
        metaEntries.forEach(visitor);
    }

    /** Entries of a table, as its description counts them. */
    public long entries(Table table) {
        return entries.getOrDefault(table, 0L);
    }

    /** Moves to the next entry of a table; false at its end. */
    public boolean next(Table table) {
        TreeReader reader = readers.get(table);
        return reader != null && reader.next();
    }

    /** Key at the present place of a table. */
    public byte[] key(Table table) {
        return reader(table).key();
    }

    /** Value at the present place of a table, once; null, and told, when it cannot be read. */
    public byte @Nullable [] value(Table table) {
        return reader(table).value();
    }

    private TreeReader reader(Table table) {
        TreeReader reader = readers.get(table);
        if (reader == null) {
            throw new IllegalStateException(table + ": absent (expected: after next)");
        }
        return reader;
    }

    /** Checks, when all tables have been read with their values, that no page is both free and in use, nor free twice. */
    public void checkFreePages() {
        TreeReader free = new TreeReader(pages, meta.free(), lastPage, "free pages", damage, TRANSACTION_ORDER);
        boolean wrong = false;
        while (free.next()) {
            byte[] list = free.value();
            wrong |= list == null || !isFreeList(list);
        }
        if (wrong) {
            damage.damaged("free pages", "a page is listed that is in use, does not exist or is listed twice");
        }
    }

    private boolean isFreeList(byte[] list) {
        long count = list.length < Long.BYTES ? -1 : TreePage.longAt(list, 0);
        if (count < 0 || count >= list.length / Long.BYTES) {
            return false;
        }
        boolean sound = true;
        for (int i = 1; i <= count; i++) {
            long number = TreePage.longAt(list, i * Long.BYTES);
            sound &= number >= 2 && number <= meta.lastPage() && (number > lastPage || pages.meet(number));
        }
        return sound;
    }

    /** The miss filter's file beside this moment. */
    public StoredFilter filter() {
        long stamp = 0;
        for (Map.Entry<byte[], byte[]> entry : metaEntries.entrySet()) {
            stamp = Generation.stamped(stamp, entry.getKey(), entry.getValue());
        }
        return StoredFilter.open(folder, stamp);
    }

    private static byte[] padded(byte[] key) {
        return key.length >= Long.BYTES ? key : Arrays.copyOf(key, Long.BYTES);
    }

    @Override
    public void close() throws IOException {
        pages.close();
        if (pinned != null) {
            pinned.close();
        }
    }
}
