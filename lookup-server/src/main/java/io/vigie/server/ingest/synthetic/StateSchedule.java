package io.vigie.server.ingest.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which state a record belongs to, and how many of that state came before it, both without counting: states follow each
 * other in a fixed round, shuffled, in which each stands as often as it weighs.
 */
final class StateSchedule {
    private final IssuingState[] round;
    private final int[] rankInRound;
    private final int[][] positions;

    StateSchedule(List<IssuingState> states, ToIntFunction<IssuingState> weight) {
        List<IssuingState> slots = new ArrayList<>();
        for (IssuingState state : states) {
            for (int i = 0; i < weight.applyAsInt(state); i++) {
                slots.add(state);
            }
        }
        Dice dice = Dice.of(0, Dice.Stream.SCHEDULE, slots.size());
        for (int i = slots.size() - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            IssuingState swapped = slots.get(other);
            slots.set(other, slots.get(i));
            slots.set(i, swapped);
        }
        round = slots.toArray(IssuingState[]::new);
        rankInRound = new int[round.length];
        positions = new int[states.size()][];
        for (IssuingState state : states) {
            positions[state.position()] = new int[weight.applyAsInt(state)];
        }
        int[] seen = new int[states.size()];
        for (int i = 0; i < round.length; i++) {
            int rank = seen[round[i].position()]++;
            rankInRound[i] = rank;
            positions[round[i].position()][rank] = i;
        }
    }

    IssuingState state(long index) {
        return round[(int) (index % round.length)];
    }

    /** Records of the same state before this one. */
    long ordinal(long index) {
        int position = (int) (index % round.length);
        return index / round.length * perRound(round[position]) + rankInRound[position];
    }

    /** How many records of a state are among the first {@code count}. */
    long countOf(IssuingState state, long count) {
        long ordinal = count / round.length * perRound(state);
        while (perRound(state) > 0 && indexOf(state, ordinal) < count) {
            ordinal++;
        }
        return ordinal;
    }

    /** Index of the record of a state that has so many of the same state before it. */
    long indexOf(IssuingState state, long ordinal) {
        int[] own = positions[state.position()];
        return ordinal / own.length * round.length + own[(int) (ordinal % own.length)];
    }

    private int perRound(IssuingState state) {
        return positions[state.position()].length;
    }
}
