package io.vigie.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What a view asks before it walks a tree: a filter of what was there when it was built, and a small set of what was
 * added since. A false answer is certain for every moment that a view can see while this is the generation's filter.
 *
 * <p>Thread-safe; {@link #add} on the writer thread only.
 */
final class MissFilter {
    /*
     * Why no key that a view sees is ever reported absent:
     *
     * - Whatever is added enters the set on the writer thread, before its transaction commits.
     * - A view takes the generation's filter, begins its transaction, and begins it anew when the filter was replaced
     *   meanwhile (ReadView.begin). So its moment lies within the time in which its filter was the current one: every
     *   key committed until then is in the filter or in the set, and what is added later the moment does not hold.
     *   Taken before and not compared, the filter might lack what was added to its successor; taken after, it might lack
     *   what was removed between the moment and its building: a record that moves from number A to number B could then
     *   be missed under both.
     * - A rebuild (FilterRebuild) starts and ends on the writer thread, between transactions. From its start on,
     *   additions go into two sets: the old filter's and that of the filter to come. What was there before the start and
     *   is still there at the end is found by the walk, in whichever steps it is done; what was put meanwhile is in the
     *   set.
     * - A filter from disk is taken only when its stamp is that of the meta table, which every transaction that adds a
     *   key changes, or when FilterAdditions has all that was added since; one that is not taken is deleted, so that it
     *   cannot become right by accident.
     */

    private final @Nullable FuseFilter filter;
    private final AddedHashes added;
    private final String reason;

    private MissFilter(@Nullable FuseFilter filter, AddedHashes added, String reason) {
        this.filter = filter;
        this.added = added;
        this.reason = reason;
    }

    static MissFilter of(FuseFilter filter, AddedHashes added) {
        return new MissFilter(filter, added, "");
    }

    /** Everything may be there. */
    static MissFilter untrusted(String reason) {
        return new MissFilter(null, new AddedHashes(), reason);
    }

    boolean mayContain(long hash) {
        return filter == null || filter.mayContain(hash) || added.contains(hash);
    }

    /** False when there is no room: then this filter must not be used any longer. */
    boolean add(long hash) {
        return filter == null || added.add(hash);
    }

    boolean isTrusted() {
        return filter != null;
    }

    /** What was added since it was built; nothing when it is not trusted. */
    AddedHashes added() {
        return added;
    }

    /** That the filter's file bears; only when it is trusted. */
    long stamp() {
        if (filter == null) {
            throw new IllegalStateException("filter: " + reason + " (expected: one that is trusted)");
        }
        return filter.stamp();
    }

    FilterFigures figures() {
        return filter == null
                ? new FilterFigures(false, reason, 0, 0, 0)
                : new FilterFigures(true, "", filter.keys(), added.size(), filter.size());
    }
}
