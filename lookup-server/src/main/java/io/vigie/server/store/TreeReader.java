package io.vigie.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of one tree in order, page by page. What cannot be followed is told and passed over, and so is an entry
 * that a search would not find where it lies: reading goes on behind it. One thread.
 */
final class TreeReader {
    private final DataPages pages;
    private final TreeRoot root;
    private final long lastPage;
    private final String name;
    private final PageDamage damage;
    private final Comparator<byte[]> order;
    private final List<Level> levels = new ArrayList<>();
    private long branchPages;
    private long leafPages;
    private long entries;
    private boolean broken;
    private byte @Nullable [] key;
    private int at;

    /** One page on the way down, and the bounds within which its keys lie. */
    private static final class Level {
        final byte[] bytes;
        final TreePage page;
        byte @Nullable [] least;
        byte @Nullable [] end;
        int next;

        Level(int pageSize) {
            bytes = new byte[pageSize];
            page = new TreePage(bytes);
        }
    }

    /**
     * @param name of the tree, for what is told
     * @param order of its keys
     */
    TreeReader(
            DataPages pages, TreeRoot root, long lastPage, String name, PageDamage damage, Comparator<byte[]> order) {
        this.pages = pages;
        this.root = root;
        this.lastPage = lastPage;
        this.name = name;
        this.damage = damage;
        this.order = order;
        if (!root.isSound()) {
            tell("the description of the table is impossible");
        } else if (!root.isEmpty()) {
            for (int i = 0; i < root.depth(); i++) {
                levels.add(new Level(pages.pageSize()));
            }
            enter(0, root.page(), null, null);
        }
    }

    /** Moves to the next entry; false at the end. */
    boolean next() {
        if (levels.isEmpty()) {
            return false;
        }
        Level leaf = levels.getLast();
        while (true) {
            if (leaf.next < leaf.page.count()) {
                at = leaf.next++;
                byte[] found = leaf.page.key(at);
                entries++;
                if (isInPlace(found, leaf)) {
                    key = found;
                    return true;
                }
                tell("page " + TreePage.longAt(leaf.bytes, 0) + " holds an entry where no search finds it");
            } else if (!nextLeaf()) {
                levels.clear();
                checkCounts();
                return false;
            }
        }
    }

    private boolean isInPlace(byte[] found, Level within) {
        byte[] before = key;
        return (before == null || order.compare(before, found) < 0)
                && (within.least == null || order.compare(within.least, found) <= 0)
                && (within.end == null || order.compare(found, within.end) < 0);
    }

    byte[] key() {
        if (key == null) {
            throw new IllegalStateException("tree: nowhere (expected: after next)");
        }
        return key;
    }

    boolean isTree() {
        return levels.getLast().page.isTree(at);
    }

    /** The value at the present place, once; null, and told, when it cannot be read. */
    byte @Nullable [] value() {
        TreePage page = levels.getLast().page;
        if (!page.isBig(at)) {
            return page.value(at);
        }
        try {
            byte[] value = pages.takeBig(page.valuePage(at), page.valueSize(at), lastPage);
            if (value == null) {
                tell("a value in pages of its own, from page " + page.valuePage(at) + " on, cannot be read");
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean nextLeaf() {
        for (int depth = levels.size() - 2; depth >= 0; depth--) {
            if (nextLeafBelow(depth)) {
                return true;
            }
        }
        return false;
    }

    /** Goes down to the first leaf of a subtree that can be followed. */
    private boolean enter(int depth, long number, byte @Nullable [] least, byte @Nullable [] end) {
        Level level = levels.get(depth);
        boolean isLeaf = depth == levels.size() - 1;
        level.least = least;
        level.end = end;
        level.next = 0;
        String fault;
        try {
            fault = pages.take(number, lastPage, level.bytes, isLeaf ? TreePage.LEAF : TreePage.BRANCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (fault == null && !isLeaf) {
            fault = orderFault(level);
        }
        if (fault != null) {
            tell("page " + number + " " + fault);
            Arrays.fill(level.bytes, 0, TreePage.HEADER_SIZE, (byte) 0);
            level.bytes[12] = TreePage.HEADER_SIZE;
            return false;
        }
        if (isLeaf) {
            leafPages++;
            return true;
        }
        branchPages++;
        return nextLeafBelow(depth);
    }

    private boolean nextLeafBelow(int depth) {
        Level level = levels.get(depth);
        while (level.next < level.page.count()) {
            int i = level.next++;
            byte[] least = i == 0 ? level.least : level.page.key(i);
            byte[] end = i + 1 < level.page.count() ? level.page.key(i + 1) : level.end;
            if (enter(depth + 1, level.page.below(i), least, end)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String orderFault(Level level) {
        byte[] before = level.least;
        for (int i = 1; i < level.page.count(); i++) {
            byte[] separator = level.page.key(i);
            if (before != null && order.compare(before, separator) >= 0
                    || level.end != null && order.compare(separator, level.end) >= 0) {
                return "has branches out of order";
            }
            before = separator;
        }
        return null;
    }

    private void checkCounts() {
        if (!broken
                && (branchPages != root.branchPages() || leafPages != root.leafPages() || entries != root.entries())) {
            tell("holds " + entries + " entries in " + leafPages + " leaves (expected: " + root.entries() + " in "
                    + root.leafPages() + ")");
        }
    }

    private void tell(String what) {
        broken = true;
        damage.damaged(name, what);
    }
}
