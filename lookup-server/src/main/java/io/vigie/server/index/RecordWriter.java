package io.vigie.server.index;

import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.store.WriteView;
import io.vigie.v1.Change;
import io.vigie.v1.Position;
import io.vigie.v1.Record;
import io.vigie.wire.ProtoTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes records inside one write transaction. Tables, log, counts, hashes and position move together: {@link #finish}
 * writes what the data holds now.
 *
 * <p>Used on the writer thread, for one transaction.
 */
public final class RecordWriter {
    /** Reason of changes that the period of a record's kind calls for, not the record itself. */
    private static final String RETENTION = "RETENTION";

    /** Reason of warnings of the day on which a record is to be reviewed. */
    private static final String REVIEW = "REVIEW";

    private final WriteView view;
    private final RecordPlaces places;
    private final PersonChanges persons;
    private final SetHashes hashes;
    private final long begun;
    private Instant now;
    private Contents contents;
    private long removed;
    private Instant removedAt = Instant.EPOCH;

    /**
     * @param now time of the changes, unless the last change was made later: then they are of its time
     */
    public RecordWriter(WriteView view, Instant now) {
        this.view = view;
        this.places = new RecordPlaces(view);
        this.persons = new PersonChanges(view);
        this.hashes = SetHashes.of(view);
        this.contents = Contents.decode(view.get(Table.META, Contents.KEY));
        this.now = later(now, contents.changed());
        this.begun = contents.sequence();
    }

    /** Where the clock was set back, times go on from the last one: what was entered in 1970 would be deleted at once. */
    static Instant later(Instant now, Instant changed) {
        return now.isBefore(changed) ? changed : now;
    }

    /** What has an id now, the changes of this transaction included. */
    public Standing standing(String id) {
        byte[] found = view.get(Table.ID, RecordKind.idBytes(id));
        if (found == null) {
            return new Standing.Free();
        }
        return Tombstone.is(found)
                ? new Standing.Gone(Tombstone.decode(found))
                : new Standing.Held(places.record(IdEntry.decode(found)));
    }

    /** Creates or replaces a checked record, as {@link Outcome#ofLoad} says. */
    public Outcome put(Record record) {
        Standing standing = standing(RecordKind.idOf(record));
        return put(standing, record, Outcome.ofLoad(standing, record));
    }

    /** Creates or replaces a checked record, as {@link Outcome#ofSubmission} says. */
    public Outcome submit(Record record) {
        Standing standing = standing(RecordKind.idOf(record));
        return put(standing, record, Outcome.ofSubmission(standing, record));
    }

    private Outcome put(Standing standing, Record record, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(int version)) {
            Record next = RecordKind.withVersion(record, version);
            log(change(Change.Kind.Code.PUT, standing, next), next);
            replace(standing, next);
        }
        return outcome;
    }

    /**
     * Removes a record, whatever names it, as {@link Outcome#ofWithdrawal} says.
     *
     * @param version that is withdrawn; 0 = whatever it is
     * @param reason for the log; may be empty
     */
    public Outcome withdraw(String id, int version, String reason) {
        Standing standing = standing(id);
        Outcome outcome = Outcome.ofWithdrawal(standing, version);
        if (outcome instanceof Outcome.Accepted && standing instanceof Standing.Held(Record stored)) {
            end(stored, change(Change.Kind.Code.WITHDRAWN, standing, stored).setReason(reason));
        }
        return outcome;
    }

    /** Deletes a record that has expired, or tells the log that it will; whatever was changed meanwhile stays. */
    public void expire(ExpiryDates.Due due) {
        boolean stillDue = view.delete(Table.EXPIRY, due.key());
        if (!stillDue || !(standing(due.id()) instanceof Standing.Held held)) {
            return;
        }
        if (due.deleted()) {
            end(held.record(), change(Change.Kind.Code.EXPIRED, held, held.record()));
        } else {
            log(warning(due, held), null);
        }
    }

    private static Change.Builder warning(ExpiryDates.Due due, Standing.Held held) {
        Change.Builder change = change(Change.Kind.Code.EXPIRY_WARNING, held, held.record());
        return ExpiryDates.isOfExpiry(held.record(), due.key())
                ? change.setDue(RecordKind.expiresOf(held.record()))
                : change.setDue(RecordKind.reviewDateOf(held.record())).setReason(REVIEW);
    }

    /** Deletes a record whose retention has ended, or tells the log that it will; others stay as they are. */
    void retire(String id, RetentionPeriods periods, LocalDate today) {
        if (!(standing(id) instanceof Standing.Held held)) {
            return;
        }
        Kept kept = places.kept(id);
        RetentionPeriods.Due due = periods.due(kept, held.record(), today);
        if (due != RetentionPeriods.Due.NOTHING && isListedByUnitedNations(held.record())) {
            return;
        }
        switch (due) {
            case NOTHING -> {}
            case WARNING -> {
                LocalDate until = periods.until(kept, held.record(), today);
                log(change(Change.Kind.Code.EXPIRY_WARNING, held, held.record())
                        .setReason(RETENTION)
                        .setDue(until.minusDays(1).toString()), null);
                places.keep(id, kept.until(until));
            }
            case DELETION -> end(held.record(), change(Change.Kind.Code.EXPIRED, held, held.record()).setReason(RETENTION));
        }
    }

    /** Whether a notice of the Security Council names a person, or they name it. */
    private boolean isListedByUnitedNations(Record record) {
        if (RecordKind.of(record) != RecordKind.PERSON) {
            return false;
        }
        Set<String> notices = RecordLinks.naming(view, record.getPerson().getId(), RecordKind.NOTICE);
        notices.addAll(record.getPerson().getNoticeIdsList());
        return notices.stream()
                .anyMatch(id -> standing(id) instanceof Standing.Held(Record other)
                        && RecordKind.of(other) == RecordKind.NOTICE
                        && RetentionPeriods.isOfUnitedNations(other.getNotice()));
    }

    /**
     * Makes a change that another node made, as it stands in that node's log.
     *
     * @throws IllegalStateException when it is not the next one, or not of what is held here
     */
    public void apply(Change change) {
        Position position = change.getPosition();
        Standing standing = standing(change.getRecordId());
        if (position.getSequence() != contents.sequence() + 1
                || position.getEpoch() < contents.epoch()
                || change.getVersionBefore() != standing.version()) {
            throw new IllegalStateException("change " + position.getEpoch() + "/" + position.getSequence() + " of version "
                    + change.getVersionBefore() + " (expected: " + contents.epoch() + "/" + (contents.sequence() + 1)
                    + " of version " + standing.version() + ")");
        }
        now = ProtoTime.instant(change.getTime());
        contents = contents.at(position);
        ChangeLog.append(view, change);
        switch (change.getKind()) {
            case PUT -> replace(standing, change.getRecord());
            case WITHDRAWN, EXPIRED, PURGED -> {
                if (standing instanceof Standing.Held(Record stored)) {
                    remove(stored, change.getVersionAfter());
                }
            }
            case EXPIRY_WARNING -> {
                if (standing instanceof Standing.Held(Record stored)) {
                    warned(stored, change);
                }
            }
            case MESSAGE -> {}
            case UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("change " + position.getSequence() + ": of a kind that this version does not"
                        + " know");
        }
    }

    private void warned(Record stored, Change change) {
        LocalDate last = ExpiryDates.lastDay(change.getDue());
        if (!change.getReason().equals(RETENTION)) {
            ExpiryDates.warned(view, stored, now);
        } else if (last != null) {
            String id = RecordKind.idOf(stored);
            places.keep(id, places.kept(id).until(last.plusDays(1)));
        }
    }

    /** Makes an id stand as it does in another generation, without a place in the order of changes. */
    void adopt(String id, Standing wanted) {
        Standing standing = standing(id);
        if (wanted.equals(standing)) {
            return;
        }
        switch (wanted) {
            case Standing.Held(Record record) -> {
                if (standing instanceof Standing.Held(Record other) && RecordKind.of(other) != RecordKind.of(record)) {
                    remove(other, RecordKind.versionOf(other));
                }
                replace(standing(id), record);
            }
            case Standing.Gone(Tombstone tombstone) -> {
                if (standing instanceof Standing.Held(Record stored)) {
                    remove(stored, tombstone.version());
                }
                view.put(Table.ID, RecordKind.idBytes(id), tombstone.encode());
            }
            case Standing.Free() -> throw new IllegalArgumentException("id: free (expected: one that was changed)");
        }
    }

    /** Takes over since when and until when a record is kept in another generation. */
    void adoptKept(String id, ReadView other) {
        byte[] value = other.get(Table.ID, RecordKind.idBytes(id));
        if (value != null && !Tombstone.is(value)) {
            places.keep(id, IdEntry.decode(value).kept());
        }
    }

    /** Leaves out the warnings of a record that its owner has had, as another generation knows. */
    void adoptWarnings(String id, ReadView other) {
        if (standing(id) instanceof Standing.Held(Record record)) {
            for (byte[] key : ExpiryDates.keysOf(record)) {
                if (ExpiryDates.isWarning(key) && other.get(Table.EXPIRY, key) == null) {
                    view.delete(Table.EXPIRY, key);
                }
            }
        }
    }

    /** Takes the position of another generation, and no time before its last. */
    void continueFrom(Contents other) {
        contents = contents.at(other.position());
        now = later(now, other.changed());
    }

    /** Content that the log may hold is no longer that of its record. */
    void contentRemoved() {
        if (removed == 0) {
            removed = contents.sequence();
            removedAt = now;
        }
    }

    /** Leaves places in the order of changes to some that the log does not hold. */
    void skip(long changes) {
        contents = contents.at(contents.position().toBuilder()
                .setSequence(contents.sequence() + changes)
                .build());
    }

    /** Gives a change that has been made already its place in the order of changes. */
    void logBuilt(Change change) {
        contents = contents.next();
        ChangeLog.append(
                view,
                change.toBuilder()
                        .setPosition(contents.position())
                        .setTime(ProtoTime.of(now))
                        .build());
    }

    /** Whether anything was changed. */
    public boolean hasChanged() {
        return contents.sequence() != begun;
    }

    /** After the latest change. */
    public Position position() {
        return contents.position();
    }

    /** Writes counts, hashes and position; the last step of the transaction. */
    public Contents finish() {
        persons.finish();
        hashes.forEachChanged((key, value) -> {
            if (value == null) {
                view.delete(Table.SET_HASH, key);
            } else {
                view.put(Table.SET_HASH, key, value);
            }
        });
        contents = contents.at(now);
        view.put(Table.META, Contents.KEY, contents.encode());
        if (removed != 0) {
            Purge purge = Purge.of(view).removed(removed, removedAt, contents.sequence());
            view.put(Table.META, Purge.KEY, purge.encode());
        }
        return contents;
    }

    private void end(Record stored, Change.Builder change) {
        int version = RecordKind.versionOf(stored) + 1;
        log(change.setVersionAfter(version), null);
        remove(stored, version);
    }

    /**
     * @param version of the tombstone that takes its place
     */
    private void remove(Record stored, int version) {
        byte[] id = RecordKind.idBytes(RecordKind.idOf(stored));
        IdEntry place = places.remove(stored);
        replaceIndexed(place, stored, null);
        if (place.kind() == RecordKind.PERSON) {
            persons.removed(place.key(), stored.getPerson());
        }
        contents = contents.counted(place.kind(), -1);
        if (place.table() == Table.RANGE) {
            contents = contents.rangesChangedNow();
        }
        Tombstone tombstone = new Tombstone(place.kind(), version, now, RecordKind.ownerOf(stored));
        view.put(Table.ID, id, tombstone.encode());
    }

    private void replace(Standing standing, Record next) {
        Record before = standing instanceof Standing.Held(Record stored) ? stored : null;
        RecordPlaces.Stored stored = places.store(next, before, now);
        IdEntry place = stored.place();
        if (place.kind() == RecordKind.PERSON) {
            persons.changed(place.key(), before == null ? null : before.getPerson(), next.getPerson());
        }
        contents = contents.counted(place.kind(), before == null ? 1 : 0);
        if (stored.rangesChanged()) {
            contents = contents.rangesChangedNow();
        }
        replaceIndexed(place, before, next);
    }

    /** What is kept beside a record: it is replaced by another of its kind, or removed. */
    private void replaceIndexed(IdEntry place, @Nullable Record before, @Nullable Record after) {
        if (before != null) {
            hashes.removed(before);
            contentRemoved();
        }
        if (after != null) {
            hashes.added(after);
        }
        RecordLinks.replace(view, before, after);
        ExpiryDates.replace(view, before, after);
        switch (place.kind()) {
            case DOCUMENT -> {}
            case PERSON ->
                PersonNumbers.replace(
                        view,
                        place.key(),
                        before == null ? null : before.getPerson(),
                        after == null ? null : after.getPerson());
            case NOTICE ->
                NoticeLists.replace(
                        view,
                        before == null ? null : before.getNotice(),
                        after == null ? null : after.getNotice());
        }
    }

    /**
     * @param record whose id and owner the change is about
     */
    private static Change.Builder change(Change.Kind.Code kind, Standing before, Record record) {
        return Change.newBuilder()
                .setKind(kind)
                .setRecordId(RecordKind.idOf(record))
                .setOwner(RecordKind.ownerOf(record))
                .setVersionBefore(before.version())
                .setVersionAfter(RecordKind.versionOf(record));
    }

    /** Takes the next place in the order of changes. */
    private void log(Change.Builder change, @Nullable Record content) {
        contents = contents.next();
        ChangeLog.content(change, content);
        ChangeLog.append(
                view,
                change.setPosition(contents.position())
                        .setTime(ProtoTime.of(now))
                        .build());
    }
}
