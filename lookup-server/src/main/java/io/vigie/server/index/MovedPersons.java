package io.vigie.server.index;

import io.vigie.server.index.persons.Moves;
import io.vigie.server.index.persons.PersonPart;
import io.vigie.v1.Person;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The audience that changed persons have now, where segments may hold them under a former one. Thread-safe; written by the
 * writer thread.
 */
final class MovedPersons {
    private final Map<Integer, Move> moves = new ConcurrentHashMap<>();

    /**
     * @param moment from which on it counts
     */
    private record Move(Person audience, long moment) {}

    /** A person is as this record says from a moment on. */
    void moved(int number, Person person, long moment) {
        if (PersonPart.of(person) == PersonPart.OPEN) {
            moves.remove(number);
        } else {
            moves.put(number, new Move(PersonPart.audienceOf(person), moment));
        }
    }

    /** As a view of a moment sees it. */
    Moves at(long moment) {
        return moves.isEmpty() ? Moves.NONE : number -> {
            Move move = moves.get(number);
            return move == null || move.moment() > moment ? null : move.audience();
        };
    }

    /** Those of some numbers, and those that moved at a moment or later. */
    MovedPersons kept(Set<Integer> numbers, long since) {
        MovedPersons kept = new MovedPersons();
        moves.forEach((number, move) -> {
            if (move.moment() >= since || numbers.contains(number)) {
                kept.moves.put(number, move);
            }
        });
        return kept;
    }

    Set<Integer> numbers() {
        return moves.keySet();
    }
}
