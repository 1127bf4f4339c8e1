package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Meets what is expected, sorted, with what tables hold, one table after the other. Expected keys begin with the place of
 * their table in the list. One thread.
 */
final class TableJoin implements ExternalSort.Sink {
    private final StoredMoment moment;
    private final List<Table> tables;
    private final Visitor visitor;
    private int table;
    private boolean held;
    private byte[] before = new byte[0];

    /** Is told of each key once, but for {@link #expectedAgain}. May read the table's value where it is held. */
    interface Visitor {
        void met(Table table, byte[] key, byte[] expected);

        void missing(Table table, byte[] key, byte[] expected);

        /** The same key as before. */
        void expectedAgain(Table table, byte[] key, byte[] expected);

        void unexpected(Table table, byte[] key);
    }

    TableJoin(StoredMoment moment, List<Table> tables, Visitor visitor) {
        this.moment = moment;
        this.tables = tables;
        this.visitor = visitor;
        this.held = moment.next(tables.getFirst());
    }

    /** A key as it is expected. */
    static byte[] expected(int table, byte[] key) {
        byte[] expected = new byte[1 + key.length];
        expected[0] = (byte) table;
        System.arraycopy(key, 0, expected, 1, key.length);
        return expected;
    }

    @Override
    public void accept(byte[] expectedKey, byte[] value) {
        byte[] key = Arrays.copyOfRange(expectedKey, 1, expectedKey.length);
        if (Arrays.equals(expectedKey, before)) {
            visitor.expectedAgain(tables.get(expectedKey[0]), key, value);
            return;
        }
        before = expectedKey;
        while (table < expectedKey[0]) {
            passRest();
        }
        Table present = tables.get(table);
        while (held && Arrays.compareUnsigned(moment.key(present), key) < 0) {
            visitor.unexpected(present, moment.key(present));
            held = moment.next(present);
        }
        if (held && Arrays.equals(moment.key(present), key)) {
            visitor.met(present, key, value);
            held = moment.next(present);
        } else {
            visitor.missing(present, key, value);
        }
    }

    /** Tells of what lies behind the last expected key. */
    void finish() {
        while (table < tables.size()) {
            passRest();
        }
    }

    private void passRest() {
        Table present = tables.get(table);
        for (; held; held = moment.next(present)) {
            visitor.unexpected(present, moment.key(present));
        }
        table++;
        held = table < tables.size() && moment.next(tables.get(table));
    }
}
