package io.vigie.server.index;

import io.vigie.server.index.persons.SegmentBuilder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.Table;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new generation from records that arrive in the order of their ids. Ids, persons and notices are appended as
 * they come; documents are sorted by key first and appended by {@link #finish}, which also writes the index of names.
 *
 * <p>Used by one thread.
 */
public final class BulkIndexer implements AutoCloseable {
    /** Heap that the sort of persons' numbers may fill before it spills. */
    private static final long PERSON_NUMBERS_BYTES = 64L << 20;

    /** Heap that each of the sorts of links, of lists of notices and of expiry dates may fill before it spills. */
    private static final long LINKS_BYTES = 32L << 20;

    private final GenerationBuilder builder;
    private final ExternalSort documents;
    private final SegmentBuilder names;
    private final ExternalSort personNumbers;
    private final ExternalSort links;
    private final ExternalSort noticeLists;
    private final ExternalSort expiryDates;
    private final byte[] salt;
    private final SetHashes hashes;
    private final List<MovedDocument> moved = new ArrayList<>();
    private final TreeSet<byte[]> rangeKeys = new TreeSet<>(Arrays::compareUnsigned);
    private Contents contents;
    private @Nullable Record pending;
    private byte[] lastKey = new byte[0];
    private int persons;
    private int notices;

    /** A document whose tie-break was taken: its id was written with another key and is corrected at the end. */
    private record MovedDocument(byte[] id, byte[] key) {}

    /**
     * @param builder filled here, published by the caller
     * @param documents empty; closed by the caller
     */
    public BulkIndexer(GenerationBuilder builder, ExternalSort documents, Predecessor before) {
        this.builder = builder;
        this.documents = documents;
        this.names = new SegmentBuilder(builder.scratchPath().resolve("persons.names"));
        this.personNumbers = new ExternalSort(builder.scratchPath(), "persons.numbers", PERSON_NUMBERS_BYTES);
        this.links = new ExternalSort(builder.scratchPath(), "links", LINKS_BYTES);
        this.noticeLists = new ExternalSort(builder.scratchPath(), "notice.lists", LINKS_BYTES);
        this.expiryDates = new ExternalSort(builder.scratchPath(), "expiry", LINKS_BYTES);
        this.salt = before.salt();
        this.hashes = SetHashes.empty(salt);
        this.contents =
                new Contents(before.contents().epoch(), before.contents().sequence(), Instant.EPOCH, 0, 0, 0, 0);
    }

    /** Adds a checked record, whose id is that of the one before or greater, as {@link Outcome#ofLoad} says. */
    public Outcome add(Record record) throws IOException {
        String id = RecordKind.idOf(record);
        if (pending != null && !Arrays.equals(RecordKind.idBytes(RecordKind.idOf(pending)), RecordKind.idBytes(id))) {
            store(pending);
            pending = null;
        }
        Outcome outcome = Outcome.ofLoad(pending == null ? new Standing.Free() : new Standing.Held(pending), record);
        if (outcome instanceof Outcome.Accepted(int version)) {
            contents = contents.next().counted(RecordKind.of(record), pending == null ? 1 : 0);
            pending = RecordKind.withVersion(record, version);
        }
        return outcome;
    }

    /** Appends the documents and writes what the generation holds. */
    public Contents finish(Instant now) throws IOException {
        if (pending != null) {
            store(pending);
        }
        canaries();
        builder.startFilter(documents.size());
        documents.drain(this::appendDocument);
        for (MovedDocument document : moved) {
            builder.replace(Table.ID, document.id, new IdEntry(RecordKind.DOCUMENT, document.key).encode());
        }
        contents = contents.at(now);
        if (!rangeKeys.isEmpty()) {
            contents = contents.rangesChangedNow();
        }
        builder.append(Table.META, Contents.KEY, contents.encode());
        builder.append(Table.META, SetHashes.SALT_KEY, salt);
        hashes.forEachChanged((key, value) -> builder.append(Table.SET_HASH, key, Objects.requireNonNull(value)));
        personNumbers.drain((key, value) -> builder.append(Table.PERSON_NUMBER, key, value));
        links.drain((key, value) -> builder.append(Table.LINK, key, value));
        noticeLists.drain((key, value) -> builder.append(Table.NOTICE_LIST, key, value));
        expiryDates.drain((key, value) -> builder.append(Table.EXPIRY, key, value));
        PersonFiles.write(names, builder);
        return contents;
    }

    private void store(Record record) throws IOException {
        RecordKind kind = RecordKind.of(record);
        byte[] value = RecordValue.encode(record);
        hashes.added(record);
        for (byte[] due : ExpiryDates.keysOf(record)) {
            expiryDates.add(due, new byte[0]);
        }
        for (byte[] link : RecordLinks.keysOf(record)) {
            links.add(link, new byte[0]);
        }
        if (kind == RecordKind.DOCUMENT && RangeKey.isRange(record.getTravelDocument())) {
            storeRange(record.getTravelDocument(), value);
            return;
        }
        byte[] key =
                switch (kind) {
                    case DOCUMENT -> DocumentKey.of(record.getTravelDocument());
                    case PERSON -> IdEntry.internalKey(++persons);
                    case NOTICE -> IdEntry.internalKey(++notices);
                };
        switch (kind) {
            case DOCUMENT -> documents.add(key, value);
            case PERSON -> addPerson(record, key);
            case NOTICE -> {
                for (byte[] entry : NoticeLists.keysOf(record.getNotice())) {
                    noticeLists.add(entry, new byte[0]);
                }
                builder.append(Table.NOTICE, key, value);
            }
        }
        builder.append(Table.ID, RecordKind.idBytes(RecordKind.idOf(record)), new IdEntry(kind, key).encode());
    }

    private void storeRange(TravelDocument range, byte[] value) {
        byte[] key = RangeKey.of(range);
        while (!rangeKeys.add(key)) {
            key = DocumentKey.nextTieBreak(key);
        }
        builder.insert(Table.RANGE, key, value);
        IdEntry entry = new IdEntry(RecordKind.DOCUMENT, Table.RANGE, key);
        builder.append(Table.ID, RecordKind.idBytes(range.getId()), entry.encode());
    }

    /** The server's own records; they come after the count, so that they are in no figure. */
    private void canaries() throws IOException {
        byte[] documentKey = DocumentKey.of(CanaryRecord.DOCUMENT.getTravelDocument());
        documents.add(documentKey, RecordValue.encode(CanaryRecord.DOCUMENT));
        canaryId(CanaryRecord.DOCUMENT, documentKey);
        byte[] personKey = IdEntry.internalKey(++persons);
        addPerson(CanaryRecord.PERSON, personKey);
        canaryId(CanaryRecord.PERSON, personKey);
        byte[] noticeKey = IdEntry.internalKey(++notices);
        builder.append(Table.NOTICE, noticeKey, RecordValue.encode(CanaryRecord.NOTICE));
        canaryId(CanaryRecord.NOTICE, noticeKey);
        noticeLists.add(NoticeLists.keyOf(NoticeLists.Key.file(CanaryRecord.FILE), CanaryRecord.NOTICE_ID), new byte[0]);
        for (byte[] link : RecordLinks.keysOf(CanaryRecord.NOTICE)) {
            links.add(link, new byte[0]);
        }
    }

    private void canaryId(Record canary, byte[] key) {
        IdEntry entry = new IdEntry(RecordKind.of(canary), key);
        builder.insert(Table.ID, RecordKind.idBytes(RecordKind.idOf(canary)), entry.encode());
    }

    private void addPerson(Record record, byte[] key) throws IOException {
        names.add(IdEntry.internalNumber(key), record.getPerson());
        for (byte[] number : PersonNumbers.keysOf(record.getPerson(), key)) {
            personNumbers.add(number, new byte[0]);
        }
        builder.append(Table.PERSON, key, RecordValue.encode(record));
    }

    private void appendDocument(byte[] key, byte[] value) throws IOException {
        byte[] free = key;
        while (Arrays.compareUnsigned(free, lastKey) <= 0) {
            free = DocumentKey.nextTieBreak(free);
        }
        builder.addToFilter(NumberHash.ofDocumentKey(free, free.length));
        builder.append(Table.DOCUMENT, free, value);
        lastKey = free;
        if (!Arrays.equals(free, key)) {
            Record record = RecordValue.decode(RecordKind.DOCUMENT, value);
            moved.add(new MovedDocument(RecordKind.idBytes(RecordKind.idOf(record)), free));
        }
    }

    /** Removes scratch files. */
    @Override
    public void close() throws IOException {
        names.close();
        personNumbers.close();
        links.close();
        noticeLists.close();
        expiryDates.close();
    }
}
