package io.vigie.server.ingest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SyntheticNumbersTest {
    private static final long SEED = 5;
    private static final int RECORDED = 500_000;
    private final NumberSpace numbers = new NumberSpace(SEED);

    @Test
    void clearNumbersAreNeverRecordedUnderAnyState() {
        Set<String> recorded = new HashSet<>();
        for (long i = 0; i < RECORDED; i++) {
            recorded.add(recorded(i));
        }
        Dice dice = Dice.of(SEED, Dice.Stream.QUESTION, 0);
        for (int i = 0; i < 1_000_000; i++) {
            long neighbour = dice.below(RECORDED);
            String clear = numbers.clear(
                    IssuingStates.DOCUMENTS.state(neighbour), IssuingStates.DOCUMENTS.ordinal(neighbour), dice);
            if (recorded.contains(clear) || !numbers.isClear(clear)) {
                throw new AssertionError(clear);
            }
        }
        assertThat(recorded.stream().filter(numbers::isClear)).isEmpty();
    }

    @Test
    void clearNumbersHaveTheShapesAndDigitsOfRecordedOnes() {
        int[] last = new int[10];
        Dice dice = Dice.of(SEED, Dice.Stream.QUESTION, 1);
        for (int i = 0; i < 100_000; i++) {
            IssuingState state = IssuingStates.DOCUMENTS.state(i);
            String clear = numbers.clear(state, IssuingStates.DOCUMENTS.ordinal(i), dice);
            assertThat(state.accepts(clear)).isTrue();
            last[clear.charAt(clear.length() - 1) - '0']++;
        }
        assertThat(java.util.Arrays.stream(last).boxed()).allSatisfy(count -> assertThat(count).isBetween(9_000, 11_000));
    }

    @Test
    void numbersOfAStateAreUnique() {
        Set<String> seen = new HashSet<>();
        for (long i = 0; i < RECORDED; i++) {
            String number = recorded(i);
            IssuingState state = IssuingStates.DOCUMENTS.state(i);
            if (!state.accepts(number) || !seen.add(state.code() + ' ' + number)) {
                throw new AssertionError(state.code() + ' ' + number);
            }
        }
    }

    @Test
    void aPartLiesInDenseSeries() {
        Set<String> seen = new HashSet<>();
        Map<String, Long> ofFrance = new HashMap<>();
        IssuingState france = IssuingStates.ALL.getFirst();
        for (long ordinal = 0; ordinal < 64_000; ordinal++) {
            ofFrance.put(numbers.recorded(france, ordinal), ordinal);
        }
        ofFrance.keySet().forEach(number -> {
            String next = number.substring(0, 6) + String.format("%03d", Integer.parseInt(number.substring(6)) + 1);
            if (ofFrance.containsKey(next)) {
                seen.add(number);
            }
        });
        assertThat(seen.size()).isBetween(64_000 / 5, 64_000 / 2);
    }

    @Test
    void everyStateHasRoomForItsShareOfTheLargestWorld() {
        long largest = 110_000_000;
        assertThat(IssuingStates.ALL).allSatisfy(state -> assertThat(NumberSpace.capacity(state))
                .isGreaterThanOrEqualTo(IssuingStates.DOCUMENTS.countOf(state, largest)));
    }

    @Test
    void scheduleCountsWithoutCounting() {
        Map<IssuingState, Long> counts = new HashMap<>();
        for (long i = 0; i < 20_000; i++) {
            IssuingState state = IssuingStates.PERSONS.state(i);
            long ordinal = counts.merge(state, 1L, Long::sum) - 1;
            assertThat(IssuingStates.PERSONS.ordinal(i)).isEqualTo(ordinal);
            assertThat(IssuingStates.PERSONS.indexOf(state, ordinal)).isEqualTo(i);
        }
        counts.forEach((state, count) ->
                assertThat(IssuingStates.PERSONS.countOf(state, 20_000)).isEqualTo(count));
    }

    @Test
    void statesAreKnownAndShapesFitAZone() {
        List<String> codes = IssuingStates.ALL.stream()
                .filter(IssuingState::isKnown)
                .map(IssuingState::code)
                .toList();
        assertThat(codes).doesNotHaveDuplicates().allMatch(io.vigie.mrz.States::isKnown).hasSizeGreaterThan(99);
        assertThat(IssuingStates.ALL)
                .filteredOn(IssuingState::isKnown)
                .allSatisfy(state -> assertThat(state.shapes())
                        .allSatisfy(shape -> assertThat(shape.length()).isBetween(6, 9)));
    }

    private String recorded(long index) {
        return numbers.recorded(IssuingStates.DOCUMENTS.state(index), IssuingStates.DOCUMENTS.ordinal(index));
    }
}
