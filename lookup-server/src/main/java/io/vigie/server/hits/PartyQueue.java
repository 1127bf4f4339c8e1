package io.vigie.server.hits;

import io.vigie.v1.OwnerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages that wait for one party, by their numbers. Used by the thread of {@link Messages}. */
final class PartyQueue {
    /** What a message takes in memory besides its bytes. */
    private static final int OVERHEAD = 400;

    /** A reply holds no more, but for its last message. */
    private static final int REPLY_BYTES_MAX = 512 << 10;

    private final NavigableMap<Integer, OwnerMessage> messages = new TreeMap<>();
    private int taken;
    private long bytes;

    static int sizeOf(OwnerMessage message) {
        return message.getSerializedSize() + OVERHEAD;
    }

    void put(int number, OwnerMessage message) {
        OwnerMessage before = messages.put(number, message);
        bytes += sizeOf(message) - (before == null ? 0 : sizeOf(before));
    }

    /** Removes a message and all before it. */
    void acknowledge(int number) {
        NavigableMap<Integer, OwnerMessage> gone = messages.headMap(number, true);
        gone.values().forEach(message -> bytes -= sizeOf(message));
        gone.clear();
    }

    /** Messages behind a number, oldest first; they count as taken. */
    List<OwnerMessage> take(int after, int countMax) {
        List<OwnerMessage> list = new ArrayList<>();
        int size = 0;
        for (var entry : messages.tailMap(after, false).entrySet()) {
            if (list.size() >= countMax || size > REPLY_BYTES_MAX) {
                break;
            }
            list.add(entry.getValue());
            size += entry.getValue().getSerializedSize();
            taken = Math.max(taken, entry.getKey());
        }
        return list;
    }

    /** After a restart nobody knows which were. */
    void allTaken() {
        taken = messages.isEmpty() ? taken : messages.lastKey();
    }

    /** The message when nobody has taken it yet, so that it can still be changed. */
    @Nullable OwnerMessage untaken(int number) {
        return number > taken ? messages.get(number) : null;
    }

    /** Whether messages before this number still wait. */
    boolean waitsBefore(int number) {
        return !messages.isEmpty() && messages.firstKey() < number;
    }

    boolean holds(int number) {
        return messages.containsKey(number);
    }

    Iterable<OwnerMessage> all() {
        return messages.values();
    }

    int count() {
        return messages.size();
    }

    long bytes() {
        return bytes;
    }
}
