package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.store.ReadView;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import java.util.List;

/**
 * What a caller sees of a record that they fetch: all of it when it is theirs; else it names other records only as far as the
 * caller may see those, so that one that is hidden is as one that is not there, and does not say who else may see it.
 */
final class FetchedView {
    private final Caller caller;
    private final ReadView view;

    private FetchedView(Caller caller, ReadView view) {
        this.caller = caller;
        this.view = view;
    }

    /**
     * The record as it may be shown.
     *
     * @param record that the caller may see
     * @param view of the moment that it was read in
     */
    static Record of(Record record, Caller caller, ReadView view) {
        FetchedView shown = new FetchedView(caller, view);
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> shown.isWhole(record.getTravelDocument().getOwner())
                    ? record
                    : Record.newBuilder().setTravelDocument(shown.of(record.getTravelDocument())).build();
            case PERSON -> shown.isWhole(record.getPerson().getOwner())
                    ? record
                    : Record.newBuilder().setPerson(shown.of(record.getPerson())).build();
            case NOTICE -> shown.isWhole(record.getNotice().getOwner())
                    ? record
                    : Record.newBuilder().setNotice(shown.of(record.getNotice())).build();
            case KIND_NOT_SET -> record;
        };
    }

    private boolean isWhole(String owner) {
        return caller.party().isEmpty() || caller.isParty(owner) && caller.rights().includeAllDatasets();
    }

    private TravelDocument of(TravelDocument document) {
        return document.toBuilder()
                .setRestrictions(withoutParties(document.getRestrictions()))
                .clearPersonIds()
                .addAllPersonIds(visible(document.getPersonIdsList()))
                .clearNoticeIds()
                .addAllNoticeIds(visible(document.getNoticeIdsList()))
                .build();
    }

    private Person of(Person person) {
        return person.toBuilder()
                .setRestrictions(withoutParties(person.getRestrictions()))
                .clearNoticeIds()
                .addAllNoticeIds(visible(person.getNoticeIdsList()))
                .clearAssociates()
                .addAllAssociates(visible(person.getAssociatesList()))
                .clearNotSameAs()
                .addAllNotSameAs(visible(person.getNotSameAsList()))
                .clearLinks()
                .addAllLinks(person.getLinksList().stream()
                        .filter(link -> isVisible(link.getPersonId()))
                        .toList())
                .build();
    }

    private Notice of(Notice notice) {
        return notice.toBuilder()
                .setRestrictions(withoutParties(notice.getRestrictions()))
                .clearSubjects()
                .addAllSubjects(visible(notice.getSubjectsList()))
                .build();
    }

    private static Restrictions withoutParties(Restrictions restrictions) {
        return restrictions.toBuilder().clearRecipients().clearParties().build();
    }

    private List<String> visible(List<String> ids) {
        return ids.stream().filter(this::isVisible).toList();
    }

    private boolean isVisible(String id) {
        try {
            Record named = Records.byId(view, id);
            return named != null && Visibility.maySee(caller, named);
        } catch (DamagedException e) {
            return false;
        }
    }
}
