package io.vigie.server.hits;

import io.vigie.v1.KeptHit;
import io.vigie.v1.KeptLoss;
import io.vigie.v1.KeptWindow;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Instant;

/**
 * From hits to messages: the first of a party on a record is told at once, others within the hour are counted, none is lost
 * (SIS: repeated identical hits are counted, not sent again). Used by the thread of {@link Messages}.
 */
final class HitRules {
    /*
     * A hit is counted in the message that told of the first, as long as nobody has taken that. Once it is taken its count
     * must stay: who takes it again, after a lost connection, would know its id and pass over it. So hits after that are
     * counted in the hour, and told in one message when it is over.
     */
    private final Ledger ledger;
    private final Instant now;

    HitRules(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    void tell(HitReport report) {
        KeptHit hit = report.hit();
        if (report.named() && ledger.counting().isRepeated(hit, now)) {
            return;
        }
        ledger.keep(hit);
        KeptWindow window = ledger.counting().window(report.message());
        if (window != null && Counting.isOver(window, now)) {
            // Before the next tick: the new hour would take its place, and what it has counted with it.
            end(window);
            window = null;
        }
        if (window == null) {
            first(report.message());
        } else {
            again(window);
        }
    }

    /** Tells what was counted in an hour that is over. */
    void end(KeptWindow window) {
        if (window.getLater() > 0) {
            OwnerMessage first = window.getFirst();
            OwnerMessage message = first.toBuilder()
                    .clearId()
                    .setCount(window.getLater())
                    .setRepeats(first.getId())
                    .setLastTime(window.getLastTime())
                    .build();
            if (ledger.queues().hasRoom(message, shareOf(message))) {
                ledger.put(message);
            } else {
                lost(message.getTo(), window.getLater());
            }
            ledger.keep(window.toBuilder().setEnded(true).build());
        }
        ledger.counting().drop(window);
    }

    /** Counts messages that find no room. */
    void lost(String party, int count) {
        KeptLoss before = ledger.queues().lossOf(party);
        KeptLoss.Builder loss = before == null
                ? KeptLoss.newBuilder().setParty(party).setFirst(ProtoTime.of(now))
                : before.toBuilder();
        ledger.keep(loss.setCount((int) Math.min(Integer.MAX_VALUE, (long) loss.getCount() + count))
                .setLast(ProtoTime.of(now))
                .build());
    }

    /** Tells a party what was lost, now that its queue has room. */
    void tellLoss(KeptLoss loss) {
        OwnerMessage message = OwnerMessage.newBuilder()
                .setKind(OwnerMessage.Kind.Code.LOST)
                .setTo(loss.getParty())
                .setTime(loss.getFirst())
                .setLastTime(loss.getLast())
                .setCount(loss.getCount())
                .build();
        if (ledger.queues().hasRoom(message, Queues.Share.ALL)) {
            ledger.put(message);
            ledger.keep(loss.toBuilder().setCount(0).build());
        }
    }

    private void first(OwnerMessage message) {
        if (!ledger.queues().hasRoom(message, shareOf(message))) {
            lost(message.getTo(), 1);
            return;
        }
        OwnerMessage put = ledger.put(message.toBuilder().setCount(1).build());
        ledger.keep(KeptWindow.newBuilder().setFirst(put).build());
    }

    private void again(KeptWindow window) {
        OwnerMessage first = window.getFirst();
        OwnerMessage untaken = ledger.queues().of(first.getTo()).untaken(ledger.numberOf(first.getTo(), first.getId()));
        if (untaken == null) {
            ledger.keep(window.toBuilder()
                    .setLater(window.getLater() + 1)
                    .setLastTime(ProtoTime.of(now))
                    .build());
        } else {
            ledger.change(untaken.toBuilder()
                    .setCount(untaken.getCount() + 1)
                    .setLastTime(ProtoTime.of(now))
                    .build());
        }
    }

    /** Candidates may fill half of a queue, so that a flood of them keeps no certain hit out. */
    private static Queues.Share shareOf(OwnerMessage message) {
        return message.getCertain() ? Queues.Share.ALL : Queues.Share.HALF;
    }
}
