package io.vigie.server.hits;

import io.vigie.v1.Error;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A party at its queue. Used by the thread of {@link Messages}. */
final class Reader {
    private final Ledger ledger;
    private final String party;

    Reader(Ledger ledger, String party) {
        this.ledger = ledger;
        this.party = party;
    }

    /** Acknowledges, then takes. */
    Messages.Taken take(String acknowledge, String after, int credit) throws MessageException {
        int behind = after.isEmpty() ? 0 : number("after", after);
        PartyQueue queue = ledger.queues().known(party);
        if (!acknowledge.isEmpty()) {
            acknowledge(queue, acknowledge);
        }
        return queue == null
                ? new Messages.Taken(List.of(), 0)
                : new Messages.Taken(queue.take(behind, credit), queue.count());
    }

    /** What is acknowledged already may be acknowledged again; an id that the party was never told cannot be known. */
    private void acknowledge(@Nullable PartyQueue queue, String id) throws MessageException {
        int number = number("acknowledge", id);
        if (queue != null && queue.holds(number)) {
            ledger.acknowledge(party, number);
        } else if (queue != null && queue.waitsBefore(number)) {
            throw unknown("acknowledge");
        }
    }

    private int number(String field, String id) throws MessageException {
        int number = ledger.numberOf(party, id);
        if (number == 0) {
            throw unknown(field);
        }
        return number;
    }

    private static MessageException unknown(String field) {
        return new MessageException(Error.Code.Value.NOT_FOUND, field, "no message of your party has this id");
    }
}
