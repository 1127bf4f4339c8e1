package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Dataset;
import io.vigie.v1.Notice;
import io.vigie.v1.Person;
import io.vigie.v1.Record;
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
}
