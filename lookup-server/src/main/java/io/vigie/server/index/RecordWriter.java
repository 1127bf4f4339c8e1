package io.vigie.server.index;

import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes records inside one write transaction. Tables, counts and position move together: {@link #finish} writes what
 * the data holds now.
 *
 * <p>Used on the writer thread, for one transaction.
 */
public final class RecordWriter {
    private final WriteView view;
    private final PersonChanges persons;
    private Contents contents;

    public RecordWriter(WriteView view) {
        this.view = view;
        this.persons = new PersonChanges(view);
        this.contents = Contents.decode(view.get(Table.META, Contents.KEY));
    }

    /** Creates or replaces a checked record, as {@link Outcome#decide} says. */
    public Outcome put(Record record) {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        byte[] found = view.get(Table.ID, id);
        IdEntry before = found == null ? null : IdEntry.decode(found);
        Record stored = before == null ? null : stored(before);
        Outcome outcome = Outcome.decide(stored, record);
        if (outcome instanceof Outcome.Accepted accepted) {
            Record next = RecordKind.withVersion(record, accepted.version());
            IdEntry entry = store(id, next, before);
            replaceIndexed(entry, stored, next);
        }
        return outcome;
    }

    /** Removes a record, whatever names it; false when no record has the id. */
    public boolean withdraw(String id) {
        byte[] idBytes = RecordKind.idBytes(id);
        byte[] found = view.get(Table.ID, idBytes);
        if (found == null) {
            return false;
        }
        IdEntry entry = IdEntry.decode(found);
        Record stored = stored(entry);
        view.delete(entry.table(), entry.key());
        view.delete(Table.ID, idBytes);
        replaceIndexed(entry, stored, null);
        contents = contents.changed(entry.kind(), -1);
        if (entry.table() == Table.RANGE) {
            contents = contents.rangesChangedNow();
        }
        return true;
    }

    /** What is kept beside a record: it is replaced by another of its kind, or removed. */
    private void replaceIndexed(IdEntry entry, @Nullable Record before, @Nullable Record after) {
        RecordLinks.replace(view, before, after);
        switch (entry.kind()) {
            case DOCUMENT -> {}
            case PERSON ->
                PersonNumbers.replace(
                        view,
                        entry.key(),
                        before == null ? null : before.getPerson(),
                        after == null ? null : after.getPerson());
            case NOTICE ->
                NoticeLists.replace(
                        view,
                        before == null ? null : before.getNotice(),
                        after == null ? null : after.getNotice());
        }
    }

    /** Writes counts and position; the last step of the transaction. */
    public Contents finish(Instant now) {
        persons.finish();
        contents = contents.at(now);
        view.put(Table.META, Contents.KEY, contents.encode());
        return contents;
    }

    private IdEntry store(byte[] id, Record record, @Nullable IdEntry before) {
        IdEntry entry = placeOf(record, before);
        if (before != null && !isSamePlace(before, entry)) {
            view.delete(before.table(), before.key());
        }
        if (entry.table() == Table.DOCUMENT) {
            view.addToFilter(NumberHash.ofDocumentKey(entry.key(), entry.key().length));
        }
        if (entry.kind() == RecordKind.PERSON) {
            persons.changed(entry.key(), record.getPerson());
        }
        view.put(entry.table(), entry.key(), RecordValue.encode(record));
        view.put(Table.ID, id, entry.encode());
        contents = contents.changed(entry.kind(), before == null ? 1 : 0);
        if (entry.table() == Table.RANGE || before != null && before.table() == Table.RANGE) {
            contents = contents.rangesChangedNow();
        }
        return entry;
    }

    private IdEntry placeOf(Record record, @Nullable IdEntry before) {
        RecordKind kind = RecordKind.of(record);
        return switch (kind) {
            case DOCUMENT -> placeOf(record.getTravelDocument(), before);
            case PERSON, NOTICE -> new IdEntry(kind, before != null ? before.key() : nextInternalKey(kind));
        };
    }

    private IdEntry placeOf(TravelDocument document, @Nullable IdEntry before) {
        IdEntry entry = RangeKey.isRange(document)
                ? new IdEntry(RecordKind.DOCUMENT, Table.RANGE, RangeKey.of(document))
                : new IdEntry(RecordKind.DOCUMENT, DocumentKey.of(document));
        while (isTakenByAnother(entry, document.getId(), before)) {
            entry = new IdEntry(entry.kind(), entry.table(), DocumentKey.nextTieBreak(entry.key()));
        }
        return entry;
    }

    private static boolean isSamePlace(IdEntry a, IdEntry b) {
        return a.table() == b.table() && Arrays.equals(a.key(), b.key());
    }

    private boolean isTakenByAnother(IdEntry entry, String id, @Nullable IdEntry before) {
        if (before != null && isSamePlace(before, entry)) {
            return false;
        }
        byte[] value = view.get(entry.table(), entry.key());
        return value != null
                && !RecordValue.decode(RecordKind.DOCUMENT, value)
                        .getTravelDocument()
                        .getId()
                        .equals(id);
    }

    private byte[] nextInternalKey(RecordKind kind) {
        byte[] last = view.lastKey(kind.table());
        return IdEntry.internalKey(last == null ? 1 : IdEntry.internalNumber(last) + 1);
    }

    private Record stored(IdEntry entry) {
        byte[] value = view.get(entry.table(), entry.key());
        if (value == null) {
            throw new DamagedException("id: names a record of " + entry.kind() + " that is not there");
        }
        return RecordValue.decode(entry.kind(), value);
    }
}
