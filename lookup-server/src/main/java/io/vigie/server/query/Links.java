package io.vigie.server.query;

import io.vigie.mrz.NumberKey;
import io.vigie.mrz.States;
import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.PersonNumbers;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordLinks;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a record is tied to, as far as the caller may see it; a tie counts whichever side names the other. A link to a record
 * that is not here yet is legal and counts for nothing until it comes. Used once, by one thread.
 */
final class Links {
    /** Records shown with a hit; all links count. */
    static final int SHOWN_MAX = 50;

    /** Records of one kind that name another and are followed. */
    private static final int NAMING_MAX = 1000;

    /** As many are looked at, hidden ones too. */
    static final int NAMING_LOOKED_AT_MAX = 65_536;

    private final ReadView view;
    private final Caller caller;
    private final List<LinkedRecord> records = new ArrayList<>();
    private final Set<String> visibleIds = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<Caution.Code> cautions = EnumSet.noneOf(Caution.Code.class);
    private Action.Code action = Action.Code.UNSPECIFIED;
    private boolean tied;
    private boolean silent;
    private boolean underReview;
    private boolean damaged;
    private boolean truncated;
    private boolean noticesLeftOut;

    private Links(ReadView view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    /**
     * Follows the document to its persons and notices, whichever side names the other, and from the persons to their
     * notices. Persons whose record names the document by its number are its persons too.
     */
    static Links of(TravelDocument document, ReadView view, Caller caller) {
        Links links = new Links(view, caller);
        Record record = Record.newBuilder().setTravelDocument(document).build();
        links.seen(document.getId());
        links.bearers(document);
        links.follow(record, RecordKind.NOTICE);
        return links;
    }

    /** Follows the person to their notices and documents, whichever side names the other. */
    static Links of(Person person, ReadView view, Caller caller) {
        Links links = new Links(view, caller);
        links.seen(person.getId());
        links.follow(Record.newBuilder().setPerson(person).build(), RecordKind.NOTICE, RecordKind.DOCUMENT);
        return links;
    }

    /** Follows the notice to its persons and documents, whichever side names the other. */
    static Links of(Notice notice, ReadView view, Caller caller) {
        Links links = new Links(view, caller);
        links.seen(notice.getId());
        links.follow(Record.newBuilder().setNotice(notice).build(), RecordKind.PERSON, RecordKind.DOCUMENT);
        return links;
    }

    /** Records held here, at most so many as are shown. */
    List<LinkedRecord> records() {
        return records;
    }

    /** Whether one of them makes a valid document a hit: any person, an active notice. */
    boolean tied() {
        return tied;
    }

    /** The gravest that they ask for. */
    Action.Code action() {
        return action;
    }

    Set<Caution.Code> cautions() {
        return cautions;
    }

    /** Whether one of them must not be shown to the traveller. */
    boolean silent() {
        return silent;
    }

    /** Whether the legality of an active notice among them is being looked at. */
    boolean underReview() {
        return underReview;
    }

    /**
     * Says in which way the dataset was not searched completely, something may have counted and did not, and whether notices
     * were not: those in force that are not shown are not followed.
     */
    void tell(Datasets datasets, Dataset.Code dataset) {
        if (damaged) {
            datasets.incomplete(dataset, DatasetState.Reason.Code.DAMAGED);
        }
        if (truncated) {
            datasets.incomplete(dataset, DatasetState.Reason.Code.TRUNCATED);
        }
        if (noticesLeftOut) {
            datasets.incomplete(Dataset.Code.NOTICES, DatasetState.Reason.Code.TRUNCATED);
        }
    }

    /** The ids of records that are here and that the caller may see: one that is hidden is as one that is not here. */
    List<String> visible(List<String> ids) {
        return ids.stream()
                .filter(id -> visibleIds.contains(RecordLinks.canonical(id)))
                .toList();
    }

    /** What a record names, and what names it, of the kinds that may. */
    private void follow(Record record, RecordKind... namers) {
        RecordLinks.named(record).forEach(id -> reached(id, record));
        for (RecordKind kind : namers) {
            RecordLinks.Found found = RecordLinks.naming(view, RecordKind.idOf(record), kind, NAMING_LOOKED_AT_MAX);
            truncated |= found.truncated();
            int followed = 0;
            for (String id : found.ids()) {
                if (followed == NAMING_MAX) {
                    truncated = true;
                    break;
                }
                reached(id, record);
                followed += visibleIds.contains(RecordLinks.canonical(id)) ? 1 : 0;
            }
        }
    }

    /** Persons whose records name the document by its number. */
    private void bearers(TravelDocument document) {
        byte[] number = NumberKey.of(document.getNumber());
        if (!document.getNumberEnd().isEmpty()) {
            return;
        }
        PersonNumbers.Found found = PersonNumbers.search(
                view, number, person -> Visibility.maySee(caller, person));
        truncated |= found.truncated();
        damaged |= found.damaged();
        for (Person bearer : found.persons().values()) {
            if (bearer.getDocumentsList().stream().anyMatch(named -> areSame(named, document, number))
                    && seen(bearer.getId())) {
                person(bearer, true);
            }
        }
    }

    /** A state or type that is not known may be any. */
    private static boolean areSame(DocumentReference named, TravelDocument document, byte[] number) {
        String state = named.getIssuingState();
        int type = named.getTypeValue();
        return Arrays.equals(NumberKey.of(named.getNumber()), number)
                && (state.isEmpty()
                        || document.getIssuingState().isEmpty()
                        || States.canonical(state).equals(States.canonical(document.getIssuingState())))
                && (type == 0 || document.getTypeValue() == 0 || type / 10 == document.getTypeValue() / 10);
    }

    private void reached(String id, Record from) {
        if (!seen(id)) {
            return;
        }
        Record record = read(id);
        switch (record.getKindCase()) {
            case PERSON -> person(record.getPerson(), from.hasTravelDocument());
            case NOTICE -> notice(record.getNotice());
            case TRAVEL_DOCUMENT -> document(record.getTravelDocument());
            case KIND_NOT_SET -> {}
        }
    }

    /** False when it was met before, under either spelling. */
    private boolean seen(String id) {
        return seen.add(RecordLinks.canonical(id));
    }

    private void person(Person person, boolean further) {
        if (!isVisible(person.getId(), Visibility.maySee(caller, person))) {
            return;
        }
        tied = true;
        silent |= person.getRestrictions().getSilent();
        cautions.addAll(person.getCautionsList());
        Action.Code asked = Actions.resolve(person.getAction(), person.getActionByStateList(), caller);
        action = Actions.graver(action, asked);
        show(LinkedRecord.newBuilder()
                .setRecordId(person.getId())
                .setDataset(Dataset.Code.PERSONS)
                .setName(nameOf(person))
                .setAction(asked));
        if (further) {
            follow(Record.newBuilder().setPerson(person).build(), RecordKind.NOTICE);
        }
    }

    private void notice(Notice notice) {
        if (!isVisible(notice.getId(), Visibility.maySee(caller, notice))) {
            return;
        }
        Action.Code asked = Actions.of(notice, caller);
        if (Verdicts.isActive(notice.getStatus())) {
            noticesLeftOut |= records.size() == SHOWN_MAX;
            tied = true;
            silent |= notice.getRestrictions().getSilent();
            cautions.addAll(notice.getCautionsList());
            underReview |= notice.getStatus() == NoticeStatus.Code.UNDER_REVIEW;
            action = Actions.graver(action, asked);
        }
        show(LinkedRecord.newBuilder()
                .setRecordId(notice.getId())
                .setDataset(Dataset.Code.NOTICES)
                .setStatus(notice.getStatus().name())
                .setColour(notice.getColour())
                .setAction(asked));
    }

    /** Shown, and no more: what a document of theirs asks for is no business of a person or notice. */
    private void document(TravelDocument document) {
        if (isVisible(document.getId(), Visibility.maySee(caller, document))) {
            show(LinkedRecord.newBuilder()
                    .setRecordId(document.getId())
                    .setDataset(Dataset.Code.TRAVEL_DOCUMENTS)
                    .setStatus(document.getStatus().name()));
        }
    }

    private boolean isVisible(String id, boolean maySee) {
        if (maySee) {
            visibleIds.add(RecordLinks.canonical(id));
        }
        return maySee;
    }

    private void show(LinkedRecord.Builder record) {
        if (records.size() < SHOWN_MAX) {
            records.add(record.build());
        }
    }

    /** The record of an id, empty when there is none. */
    private Record read(String id) {
        try {
            Record record = Records.byId(view, id);
            return record == null ? Record.getDefaultInstance() : record;
        } catch (DamagedException e) {
            damaged = true;
            return Record.getDefaultInstance();
        }
    }

    /** The first name of the first identity, which is the confirmed one when there is one. */
    private static String nameOf(Person person) {
        return PersonSearch.written(person.getIdentities(0).getNames(0));
    }
}
