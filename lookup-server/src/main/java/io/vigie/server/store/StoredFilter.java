package io.vigie.server.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A miss filter's file, as it lies beside a moment. */
public final class StoredFilter {
    private final @Nullable FuseFilter filter;
    private final boolean damaged;

    private StoredFilter(@Nullable FuseFilter filter, boolean damaged) {
        this.filter = filter;
        this.damaged = damaged;
    }

    static StoredFilter open(Path file, long stamp) {
        try {
            return new StoredFilter(FuseFilter.open(file, stamp), false);
        } catch (FuseFilter.UntrustedException e) {
            return new StoredFilter(null, FuseFilter.DAMAGED.equals(e.getMessage()));
        }
    }

    /** Whether the file does not hold what was written. One that is absent or of another moment is not damaged. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Whether the filter, if it is trusted, says of a key that is there that it may be there. */
    public boolean passes(long hash) {
        return filter == null || filter.mayContain(hash);
    }
}
