package io.vigie.server.hits;

import io.vigie.server.access.Parties;
import io.vigie.v1.KeptLoss;
import io.vigie.v1.OwnerMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queues of all parties against their bounds. Used by the thread of {@link Messages}. */
final class Queues {
    /** Messages whose sender may send them again, and be told that they were sent. */
    private static final int SENT_MAX = 10_000;

    /** One party has no more than this share of all bytes. */
    private static final int PARTY_SHARE = 4;

    /** How far messages of a sort may fill a queue, counting all that wait in it: less urgent ones leave room for others. */
    enum Share {
        /** Texts and candidates. */
        HALF(4),
        /** Routine requests to confirm. */
        THREE_QUARTERS(6),
        /** Urgent requests to confirm. */
        SEVEN_EIGHTHS(7),
        /** Certain hits, and what follows from requests. */
        ALL(8);

        private final int eighths;

        Share(int eighths) {
            this.eighths = eighths;
        }

        private long of(long whole) {
            return whole * eighths / ALL.eighths;
        }
    }

    private final Messages.Config config;
    private final Map<String, PartyQueue> byParty = new TreeMap<>();
    private final Map<String, KeptLoss> losses = new TreeMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private long bytes;

    Queues(Messages.Config config) {
        this.config = config;
    }

    PartyQueue of(String party) {
        return byParty.computeIfAbsent(Parties.canonical(party), _ -> new PartyQueue());
    }

    /** The queue of a party that has had a message; null for others. */
    @Nullable PartyQueue known(String party) {
        return byParty.get(Parties.canonical(party));
    }

    void put(int number, OwnerMessage message) {
        PartyQueue queue = of(message.getTo());
        bytes -= queue.bytes();
        queue.put(number, message);
        bytes += queue.bytes();
    }

    void acknowledge(String party, int number) {
        PartyQueue queue = of(party);
        bytes -= queue.bytes();
        queue.acknowledge(number);
        bytes += queue.bytes();
    }

    /** Whether a message finds room in the share of a queue that such messages may fill. */
    boolean hasRoom(OwnerMessage message, Share share) {
        PartyQueue queue = of(message.getTo());
        int size = PartyQueue.sizeOf(message);
        return queue.count() < share.of(config.partyMax())
                && queue.bytes() + size <= share.of(config.bytesMax() / PARTY_SHARE)
                && bytes + size <= config.bytesMax();
    }

    void lost(KeptLoss loss) {
        if (loss.getCount() == 0) {
            losses.remove(Parties.canonical(loss.getParty()));
        } else {
            losses.put(Parties.canonical(loss.getParty()), loss);
        }
    }

    @Nullable KeptLoss lossOf(String party) {
        return losses.get(Parties.canonical(party));
    }

    /** Parties whose queue was full and who have not been told yet. */
    Map<String, KeptLoss> losses() {
        return losses;
    }

    void sent(String key, int number) {
        sent.put(key, number);
        if (sent.size() > SENT_MAX) {
            sent.remove(sent.keySet().iterator().next());
        }
    }

    @Nullable Integer sentAs(String key) {
        return sent.get(key);
    }

    Map<String, Integer> sent() {
        return sent;
    }

    Map<String, PartyQueue> all() {
        return byParty;
    }

    int waiting() {
        return byParty.values().stream().mapToInt(PartyQueue::count).sum();
    }
}
