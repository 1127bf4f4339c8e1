package io.vigie.server.index;

import io.vigie.v1.Record;

/** Value of a record table: {@link Checked} TravelDocument, Person or Notice. */
final class RecordValue {
    private RecordValue() {}

    static byte[] encode(Record record) {
        return Checked.encode(RecordKind.content(record));
    }

    /**
     * Reads a value back.
     *
     * @throws DamagedException when the checksum or the content is wrong
     */
    static Record decode(RecordKind kind, byte[] value) {
        int from = Checked.verify(kind, value);
        return kind.parse(value, from, value.length - from);
    }
}
