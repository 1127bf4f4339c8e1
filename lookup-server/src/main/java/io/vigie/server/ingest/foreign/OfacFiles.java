package io.vigie.server.ingest.foreign;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files that OFAC publishes beside SDN.CSV; null = not given.
 *
 * @param aliases ALT.CSV
 * @param addresses ADD.CSV
 * @param comments SDN_COMMENTS.CSV: how remarks go on that were cut
 */
public record OfacFiles(@Nullable Path aliases, @Nullable Path addresses, @Nullable Path comments) {
    public static final OfacFiles NONE = new OfacFiles(null, null, null);
}
