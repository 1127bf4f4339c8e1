package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whether what is kept beside the records (links, numbers of persons, lists of notices, dates) is what they call for. */
final class BesidePass implements TableJoin.Visitor {
    static final List<Table> TABLES = List.of(Table.PERSON_NUMBER, Table.LINK, Table.NOTICE_LIST, Table.EXPIRY);

    private final Set<String> lost;
    private final Consumer<Fault> faults;
    private final StepCount steps;

    /**
     * @param lost records that were told already, and of which nothing more is said
     */
    BesidePass(Set<String> lost, Consumer<Fault> faults, StepCount steps) {
        this.lost = lost;
        this.faults = faults;
        this.steps = steps;
    }

    /** Says what must be kept beside a record. */
    static void expect(byte[] key, Record record, ExternalSort beside) throws IOException {
        byte[] id = RecordKind.idOf(record).getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<Table, Collection<byte[]>> kept : keysOf(key, record).entrySet()) {
            for (byte[] entry : kept.getValue()) {
                beside.add(TableJoin.expected(TABLES.indexOf(kept.getKey()), entry), id);
            }
        }
    }

    /** Keys that are kept beside a record, by table. */
    static Map<Table, Collection<byte[]>> keysOf(byte[] key, Record record) {
        boolean isCanary = CanaryRecord.isReservedId(RecordKind.idOf(record));
        Collection<byte[]> lists = new ArrayList<>();
        if (record.hasNotice()) {
            lists.addAll(isCanary ? CanaryRecord.noticeLists() : NoticeLists.keysOf(record.getNotice()));
        }
        return Map.of(
                Table.PERSON_NUMBER, record.hasPerson() ? PersonNumbers.keysOf(record.getPerson(), key) : List.of(),
                Table.LINK, RecordLinks.keysOf(record),
                Table.NOTICE_LIST, lists,
                Table.EXPIRY, ExpiryDates.keysOf(record));
    }

    @Override
    public void met(Table table, byte[] key, byte[] expected) {
        steps.step();
    }

    @Override
    public void missing(Table table, byte[] key, byte[] expected) {
        if (table == Table.EXPIRY && ExpiryDates.isWarning(key)) {
            steps.step();
            return;
        }
        faults.accept(new Fault(
                table.diskName(), new String(expected, StandardCharsets.UTF_8), "lacks an entry of the record"));
    }

    @Override
    public void expectedAgain(Table table, byte[] key, byte[] expected) {
        // A record may call for an entry twice.
    }

    @Override
    public void unexpected(Table table, byte[] key) {
        steps.step();
        String id = idIn(table, key);
        if (!lost.contains(id)) {
            faults.accept(new Fault(table.diskName(), id, "holds an entry that no whole record calls for"));
        }
    }

    /** The record that an entry is about. Numbers of persons are personal, and tell no id. */
    static String idIn(Table table, byte[] key) {
        return switch (table) {
            case EXPIRY -> textFrom(key, Integer.BYTES + 1);
            case LINK -> textFrom(key, lastZero(key) + 2);
            case NOTICE_LIST -> textFrom(key, lastZero(key) + 1);
            default -> "";
        };
    }

    private static int lastZero(byte[] key) {
        int at = key.length - 1;
        while (at > 0 && key[at] != 0) {
            at--;
        }
        return at;
    }

    private static String textFrom(byte[] key, int from) {
        return from >= key.length ? "" : new String(key, from, key.length - from, StandardCharsets.UTF_8);
    }
}
