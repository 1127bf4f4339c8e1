package io.vigie.server.index;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers of persons who were withdrawn, or whose audience was changed, since segments were built that may hold them as they
 * were. Only doubts: what is so at a view's moment, the record says. Thread-safe; written by the writer thread.
 */
final class DoubtfulPersons {
    private final Map<Integer, Long> moments = new ConcurrentHashMap<>();

    /** @param moment of the transaction, which may fail yet */
    void add(int number, long moment) {
        moments.put(number, moment);
    }

    boolean has(int number) {
        return moments.containsKey(number);
    }

    boolean isEmpty() {
        return moments.isEmpty();
    }

    /** Those of some numbers, and those added at a moment or later. */
    DoubtfulPersons kept(Set<Integer> numbers, long since) {
        DoubtfulPersons kept = new DoubtfulPersons();
        moments.forEach((number, moment) -> {
            if (moment >= since || numbers.contains(number)) {
                kept.add(number, moment);
            }
        });
        return kept;
    }

    /** Numbers of those added at a moment or later. */
    Set<Integer> since(long moment) {
        return kept(Set.of(), moment).moments.keySet();
    }
}
