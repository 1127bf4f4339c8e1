package io.vigie.server.index;

import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where records lie: puts them there and takes them away, id table included. Used within one write transaction. */
final class RecordPlaces {
    private final WriteView view;

    RecordPlaces(WriteView view) {
        this.view = view;
    }

    /**
     * A record in its place.
     *
     * @param rangesChanged it is, or was, a range of numbers
     */
    record Stored(IdEntry place, boolean rangesChanged) {}

    /** The record of a place. */
    Record record(IdEntry place) {
        byte[] value = view.get(place.table(), place.key());
        if (value == null) {
            throw new DamagedException("id: names a record of " + place.kind() + " that is not there");
        }
        return RecordValue.decode(place.kind(), value);
    }

    /**
     * Puts a record in the place of another, or in a new one.
     *
     * @param before what has the id now
     * @param now when it is entered, unless something has the id
     */
    Stored store(Record record, @Nullable Record before, Instant now) {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        IdEntry from = before == null ? null : placeOf(id);
        IdEntry place = newPlace(record, from, from == null ? Kept.from(now) : from.kept().replaced(before, record));
        if (from != null && !from.isAt(place.table(), place.key())) {
            view.delete(from.table(), from.key());
        }
        if (place.table() == Table.DOCUMENT) {
            view.addToFilter(NumberHash.ofDocumentKey(place.key(), place.key().length));
        }
        view.put(place.table(), place.key(), RecordValue.encode(record));
        view.put(Table.ID, id, place.encode());
        return new Stored(place, place.table() == Table.RANGE || from != null && from.table() == Table.RANGE);
    }

    /** Takes a record away, but not its id. */
    IdEntry remove(Record record) {
        IdEntry place = placeOf(RecordKind.idBytes(RecordKind.idOf(record)));
        view.delete(place.table(), place.key());
        return place;
    }

    /** How long a record is kept that is held. */
    Kept kept(String id) {
        return placeOf(RecordKind.idBytes(id)).kept();
    }

    void keep(String id, Kept kept) {
        byte[] key = RecordKind.idBytes(id);
        view.put(Table.ID, key, placeOf(key).with(kept).encode());
    }

    private IdEntry placeOf(byte[] id) {
        byte[] found = view.get(Table.ID, id);
        if (found == null) {
            throw new IllegalStateException("id: not held (expected: a record that was read in this transaction)");
        }
        return IdEntry.decode(found);
    }

    private IdEntry newPlace(Record record, @Nullable IdEntry before, Kept kept) {
        RecordKind kind = RecordKind.of(record);
        return switch (kind) {
            case DOCUMENT -> newPlace(record.getTravelDocument(), before, kept);
            case PERSON, NOTICE ->
                new IdEntry(kind, before != null && before.kind() == kind ? before.key() : nextInternalKey(kind), kept);
        };
    }

    private IdEntry newPlace(TravelDocument document, @Nullable IdEntry before, Kept kept) {
        IdEntry place = RangeKey.isRange(document)
                ? new IdEntry(RecordKind.DOCUMENT, Table.RANGE, RangeKey.of(document), kept)
                : new IdEntry(RecordKind.DOCUMENT, DocumentKey.of(document), kept);
        while (isTakenByAnother(place, document.getId(), before)) {
            place = new IdEntry(place.kind(), place.table(), DocumentKey.nextTieBreak(place.key()), kept);
        }
        return place;
    }

    private boolean isTakenByAnother(IdEntry place, String id, @Nullable IdEntry before) {
        if (before != null && before.isAt(place.table(), place.key())) {
            return false;
        }
        byte[] value = view.get(place.table(), place.key());
        return value != null
                && !RecordValue.decode(RecordKind.DOCUMENT, value)
                        .getTravelDocument()
                        .getId()
                        .equals(id);
    }

    private byte[] nextInternalKey(RecordKind kind) {
        int last = lastNumber(kind.table());
        // The index of names may still hold a withdrawn person under their number.
        int lastChanged = kind == RecordKind.PERSON ? lastNumber(Table.PERSON_CHANGED) : 0;
        return IdEntry.internalKey(Math.max(last, lastChanged) + 1);
    }

    private int lastNumber(Table table) {
        byte[] last = view.lastKey(table);
        return last == null ? 0 : IdEntry.internalNumber(last);
    }
}
