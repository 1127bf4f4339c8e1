package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Action;
import io.vigie.v1.Dataset;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Name;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document is tied to and the caller may see. A link to a record that is not here yet is legal and counts for
 * nothing until it comes.
 *
 * @param records persons and notices held here
 * @param tied whether one of them makes a valid document a hit: any person, an active notice
 * @param action of the gravest of them
 */
record Links(List<LinkedRecord> records, boolean tied, Action.Code action) {
    private static final int LINKS_MAX = 50;

    /** Follows the document's own links, and those of its persons to notices. */
    static Links of(TravelDocument document, ReadView view, Caller caller) {
        Collector links = new Collector(view, caller);
        document.getPersonIdsList().stream().limit(LINKS_MAX).forEach(links::person);
        document.getNoticeIdsList().stream().limit(LINKS_MAX).forEach(links::notice);
        return new Links(List.copyOf(links.records), links.tied, links.action);
    }

    private static final class Collector {
        private final ReadView view;
        private final Caller caller;
        private final List<LinkedRecord> records = new ArrayList<>();
        private boolean tied;
        private Action.Code action = Action.Code.UNSPECIFIED;

        Collector(ReadView view, Caller caller) {
            this.view = view;
            this.caller = caller;
        }

        void person(String id) {
            Record record = Records.byId(view, id);
            if (record == null || !record.hasPerson()) {
                return;
            }
            Person person = record.getPerson();
            if (!caller.maySee(person.getOwner(), person.getRestrictions())) {
                return;
            }
            tied = true;
            Action.Code asked = Actions.resolve(person.getAction(), person.getActionByStateList(), caller);
            action = Actions.graver(action, asked);
            records.add(LinkedRecord.newBuilder()
                    .setRecordId(id)
                    .setDataset(Dataset.Code.PERSONS)
                    .setName(nameOf(person))
                    .setAction(asked)
                    .build());
            person.getNoticeIdsList().stream().limit(LINKS_MAX).forEach(this::notice);
        }

        void notice(String id) {
            Notice notice = noticeOf(id);
            if (notice == null
                    || !caller.maySee(notice.getOwner(), notice.getRestrictions())
                    || records.stream().anyMatch(known -> known.getRecordId().equals(notice.getId()))) {
                return;
            }
            Action.Code asked = Actions.resolve(notice.getAction(), notice.getActionByStateList(), caller);
            if (Verdicts.isActive(notice.getStatus())) {
                tied = true;
                action = Actions.graver(action, asked);
            }
            records.add(LinkedRecord.newBuilder()
                    .setRecordId(notice.getId())
                    .setDataset(Dataset.Code.NOTICES)
                    .setStatus(notice.getStatus().name())
                    .setColour(notice.getColour())
                    .setAction(asked)
                    .build());
        }

        private @Nullable Notice noticeOf(String id) {
            Record record = Records.byId(view, id);
            return record == null || !record.hasNotice() ? null : record.getNotice();
        }
    }

    /** The first name of the first identity, which is the confirmed one when there is one. */
    private static String nameOf(Person person) {
        Name name = person.getIdentities(0).getNames(0);
        return name.getFull().isEmpty() ? (name.getGiven() + " " + name.getSurname()).strip() : name.getFull();
    }
}
