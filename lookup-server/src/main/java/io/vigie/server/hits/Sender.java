package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import io.vigie.v1.Error;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Instant;

/** Whoever sends messages in plain words. Used by the thread of {@link Messages}. */
final class Sender {
    private final Ledger ledger;
    private final Instant now;

    Sender(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /** Gives the message's id. */
    String send(OwnerMessage message, String key) throws MessageException {
        String sentAs = key.isEmpty() ? "" : sentAs(message, key);
        Integer before = sentAs.isEmpty() ? null : ledger.queues().sentAs(sentAs);
        if (before != null) {
            return ledger.idOf(message.getTo(), before);
        }
        if (!ledger.queues().hasRoom(message, Queues.Share.HALF)) {
            throw new MessageException(Error.Code.Value.OVERLOADED, "send.to", "the party's queue of messages has no room for texts");
        }
        String id = ledger.put(message.toBuilder().setTime(ProtoTime.of(now)).build()).getId();
        if (!sentAs.isEmpty()) {
            ledger.sent(sentAs, ledger.numberOf(message.getTo(), id));
        }
        return id;
    }

    /** The same key to another party is another message. */
    private static String sentAs(OwnerMessage message, String key) {
        return String.join("\n", message.getCaller(), message.getFrom(), Parties.canonical(message.getTo()), key);
    }
}
