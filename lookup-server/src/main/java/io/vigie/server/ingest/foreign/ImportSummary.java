package io.vigie.server.ingest.foreign;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import did.
 *
 * @param entries read, also those left out and damaged
 * @param mapped entries that became records
 * @param persons written
 * @param documents written
 * @param notices written
 * @param damaged entries that were lost because something is wrong with them
 * @param faults all that were told, of entries and of single values
 * @param losses what was read and is in no record
 */
public record ImportSummary(
        long entries, long mapped, long persons, long documents, long notices, long damaged, long faults, Losses losses) {

    /** How often, and where first. */
    public record Count(long times, long firstLine) {}

    /**
     * Losses by name.
     *
     * @param entries left out, by reason
     * @param fields that no record holds, by path
     * @param values that no record can hold although it has the field, by path and reason
     */
    public record Losses(Map<String, Count> entries, Map<String, Count> fields, Map<String, Count> values) {
        public Losses {
            entries = Collections.unmodifiableMap(new TreeMap<>(entries));
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }
}
