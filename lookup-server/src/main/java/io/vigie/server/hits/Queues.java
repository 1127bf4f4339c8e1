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

    /**
     * Whether a message finds room.
     *
     * @param share of the bounds that such messages may fill: 1 all, 2 half
     */
    boolean hasRoom(OwnerMessage message, int share) {
        PartyQueue queue = of(message.getTo());
        int size = PartyQueue.sizeOf(message);
        return queue.count() < config.partyMax() / share
                && queue.bytes() + size <= config.bytesMax() / PARTY_SHARE / share
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
