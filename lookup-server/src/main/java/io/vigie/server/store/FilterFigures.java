package io.vigie.server.store;

/**
 * State of the current generation's miss filter.
 *
 * @param trusted false: every question walks the tree until the filter is rebuilt
 * @param reason why it is not trusted, else empty
 * @param keys that the filter was built from
 * @param added since it was built
 * @param size of its file in bytes
 */
public record FilterFigures(boolean trusted, String reason, long keys, int added, long size) {
    /** Fewer additions than this are no reason to walk the data. */
    private static final long ADDED_MIN = 100_000;

    private static final long ADDED_MAX = AddedHashes.SIZE_MAX / 2;

    /** Whether the filter should be built anew: there is none, or more than a hundredth was added. */
    public boolean isDue() {
        return !trusted || added > Math.clamp(keys / 100, ADDED_MIN, ADDED_MAX);
    }
}
