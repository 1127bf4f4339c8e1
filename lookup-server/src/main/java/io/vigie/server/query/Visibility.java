package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Record;

/** Whether a record may be shown, whatever its kind. Pure. */
final class Visibility {
    private Visibility() {}

    static boolean maySee(Caller caller, Record record) {
        return switch (record.getKindCase()) {
            case TRAVEL_DOCUMENT ->
                caller.maySee(
                        record.getTravelDocument().getOwner(),
                        record.getTravelDocument().getRestrictions());
            case PERSON -> caller.maySee(record.getPerson().getOwner(), record.getPerson().getRestrictions());
            case NOTICE -> caller.maySee(record.getNotice().getOwner(), record.getNotice().getRestrictions());
            case KIND_NOT_SET -> false;
        };
    }
}
