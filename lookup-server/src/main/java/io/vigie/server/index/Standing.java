package io.vigie.server.index;

import io.vigie.v1.Record;

/** What has an id. */
public sealed interface Standing {
    /** Nothing, and nothing had it. */
    record Free() implements Standing {}

    /** A record. */
    record Held(Record record) implements Standing {}

    /** A record had it. */
    record Gone(Tombstone tombstone) implements Standing {}

    /** Version of the last change under the id; 0 = there was none. */
    default int version() {
        return switch (this) {
            case Free() -> 0;
            case Held(Record record) -> RecordKind.versionOf(record);
            case Gone(Tombstone tombstone) -> tombstone.version();
        };
    }

    /** Who owns the id; empty when it is free. */
    default String owner() {
        return switch (this) {
            case Free() -> "";
            case Held(Record record) -> RecordKind.ownerOf(record);
            case Gone(Tombstone tombstone) -> tombstone.owner();
        };
    }
}
