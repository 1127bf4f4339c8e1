package io.vigie.server.store;

/**
 * Description of one LMDB tree, 48 bytes: pad (int), flags (short), depth (short), branch, leaf and overflow pages, entries,
 * number of the root page (longs).
 *
 * @param page −1 = empty
 */
record TreeRoot(int pad, int flags, int depth, long branchPages, long leafPages, long overflowPages, long entries, long page) {
    static final int SIZE = 48;

    /** Flag of the tree of free pages. */
    static final int KEYS_ARE_NUMBERS = 0x08;

    private static final int DEPTH_MAX = 32;

    static TreeRoot read(byte[] bytes, int at) {
        return new TreeRoot(
                TreePage.intAt(bytes, at),
                TreePage.shortAt(bytes, at + 4),
                TreePage.shortAt(bytes, at + 6),
                TreePage.longAt(bytes, at + 8),
                TreePage.longAt(bytes, at + 16),
                TreePage.longAt(bytes, at + 24),
                TreePage.longAt(bytes, at + 32),
                TreePage.longAt(bytes, at + 40));
    }

    boolean isEmpty() {
        return page == -1;
    }

    boolean isSound() {
        boolean deep = isEmpty() ? depth == 0 && entries == 0 : depth >= 1 && depth <= DEPTH_MAX;
        return deep && (flags & ~KEYS_ARE_NUMBERS) == 0;
    }
}
