package io.vigie.server.hits;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.server.store.StoreException;
import io.vigie.v1.Acknowledged;
import io.vigie.v1.KeptClearance;
import io.vigie.v1.KeptConfirmation;
import io.vigie.v1.KeptHit;
import io.vigie.v1.KeptLoss;
import io.vigie.v1.KeptWindow;
import io.vigie.v1.MessageEntry;
import io.vigie.v1.OwnerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept, and the entries that say what has changed: whatever changes it goes through an entry, so that
 * reading the entries again gives the same. Used by the thread of {@link Messages}, but for {@link #confirmed}.
 */
final class Ledger {
    /** Of a confirmation, which two parties see. */
    private static final String NO_PARTY = "";

    private final Queues queues;
    private final Counting counting = new Counting();
    private final Confirmed confirmed = new Confirmed();
    private final List<MessageEntry> unwritten = new ArrayList<>();
    private ByteString idKey = ByteString.EMPTY;
    private @Nullable MessageIds ids;
    private int lastNumber;

    Ledger(Messages.Config config) {
        this.queues = new Queues(config);
    }

    Queues queues() {
        return queues;
    }

    Counting counting() {
        return counting;
    }

    Confirmed confirmed() {
        return confirmed;
    }

    /** Takes an entry that was written before. */
    void replay(byte[] entry) {
        try {
            MessageEntry parsed = MessageEntry.parseFrom(entry);
            if (!parsed.getUnknownFields().asMap().isEmpty()) {
                // Passed over it would be lost when the file is written anew.
                throw new StoreException("messages: an entry is of a later version (expected: the server that wrote it)");
            }
            apply(parsed);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException("messages: an entry cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** To be called when everything that was written has been taken. */
    void opened() {
        queues.all().values().forEach(PartyQueue::allTaken);
        if (ids == null) {
            record(MessageEntry.newBuilder().setIdKey(ByteString.copyFrom(MessageIds.newKey())));
        }
    }

    /** Entries that must be written before anybody is told of them; they are handed out once. */
    List<byte[]> takeUnwritten() {
        List<byte[]> entries = unwritten.stream().map(MessageEntry::toByteArray).toList();
        unwritten.clear();
        return entries;
    }

    /** Everything that is kept, in as few entries as it takes. */
    List<byte[]> all() {
        List<MessageEntry.Builder> entries = new ArrayList<>();
        entries.add(header());
        queues.all().values().forEach(queue -> queue.all().forEach(
                message -> entries.add(MessageEntry.newBuilder().setPut(message))));
        queues.sent().forEach((key, number) ->
                entries.add(MessageEntry.newBuilder().setSent(key).setSentAs(number)));
        queues.losses().values().forEach(loss -> entries.add(MessageEntry.newBuilder().setLost(loss)));
        counting.hits().forEach(hit -> entries.add(MessageEntry.newBuilder().setHit(hit)));
        counting.windows().forEach(window -> entries.add(MessageEntry.newBuilder().setWindow(window)));
        confirmed.all().forEach(kept -> entries.add(MessageEntry.newBuilder().setConfirmation(kept)));
        confirmed.clearances().forEach(kept -> entries.add(MessageEntry.newBuilder().setClearance(kept)));
        return entries.stream().map(entry -> entry.build().toByteArray()).toList();
    }

    /** An entry that changes nothing, to try whether entries can be written. */
    MessageEntry.Builder header() {
        return MessageEntry.newBuilder().setIdKey(idKey).setLastNumber(lastNumber);
    }

    /** For a confirmation; that of a message comes with it. */
    String newId() {
        return ids().of(NO_PARTY, lastNumber + 1);
    }

    /** Id of a message to a party. */
    String idOf(String party, int number) {
        return ids().of(party, number);
    }

    /** Number of a message that a party was sent; 0 when it is none. */
    int numberOf(String party, String id) {
        return ids().numberOf(party, id);
    }

    private MessageIds ids() {
        if (ids == null) {
            throw new StoreException("messages: the first entry gives no key of ids (expected: one)");
        }
        return ids;
    }

    /** Puts a new message into the queue of its party; who calls has looked for room. */
    OwnerMessage put(OwnerMessage message) {
        OwnerMessage named = message.toBuilder().setId(idOf(message.getTo(), lastNumber + 1)).build();
        record(MessageEntry.newBuilder().setPut(named));
        return named;
    }

    void change(OwnerMessage message) {
        record(MessageEntry.newBuilder().setPut(message));
    }

    void keep(KeptHit hit) {
        record(MessageEntry.newBuilder().setHit(hit));
    }

    void keep(KeptWindow window) {
        record(MessageEntry.newBuilder().setWindow(window));
    }

    void keep(KeptConfirmation confirmation) {
        record(MessageEntry.newBuilder().setConfirmation(confirmation));
    }

    void keep(KeptClearance clearance) {
        record(MessageEntry.newBuilder().setClearance(clearance));
    }

    void keep(KeptLoss loss) {
        record(MessageEntry.newBuilder().setLost(loss));
    }

    void sent(String key, int number) {
        record(MessageEntry.newBuilder().setSent(key).setSentAs(number));
    }

    void acknowledge(String party, int number) {
        record(MessageEntry.newBuilder()
                .setAcknowledged(Acknowledged.newBuilder().setParty(party).setNumber(number)));
    }

    private void record(MessageEntry.Builder entry) {
        MessageEntry built = entry.build();
        unwritten.add(built);
        apply(built);
    }

    private void apply(MessageEntry entry) {
        if (!entry.getIdKey().isEmpty()) {
            if (!entry.getIdKey().equals(idKey)) {
                idKey = entry.getIdKey();
                ids = new MessageIds(idKey.toByteArray());
            }
            lastNumber = Math.max(lastNumber, entry.getLastNumber());
        }
        if (entry.hasPut()) {
            queues.put(used(entry.getPut().getTo(), entry.getPut().getId()), entry.getPut());
        }
        if (entry.hasHit()) {
            counting.apply(entry.getHit());
        }
        if (entry.hasWindow()) {
            counting.apply(entry.getWindow());
        }
        if (entry.hasAcknowledged()) {
            queues.acknowledge(
                    entry.getAcknowledged().getParty(), entry.getAcknowledged().getNumber());
        }
        if (entry.hasConfirmation()) {
            var _ = used(NO_PARTY, entry.getConfirmation().getConfirmation().getId());
            confirmed.apply(entry.getConfirmation());
        }
        if (entry.hasClearance()) {
            confirmed.apply(entry.getClearance());
        }
        if (entry.hasLost()) {
            queues.lost(entry.getLost());
        }
        if (!entry.getSent().isEmpty()) {
            queues.sent(entry.getSent(), entry.getSentAs());
        }
    }

    private int used(String party, String id) {
        int number = numberOf(party, id);
        if (number == 0) {
            throw new StoreException("messages: an entry has an id that is not of this folder (expected: one made with its key)");
        }
        lastNumber = Math.max(lastNumber, number);
        return number;
    }
}
