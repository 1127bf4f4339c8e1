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
    private Contents contents;

    public RecordWriter(WriteView view) {
        this.view = view;
        this.contents = Contents.decode(view.get(Table.META, Contents.KEY));
    }

    /** What became of a record. */
    public sealed interface Outcome {
        /** Stored under this version. */
        record Accepted(int version) implements Outcome {}

        /** Equal to what is stored already. */
        record Unchanged(int version) implements Outcome {}

        /** Not stored, and why. */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * Creates or replaces a checked record. Without a version the stored one grows by one; a version must be that of
     * the record it replaces, or greater when the record comes from elsewhere with its history.
     */
    public Outcome put(Record record) {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        RecordKind kind = RecordKind.of(record);
        byte[] found = view.get(Table.ID, id);
        IdEntry before = found == null ? null : IdEntry.decode(found);
        if (before != null && before.kind() != kind) {
            return new Outcome.Refused("id: belongs to another kind of record (" + before.kind() + ")");
        }
        int given = RecordKind.versionOf(record);
        if (before == null) {
            return store(id, record, Math.max(given, 1), null);
        }
        Record stored = stored(before);
        int current = RecordKind.versionOf(stored);
        if (RecordKind.withVersion(record, current).equals(stored)) {
            return new Outcome.Unchanged(current);
        }
        if (given != 0 && given < current) {
            return new Outcome.Refused("version: " + given + " (expected: " + current + ", which is stored)");
        }
        return store(id, record, Math.max(given, current + 1), before);
    }

    /** Writes counts and position; the last step of the transaction. */
    public Contents finish(Instant now) {
        contents = contents.at(now);
        view.put(Table.META, Contents.KEY, contents.encode());
        return contents;
    }

    private Outcome store(byte[] id, Record record, int version, @Nullable IdEntry before) {
        Record versioned = RecordKind.withVersion(record, version);
        RecordKind kind = RecordKind.of(record);
        byte[] key =
                switch (kind) {
                    case DOCUMENT -> documentKey(versioned.getTravelDocument(), before);
                    case PERSON, NOTICE -> before != null ? before.key() : nextInternalKey(kind);
                };
        if (before != null && !Arrays.equals(before.key(), key)) {
            view.delete(kind.table(), before.key());
        }
        view.put(kind.table(), key, RecordValue.encode(versioned));
        view.put(Table.ID, id, new IdEntry(kind, key).encode());
        contents = contents.changed(kind, before == null ? 1 : 0);
        return new Outcome.Accepted(version);
    }

    private byte[] documentKey(TravelDocument document, @Nullable IdEntry before) {
        byte[] key = DocumentKey.of(document);
        while (isTakenByAnother(key, document.getId(), before)) {
            key = DocumentKey.nextTieBreak(key);
        }
        return key;
    }

    private boolean isTakenByAnother(byte[] key, String id, @Nullable IdEntry before) {
        if (before != null && Arrays.equals(before.key(), key)) {
            return false;
        }
        byte[] value = view.get(Table.DOCUMENT, key);
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
        byte[] value = view.get(entry.kind().table(), entry.key());
        if (value == null) {
            throw new DamagedException("id: names a record of " + entry.kind() + " that is not there");
        }
        return RecordValue.decode(entry.kind(), value);
    }
}
