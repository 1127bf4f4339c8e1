package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Action;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a document or person is tied to, as far as the caller may see it. A link to a record that is not here yet is legal and
 * counts for nothing until it comes. Used once, by one thread.
 */
final class Links {
    /** Records shown with a hit; all links count. */
    private static final int SHOWN_MAX = 50;

    private final ReadView view;
    private final Caller caller;
    private final List<LinkedRecord> records = new ArrayList<>();
    private final Set<String> hiddenIds = new HashSet<>();
    private final Set<String> seenNotices = new HashSet<>();
    private final Set<Caution.Code> cautions = EnumSet.noneOf(Caution.Code.class);
    private Action.Code action = Action.Code.UNSPECIFIED;
    private boolean tied;
    private boolean silent;
    private boolean underReview;
    private boolean damaged;

    private Links(ReadView view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    /** Follows the document's own links, and those of its persons to notices. */
    static Links of(TravelDocument document, ReadView view, Caller caller) {
        Links links = new Links(view, caller);
        document.getPersonIdsList().forEach(links::person);
        document.getNoticeIdsList().forEach(links::notice);
        return links;
    }

    /** Follows the person's own links to notices. */
    static Links of(Person person, ReadView view, Caller caller) {
        Links links = new Links(view, caller);
        person.getNoticeIdsList().forEach(links::notice);
        return links;
    }

    /** Persons and notices held here, at most so many as are shown. */
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

    /** Whether one of them cannot be trusted, so that it may have counted and did not. */
    boolean damaged() {
        return damaged;
    }

    /** The ids that the caller may know of: all but those of records that are here and hidden from them. */
    List<String> visible(List<String> ids) {
        return hiddenIds.isEmpty()
                ? ids
                : ids.stream().filter(id -> !hiddenIds.contains(id)).toList();
    }

    private void person(String id) {
        Record record = read(id);
        if (!record.hasPerson()) {
            return;
        }
        Person person = record.getPerson();
        if (!caller.maySee(person.getOwner(), person.getRestrictions())) {
            hiddenIds.add(id);
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
        person.getNoticeIdsList().forEach(this::notice);
    }

    private void notice(String id) {
        Record record = read(id);
        if (!record.hasNotice()) {
            return;
        }
        Notice notice = record.getNotice();
        if (!caller.maySee(notice.getOwner(), notice.getRestrictions())) {
            hiddenIds.add(id);
            return;
        }
        if (!seenNotices.add(notice.getId())) {
            return;
        }
        Action.Code asked = Actions.resolve(notice.getAction(), notice.getActionByStateList(), caller);
        if (Verdicts.isActive(notice.getStatus())) {
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
