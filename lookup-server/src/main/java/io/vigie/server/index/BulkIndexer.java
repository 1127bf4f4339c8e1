package io.vigie.server.index;

import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ExternalSort;
import io.vigie.server.store.GenerationBuilder;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.Table;
import io.vigie.v1.Change;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a new generation from records that arrive in the order of their ids. Ids, persons and notices are appended as
 * they come; documents are sorted by key first and appended by {@link #publish}, which also writes the index of names.
 *
 * <p>Used by one thread.
 */
public final class BulkIndexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkIndexer.class);

    /** Differences from the current generation that enter the log; submissions wait while they do, some seconds. */
    private static final int LOGGED_MAX = 500_000;

    /** Heap for ids that owners change while a generation is built: some two million. */
    private static final long TOUCHED_BYTES = 256L << 20;

    /** Heap that the sort of persons' numbers may fill before it spills. */
    private static final long PERSON_NUMBERS_BYTES = 64L << 20;

    /** Heap that each of the sorts of links, of lists of notices and of expiry dates may fill before it spills. */
    private static final long LINKS_BYTES = 32L << 20;

    private final GenerationBuilder builder;
    private final ExternalSort documents;
    private final PersonNames names;
    private final ExternalSort personNumbers;
    private final ExternalSort links;
    private final ExternalSort noticeLists;
    private final ExternalSort expiryDates;
    private final DataFolder folder;
    private final Kept entered;
    private final Missing missing;
    private final long touchedBytesMax;
    private final Predecessor before;
    private final FormerRecords former;
    private final ChangeSpool differences;
    private final SetHashes hashes;
    private final List<MovedDocument> moved = new ArrayList<>();
    private final TreeSet<byte[]> rangeKeys = new TreeSet<>(Arrays::compareUnsigned);
    private Contents contents;
    private byte[] pendingId = new byte[0];
    private Standing base = new Standing.Free();
    private @Nullable IdEntry basePlace;
    private @Nullable Record pending;
    private byte[] lastKey = new byte[0];
    private int persons;
    private int notices;
    private long withdrawn;
    private long kept;
    private long lost;

    /** What becomes of a record that is held and does not arrive. */
    public enum Missing {
        WITHDRAWN,
        /** It stays as it is: nobody knows whether it was meant to be missing. */
        KEPT
    }

    /** A document whose tie-break was taken: its id was written with another key and is corrected at the end. */
    private record MovedDocument(byte[] id, byte[] key) {}

    /**
     * @param builder filled and published here
     * @param documents empty; closed by the caller
     * @param folder whose current generation, if there is one, the new one takes the place of
     * @param missing what becomes of records of that generation that do not arrive
     * @param now when records are entered that are not held yet
     */
    public BulkIndexer(
            GenerationBuilder builder, ExternalSort documents, DataFolder folder, Missing missing, Instant now) {
        this(builder, documents, folder, missing, now, LOGGED_MAX, TOUCHED_BYTES);
    }

    BulkIndexer(
            GenerationBuilder builder,
            ExternalSort documents,
            DataFolder folder,
            Missing missing,
            Instant now,
            int loggedMax,
            long touchedBytesMax) {
        this.builder = builder;
        this.documents = documents;
        this.names = new PersonNames(builder.scratchPath());
        this.personNumbers = new ExternalSort(builder.scratchPath(), "persons.numbers", PERSON_NUMBERS_BYTES);
        this.links = new ExternalSort(builder.scratchPath(), "links", LINKS_BYTES);
        this.noticeLists = new ExternalSort(builder.scratchPath(), "notice.lists", LINKS_BYTES);
        this.expiryDates = new ExternalSort(builder.scratchPath(), "expiry", LINKS_BYTES);
        this.folder = folder;
        this.missing = missing;
        this.touchedBytesMax = touchedBytesMax;
        this.before = Predecessor.of(folder);
        this.entered = Kept.from(RecordWriter.later(now, before.contents().changed()));
        this.former = FormerRecords.withDamage(folder);
        this.differences = new ChangeSpool(builder.scratchPath().resolve("load.changes"), loggedMax);
        this.hashes = SetHashes.empty(before.salt());
        this.contents =
                new Contents(before.contents().epoch(), before.contents().sequence(), Instant.EPOCH, 0, 0, 0, 0);
    }

    /**
     * Adds a checked record, whose id is that of the one before or greater. One that equals what the current generation
     * holds stays what it is there, with its version; another takes the next version, or its own when that is greater. Of one
     * that is damaged there the next version is that behind the last in the log.
     */
    public Outcome add(Record record) throws IOException {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(record));
        if (!Arrays.equals(pendingId, id)) {
            flush();
            pendingId = id;
            base = former.at(id, this::passed);
            basePlace = former.place();
        }
        Outcome outcome = pending == null ? firstOf(record) : Outcome.ofLoad(new Standing.Held(pending), record);
        if (outcome instanceof Outcome.Accepted(int version)) {
            contents = isFirst() ? contents.next() : contents;
            pending = RecordKind.withVersion(record, version);
        }
        return outcome;
    }

    private Outcome firstOf(Record record) {
        if (base instanceof Standing.Held(Record stored)
                && RecordKind.withVersion(record, base.version()).equals(stored)) {
            pending = stored;
            return new Outcome.Unchanged(base.version());
        }
        // A record of another kind is withdrawn first.
        int changes = base instanceof Standing.Held(Record stored) && RecordKind.of(stored) != RecordKind.of(record) ? 2 : 1;
        return new Outcome.Accepted(Math.max(RecordKind.versionOf(record), base.version() + changes));
    }

    /** Whether there was nothing before: then the load itself is the beginning of the order of changes. */
    private boolean isFirst() {
        return before.contents().sequence() == 0;
    }

    /**
     * Appends the rest and publishes the generation, brought up to date with what was changed while it was built.
     *
     * @throws StoreException when a damaged record can neither be kept nor be told from one that was meant to be missing
     */
    public Contents publish(Instant now) throws IOException {
        flush();
        former.passRest(this::passed);
        former.close();
        if (lost > 0 && missing == Missing.KEPT) {
            throw new StoreException(lost + " damaged records are not among the good lines of files that have bad ones (expected: good lines"
                    + " alone, or all records): nothing was loaded");
        }
        if (former.lost() > 0) {
            LOG.warn("{} records were damaged: {} of them are not in the files and gone; the log begins anew", former.lost(), lost);
            differences.addUntold();
        }
        finish(now);
        if (!folder.hasData()) {
            return folder.publish(builder, next -> contents);
        }
        CatchUp catchUp = new CatchUp(folder, before, differences, touchedBytesMax);
        builder.seal();
        catchUp.prepare(builder);
        return folder.publish(builder, next -> catchUp.finish(next, now));
    }

    private void finish(Instant now) throws IOException {
        canaries();
        builder.startFilter(documents.size());
        documents.drain(this::appendDocument);
        for (MovedDocument document : moved) {
            builder.replace(
                    Table.ID,
                    document.id,
                    value -> new IdEntry(RecordKind.DOCUMENT, document.key, IdEntry.decode(value).kept()).encode());
        }
        contents = contents.at(now);
        if (!rangeKeys.isEmpty()) {
            contents = contents.rangesChangedNow();
        }
        builder.append(Table.META, Contents.KEY, contents.encode());
        builder.append(Table.META, Purge.KEY, Purge.NONE.encode());
        builder.append(Table.META, SetHashes.SALT_KEY, before.salt());
        hashes.forEachChanged((key, value) -> builder.append(Table.SET_HASH, key, Objects.requireNonNull(value)));
        personNumbers.drain((key, value) -> builder.append(Table.PERSON_NUMBER, key, value));
        links.drain((key, value) -> builder.append(Table.LINK, key, value));
        noticeLists.drain((key, value) -> builder.append(Table.NOTICE_LIST, key, value));
        expiryDates.drain((key, value) -> builder.append(Table.EXPIRY, key, value));
        names.write(builder);
    }

    /** Stores what the records of one id have come to. */
    private void flush() throws IOException {
        Record record = pending;
        pending = null;
        if (record == null) {
            return;
        }
        Standing found = base;
        if (found instanceof Standing.Held(Record stored)
                && RecordKind.withVersion(record, found.version()).equals(stored)) {
            store(stored);
            return;
        }
        store(record);
        if (isFirst()) {
            return;
        }
        if (found instanceof Standing.Held(Record stored) && RecordKind.of(stored) != RecordKind.of(record)) {
            int version = found.version() + 1;
            differences.add(change(Change.Kind.Code.WITHDRAWN, stored, found.version(), version, null));
            found = new Standing.Gone(new Tombstone(RecordKind.of(stored), version, Instant.EPOCH, ""));
        }
        differences.add(change(
                Change.Kind.Code.PUT, record, found.version(), RecordKind.versionOf(record), record));
    }

    /** Records of the current generation that did not arrive and were withdrawn. */
    public long withdrawn() {
        return withdrawn;
    }

    /** Records of the current generation that did not arrive and were kept. */
    public long kept() {
        return kept;
    }

    /** Records of the current generation that were damaged there and did not arrive: they are gone. */
    public long lost() {
        return lost;
    }

    /** An id of the current generation that the files do not hold. */
    private void passed(byte[] id, Standing standing, @Nullable IdEntry place, boolean damaged) throws IOException {
        // The server's own are written anew, and are in no file.
        lost += damaged && !CanaryRecord.isReservedId(new String(id, StandardCharsets.UTF_8)) ? 1 : 0;
        switch (standing) {
            case Standing.Held(Record stored) when CanaryRecord.isReservedId(RecordKind.idOf(stored)) -> {}
            case Standing.Held(Record stored) when missing == Missing.KEPT -> {
                base = standing;
                basePlace = place;
                store(stored);
                kept++;
            }
            case Standing.Held(Record stored) -> {
                withdrawn++;
                int version = standing.version() + 1;
                Tombstone tombstone = new Tombstone(
                        RecordKind.of(stored), version, before.contents().changed(), RecordKind.ownerOf(stored));
                builder.append(Table.ID, id, tombstone.encode());
                differences.add(change(Change.Kind.Code.WITHDRAWN, stored, standing.version(), version, null));
            }
            case Standing.Gone(Tombstone tombstone) -> builder.append(Table.ID, id, tombstone.encode());
            // Damaged, and nothing else is known of it.
            case Standing.Free() -> {}
        }
    }

    private static Change change(
            Change.Kind.Code kind, Record record, int versionBefore, int versionAfter, @Nullable Record content) {
        Change.Builder change = Change.newBuilder()
                .setKind(kind)
                .setRecordId(RecordKind.idOf(record))
                .setOwner(RecordKind.ownerOf(record))
                .setVersionBefore(versionBefore)
                .setVersionAfter(versionAfter);
        ChangeLog.content(change, content);
        return change.build();
    }

    private void store(Record record) throws IOException {
        RecordKind kind = RecordKind.of(record);
        byte[] value = RecordValue.encode(record);
        contents = contents.counted(kind, 1);
        hashes.added(record);
        for (byte[] due : ExpiryDates.keysOf(record)) {
            if (!isWarned(due)) {
                expiryDates.add(due, new byte[0]);
            }
        }
        for (byte[] link : RecordLinks.keysOf(record)) {
            links.add(link, new byte[0]);
        }
        if (kind == RecordKind.DOCUMENT && RangeKey.isRange(record.getTravelDocument())) {
            storeRange(record, value);
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
        builder.append(Table.ID, RecordKind.idBytes(RecordKind.idOf(record)), new IdEntry(kind, key, keptOf(record)).encode());
    }

    /** Whether the owner has been warned already, of what the record that is replaced called for as well. */
    private boolean isWarned(byte[] due) {
        return base instanceof Standing.Held(Record stored)
                && ExpiryDates.isWarning(due)
                && ExpiryDates.isDue(due, before.contents().changed())
                && ExpiryDates.keysOf(stored).stream().anyMatch(key -> Arrays.equals(key, due))
                && !former.holds(Table.EXPIRY, due);
    }

    /** A record that was held already was entered then. */
    private Kept keptOf(Record record) {
        IdEntry place = basePlace;
        if (place == null || place.kind() != RecordKind.of(record)) {
            return entered;
        }
        return place.kept().replaced(base instanceof Standing.Held(Record stored) ? stored : null, record);
    }

    private void storeRange(Record record, byte[] value) {
        TravelDocument range = record.getTravelDocument();
        byte[] key = RangeKey.of(range);
        while (!rangeKeys.add(key)) {
            key = DocumentKey.nextTieBreak(key);
        }
        builder.insert(Table.RANGE, key, value);
        IdEntry entry = new IdEntry(RecordKind.DOCUMENT, Table.RANGE, key, keptOf(record));
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
        for (byte[] entry : CanaryRecord.noticeLists()) {
            noticeLists.add(entry, new byte[0]);
        }
        for (byte[] link : RecordLinks.keysOf(CanaryRecord.NOTICE)) {
            links.add(link, new byte[0]);
        }
    }

    private void canaryId(Record canary, byte[] key) {
        IdEntry entry = new IdEntry(RecordKind.of(canary), key, entered);
        builder.insert(Table.ID, RecordKind.idBytes(RecordKind.idOf(canary)), entry.encode());
    }

    private void addPerson(Record record, byte[] key) throws IOException {
        names.add(key, record.getPerson());
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
        former.close();
        differences.close();
    }
}
