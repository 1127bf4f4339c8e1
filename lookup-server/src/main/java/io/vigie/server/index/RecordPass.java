package io.vigie.server.index;

import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.StoredFilter;
import io.vigie.server.store.StoredMoment;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads every record where the id table says it lies, and gathers what must be kept beside it. */
final class RecordPass implements TableJoin.Visitor {
    static final List<Table> TABLES = List.of(Table.DOCUMENT, Table.RANGE, Table.PERSON, Table.NOTICE);

    private static final int LOST_MAX = 100_000;

    private final StoredMoment moment;
    private final ExternalSort beside;
    private final OwnedHashes hashes;
    private final Consumer<Fault> faults;
    private final StepCount steps;
    private final StoredFilter filter;
    private final NamesPass names;
    private final Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    private final Set<String> specimens = new TreeSet<>();
    private final Set<String> lost = new HashSet<>();

    RecordPass(
            StoredMoment moment, ExternalSort beside, OwnedHashes hashes, Consumer<Fault> faults, StepCount steps) {
        this.moment = moment;
        this.beside = beside;
        this.hashes = hashes;
        this.faults = faults;
        this.steps = steps;
        this.filter = moment.filter();
        this.names = NamesPass.of(moment, faults, steps);
        if (filter.isDamaged()) {
            faults.accept(new Fault("numbers.filter", "", "its checksum does not hold; a start builds it anew"));
        }
    }

    @Override
    public void met(Table table, byte[] key, byte[] expected) {
        steps.step();
        IdPass.Expected place = IdPass.Expected.decode(expected);
        byte[] value = moment.value(table);
        Record record = value == null ? null : decoded(table, place.id(), value);
        if (record == null) {
            lose(place.id());
            return;
        }
        String fault = fault(table, key, record, place);
        if (fault != null) {
            tell(table, place.id(), fault);
            lose(place.id());
            return;
        }
        int version = RecordKind.versionOf(record);
        if (!place.isVersion(version)) {
            tell(table, place.id(), "is version " + version + " (expected: " + place.version() + ", as the log says)");
        }
        take(table, key, record);
    }

    private @Nullable Record decoded(Table table, String id, byte[] value) {
        try {
            return RecordValue.decode(kindOf(table), value);
        } catch (DamagedException e) {
            tell(table, id, "its checksum does not hold, or it is no record");
            return null;
        }
    }

    private static @Nullable String fault(Table table, byte[] key, Record record, IdPass.Expected place) {
        if (!place.id().equals(RecordLinks.canonical(RecordKind.idOf(record)))) {
            return "another record lies where the id says";
        }
        return RecordKey.holds(table, key, record) ? null : "lies under a key that is not its own";
    }

    private void take(Table table, byte[] key, Record record) {
        String id = RecordKind.idOf(record);
        if (CanaryRecord.isReservedId(id)) {
            if (!CanaryRecord.ALL.contains(record)) {
                tell(table, id, "is not the specimen that every generation holds");
            }
            specimens.add(id);
        } else {
            counts.merge(RecordKind.of(record), 1L, Long::sum);
            hashes.add(record);
        }
        if (table == Table.DOCUMENT && !filter.passes(NumberHash.ofDocumentKey(key, key.length))) {
            tell(table, id, "is not found: its number is missing from numbers.filter");
        }
        if (table == Table.PERSON) {
            names.check(IdEntry.internalNumber(key), record.getPerson());
        }
        try {
            BesidePass.expect(key, record, beside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void missing(Table table, byte[] key, byte[] expected) {
        String id = IdPass.Expected.decode(expected).id();
        tell(table, id, "is missing");
        lose(id);
    }

    /** Ids of records that cannot call for what is kept beside them, as far as there is room. */
    Set<String> lost() {
        return lost;
    }

    private void lose(String id) {
        if (lost.size() < LOST_MAX) {
            lost.add(id);
        }
    }

    @Override
    public void expectedAgain(Table table, byte[] key, byte[] expected) {
        tell(Table.ID, IdPass.Expected.decode(expected).id(), "names the place of another record");
    }

    @Override
    public void unexpected(Table table, byte[] key) {
        steps.step();
        byte[] value = moment.value(table);
        String id = "";
        try {
            id = value == null ? "" : RecordKind.idOf(RecordValue.decode(kindOf(table), value));
        } catch (DamagedException e) {
            // The record is told of all the same.
        }
        tell(table, id, "is named by no entry of the id table");
        lose(id);
    }

    /** What can be said when all records have been read. */
    void finish(Contents contents) {
        for (RecordKind kind : RecordKind.values()) {
            long found = counts.getOrDefault(kind, 0L);
            if (found != contents.records(kind)) {
                faults.accept(new Fault(
                        Table.META.diskName(),
                        "",
                        "counts " + contents.records(kind) + " records in " + kind.dataset() + " (found whole: " + found
                                + ")"));
            }
        }
        for (Record specimen : CanaryRecord.ALL) {
            if (!specimens.contains(RecordKind.idOf(specimen))) {
                tell(Table.ID, RecordKind.idOf(specimen), "the specimen is missing");
            }
        }
    }

    private static RecordKind kindOf(Table table) {
        return switch (table) {
            case PERSON -> RecordKind.PERSON;
            case NOTICE -> RecordKind.NOTICE;
            default -> RecordKind.DOCUMENT;
        };
    }

    private void tell(Table table, String id, String what) {
        faults.accept(new Fault(table.diskName(), id, what));
    }
}
