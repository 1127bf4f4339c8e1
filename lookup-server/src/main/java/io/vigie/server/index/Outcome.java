package io.vigie.server.index;

import io.vigie.v1.Record;
import org.jspecify.annotations.Nullable;

/** What becomes of a record that is put. */
public sealed interface Outcome {
    /** Stored under this version. */
    record Accepted(int version) implements Outcome {}

    /** Equal to what is stored already. */
    record Unchanged(int version) implements Outcome {}

    /** Not stored, and why: field, value, expectation. */
    record Refused(String reason) implements Outcome {}

    /**
     * The one rule of replacement. Without a version the stored one grows by one; a version must be that of the record
     * it replaces, or a greater one when the record comes from elsewhere with its history.
     *
     * @param stored what has the id now, or null
     */
    static Outcome decide(@Nullable Record stored, Record given) {
        int version = RecordKind.versionOf(given);
        if (stored == null) {
            return new Accepted(Math.max(version, 1));
        }
        if (RecordKind.of(stored) != RecordKind.of(given)) {
            return new Refused("id: belongs to another kind of record (" + RecordKind.of(stored) + ")");
        }
        int current = RecordKind.versionOf(stored);
        if (RecordKind.withVersion(given, current).equals(stored)) {
            return new Unchanged(current);
        }
        if (version != 0 && version < current) {
            return new Refused("version: " + version + " (expected: " + current + ", which is stored)");
        }
        return new Accepted(Math.max(version, current + 1));
    }
}
