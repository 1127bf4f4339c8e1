package io.vigie.server.hits;

import io.vigie.v1.Error;
import java.util.List;

/** A party at its queue, however often it looks. Used by the thread of {@link Messages}. */
final class Reader {
    private static final int UNREAD = -1;

    private final String party;
    private final String acknowledge;
    private final String after;
    private final int credit;

    /** Read once: who waits for messages looks ten times a second. */
    private int acknowledged = UNREAD;

    private int behind = UNREAD;

    Reader(String party, String acknowledge, String after, int credit) {
        this.party = party;
        this.acknowledge = acknowledge;
        this.after = after;
        this.credit = credit;
    }

    /** Acknowledges, then takes. */
    Messages.Taken take(Ledger ledger) throws MessageException {
        if (behind == UNREAD) {
            behind = number(ledger, "after", after);
            acknowledged = number(ledger, "acknowledge", acknowledge);
        }
        PartyQueue queue = ledger.queues().known(party);
        if (queue == null) {
            return new Messages.Taken(List.of(), 0);
        }
        if (!acknowledge.isEmpty()) {
            acknowledge(ledger, queue);
        }
        return new Messages.Taken(queue.take(behind, credit), queue.count());
    }

    /** What is acknowledged already may be acknowledged again; an id that the party was never told cannot be known. */
    private void acknowledge(Ledger ledger, PartyQueue queue) throws MessageException {
        if (queue.holds(acknowledged)) {
            ledger.acknowledge(party, acknowledged);
        } else if (queue.waitsBefore(acknowledged)) {
            throw unknown("acknowledge");
        }
    }

    private int number(Ledger ledger, String field, String id) throws MessageException {
        int number = id.isEmpty() ? 0 : ledger.numberOf(party, id);
        if (number == 0 && !id.isEmpty()) {
            throw unknown(field);
        }
        return number;
    }

    private static MessageException unknown(String field) {
        return new MessageException(Error.Code.Value.NOT_FOUND, field, "no message of your party has this id");
    }
}
