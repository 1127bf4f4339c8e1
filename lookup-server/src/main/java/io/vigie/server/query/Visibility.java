package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.server.access.Parties;
import io.vigie.v1.Dataset;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;

/** Whether a record may be shown, whatever its kind. Pure. */
final class Visibility {
    private Visibility() {}

    static boolean maySee(Caller caller, Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT -> maySee(caller, record.getTravelDocument());
            case PERSON -> maySee(caller, record.getPerson());
            case NOTICE -> maySee(caller, record.getNotice());
            case KIND_NOT_SET -> false;
        };
    }

    static boolean maySee(Caller caller, TravelDocument document) {
        return caller.maySee(
                Dataset.Code.TRAVEL_DOCUMENTS, document.getOwner(), document.getRestrictions(), document.getFile());
    }

    static boolean maySee(Caller caller, Person person) {
        return caller.maySee(Dataset.Code.PERSONS, person.getOwner(), person.getRestrictions(), person.getFile());
    }

    static boolean maySee(Caller caller, Notice notice) {
        return caller.maySee(Dataset.Code.NOTICES, notice.getOwner(), notice.getRestrictions(), notice.getFile());
    }

    /**
     * Whether a record may be named to a party: one that its owner has not marked "not to be passed on" may, and so may the sender's
     * own, and to a party its own. Whether the party sees it must not count: who tries them all would learn the recipients.
     */
    static boolean mayBeNamedTo(String receiver, Caller sender, Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT ->
                mayBeNamedTo(receiver, sender, record.getTravelDocument().getOwner(), record.getTravelDocument().getRestrictions());
            case PERSON -> mayBeNamedTo(receiver, sender, record.getPerson().getOwner(), record.getPerson().getRestrictions());
            case NOTICE -> mayBeNamedTo(receiver, sender, record.getNotice().getOwner(), record.getNotice().getRestrictions());
            case KIND_NOT_SET -> false;
        };
    }

    private static boolean mayBeNamedTo(String receiver, Caller sender, String owner, Restrictions restrictions) {
        return !restrictions.hasOnward()
                || restrictions.getOnward()
                || sender.isParty(owner)
                || Parties.canonical(receiver).equals(Parties.canonical(owner));
    }
}
