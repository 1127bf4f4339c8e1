package io.vigie.server.index;

import io.vigie.server.index.persons.PersonPart;
import io.vigie.server.index.persons.Segment;
import io.vigie.server.index.persons.SegmentProof;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.Change;
import io.vigie.v1.Record;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one entry must agree with in its moment. One thread. */
final class ScrubCheck {
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> retiring = new ArrayList<>();
    private final @Nullable Retirement retirement;
    private @Nullable ReadView view;
    private Table table = Table.META;
    private final Map<PersonPart, SegmentProof> proofs = new EnumMap<>(PersonPart.class);

    /**
     * @param retirement that is asked whose time has come; null = nobody's
     */
    ScrubCheck(@Nullable Retirement retirement) {
        this.retirement = retirement;
    }

    /**
     * A fault.
     *
     * @param damaged kinds of which no answer is complete with it
     */
    record Finding(Fault fault, Set<RecordKind> damaged) {}

    /** Starts to check entries of a table in a moment. */
    void begin(ReadView moment, Table of) {
        findings.clear();
        retiring.clear();
        view = moment;
        table = of;
    }

    /** Since {@link #begin}. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Records met since {@link #begin} whose retention ends. */
    List<String> retiring() {
        return List.copyOf(retiring);
    }

    void unreadable(Table of) {
        find("", "cannot be read to its end", kindsOf(of));
    }

    void entry(byte[] key, byte[] before, byte[] value) {
        if (Arrays.compareUnsigned(before, key) >= 0) {
            find("", "holds keys out of order", kindsOf(table));
        }
        try {
            switch (table) {
                case ID -> id(key, value);
                case DOCUMENT, RANGE, PERSON, NOTICE -> record(key, value);
                case PERSON_NUMBER -> personNumber(key);
                case LINK, NOTICE_LIST, EXPIRY -> beside(key);
                case LOG -> log(key, value);
                case SET_HASH -> {
                    var _ = SetHash.decode(value);
                }
                case META, PERSON_CHANGED -> {}
            }
        } catch (DamagedException e) {
            find("", "an entry cannot be read", kindsOf(table));
        }
    }

    private void id(byte[] key, byte[] value) {
        String id = text(key, 0);
        if (Tombstone.is(value)) {
            var _ = Tombstone.decode(value);
            return;
        }
        IdEntry place = IdEntry.decode(value);
        byte[] found = view().get(place.table(), place.key());
        if (found == null) {
            find(id, "names a record that is not found", Set.of(place.kind()));
            return;
        }
        try {
            Record record = RecordValue.decode(place.kind(), found);
            if (!RecordLinks.canonical(RecordKind.idOf(record)).equals(id)) {
                find(id, "names another record", Set.of(place.kind()));
            } else if (retirement != null && retirement.isDue(place, record)) {
                retiring.add(id);
            }
        } catch (DamagedException e) {
            find(id, "names a record whose checksum does not hold", Set.of(place.kind()));
        }
    }

    private void record(byte[] key, byte[] value) {
        RecordKind kind = kindsOf(table).iterator().next();
        // Damage to the value is told under the id that names it, if one does.
        Record record = RecordValue.decode(kind, value);
        String id = RecordKind.idOf(record);
        byte[] named = view().get(Table.ID, RecordKind.idBytes(id));
        boolean isNamed = named != null
                && !Tombstone.is(named)
                && IdEntry.decode(named).isAt(table, key);
        if (!isNamed || !RecordKey.holds(table, key, record)) {
            find(id, "is not found by its id, or lies under a key that is not its own", Set.of(kind));
        }
        if (table == Table.DOCUMENT && !view().mayContain(NumberHash.ofDocumentKey(key, key.length))) {
            find(id, "its number is missing from the miss filter", Set.of(kind));
        }
        if (table == Table.PERSON) {
            name(key, record);
        }
        for (Map.Entry<Table, Collection<byte[]>> kept : BesidePass.keysOf(key, record).entrySet()) {
            for (byte[] entry : kept.getValue()) {
                if (view().get(kept.getKey(), entry) == null) {
                    find(id, kept.getKey().diskName() + " lacks an entry of the record", Set.of(kind));
                }
            }
        }
    }

    private void name(byte[] key, Record record) {
        PersonPart part = PersonPart.of(record.getPerson());
        SegmentProof proof = proof(part);
        if (proof != null
                && view().get(Table.PERSON_CHANGED, ChangedPersons.key(part, key)) == null
                && !proof.finds(IdEntry.internalNumber(key), record.getPerson())) {
            find(record.getPerson().getId(), "is not found under every name", Set.of(RecordKind.PERSON));
        }
    }

    private @Nullable SegmentProof proof(PersonPart part) {
        Segment main =
                view().companion() instanceof PersonHints hints ? hints.part(part).main() : null;
        SegmentProof known = proofs.get(part);
        if (main == null || known != null && known.isOf(main)) {
            return main == null ? null : known;
        }
        SegmentProof proof = new SegmentProof(main);
        proofs.put(part, proof);
        return proof;
    }

    private void personNumber(byte[] key) {
        byte[] person = Arrays.copyOfRange(key, Math.max(0, key.length - Integer.BYTES), key.length);
        byte[] value = view().get(Table.PERSON, person);
        if (value == null) {
            find("", "names a person who is not found", Set.of(RecordKind.PERSON));
            return;
        }
        Record record = RecordValue.decode(RecordKind.PERSON, value);
        if (PersonNumbers.keysOf(record.getPerson(), person).stream().noneMatch(own -> Arrays.equals(own, key))) {
            find(record.getPerson().getId(), "names a person who does not bear the number", Set.of(RecordKind.PERSON));
        }
    }

    private void beside(byte[] key) {
        String id = BesidePass.idIn(table, key);
        Record record = Records.byId(view(), id);
        byte[] place = view().get(Table.ID, RecordKind.idBytes(id));
        if (record == null
                || place == null
                || BesidePass.keysOf(IdEntry.decode(place).key(), record).getOrDefault(table, List.of()).stream()
                        .noneMatch(own -> Arrays.equals(own, key))) {
            find(id, "holds an entry that the record does not call for", kindsOf(table));
        }
    }

    private void log(byte[] key, byte[] value) {
        Change change = ChangeLog.decode(value);
        if (key.length != Long.BYTES
                || change.getPosition().getSequence() != ByteBuffer.wrap(key).getLong()
                || !ChangeLog.isWhole(change)) {
            find(change.getRecordId(), "a change is not what it was", Set.of());
        }
    }

    /** Kinds whose answers depend on a table. */
    private static Set<RecordKind> kindsOf(Table table) {
        return switch (table) {
            case DOCUMENT, RANGE -> Set.of(RecordKind.DOCUMENT);
            case PERSON, PERSON_NUMBER -> Set.of(RecordKind.PERSON);
            case NOTICE, NOTICE_LIST -> Set.of(RecordKind.NOTICE);
            case ID, LINK -> EnumSet.allOf(RecordKind.class);
            case META, PERSON_CHANGED, EXPIRY, SET_HASH, LOG -> Set.of();
        };
    }

    private void find(String id, String what, Set<RecordKind> damaged) {
        findings.add(new Finding(new Fault(table.diskName(), id, what), damaged));
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private ReadView view() {
        if (view == null) {
            throw new IllegalStateException("check: not begun");
        }
        return view;
    }
}
