package io.vigie.server.index;

import io.vigie.server.store.Table;
import io.vigie.v1.Record;

/** Whether a record may lie under a key. */
final class RecordKey {
    private RecordKey() {}

    /** Persons and notices may lie under any internal number. */
    static boolean holds(Table table, byte[] key, Record record) {
        return switch (RecordKind.of(record)) {
            case DOCUMENT -> {
                boolean range = RangeKey.isRange(record.getTravelDocument());
                byte[] own = range
                        ? RangeKey.of(record.getTravelDocument())
                        : DocumentKey.of(record.getTravelDocument());
                yield range == (table == Table.RANGE) && DocumentKey.holds(key, key.length, own);
            }
            case PERSON, NOTICE -> key.length == Integer.BYTES;
        };
    }
}
