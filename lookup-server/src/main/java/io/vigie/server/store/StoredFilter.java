package io.vigie.server.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A miss filter's file, as it lies beside a moment. */
public final class StoredFilter {
    private final @Nullable FuseFilter filter;
    private final AddedHashes added;
    private final boolean damaged;

    private StoredFilter(@Nullable FuseFilter filter, AddedHashes added, boolean damaged) {
        this.filter = filter;
        this.added = added;
        this.damaged = damaged;
    }

    /** That of a folder, for a moment of a stamp. */
    static StoredFilter open(Path folder, long stamp) {
        FilterAdditions.Stored stored = FilterAdditions.read(folder, stamp);
        AddedHashes added = stored == null ? new AddedHashes() : stored.hashes();
        try {
            FuseFilter filter =
                    FuseFilter.open(folder.resolve(Generation.FILTER), stored == null ? stamp : stored.filterStamp());
            return new StoredFilter(filter, added, false);
        } catch (FuseFilter.UntrustedException e) {
            return new StoredFilter(null, added, FuseFilter.DAMAGED.equals(e.getMessage()));
        }
    }

    /** Whether the file does not hold what was written. One that is absent or of another moment is not damaged. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Whether the filter, if it is trusted, says of a key that is there that it may be there. */
    public boolean passes(long hash) {
        return filter == null || filter.mayContain(hash) || added.contains(hash);
    }
}
