package io.vigie.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Servers that are formulas: what the search finds on them is known. */
class RateSearchTest {
    private static final Goal GOAL = Goal.p99(5);

    @Test
    void findsTheKneeBelowTheCeiling() throws IOException, InterruptedException {
        RateSearch.Result result = new RateSearch(GOAL, rate -> step(rate, rate <= 730 ? 1 : 50)).run(1000, 10, 6);
        assertThat(result.highest()).isBetween(725.0, 730.0);
        assertThat(result.steps()).isSortedAccordingTo((one, other) -> Double.compare(one.rate(), other.rate()));
    }

    @Test
    void measuresWhatAReportTellsOf() throws IOException, InterruptedException {
        RateSearch.Result result = new RateSearch(GOAL, rate -> step(rate, rate <= 730 ? 1 : 50)).run(1000, 2, 5);
        assertThat(result.near(0.5).rate()).isEqualTo(result.highest() / 2);
        assertThat(result.near(0.25).rate()).isEqualTo(result.highest() / 4);
    }

    @Test
    void goesBeyondTheCeilingOfAClosedLoop() throws IOException, InterruptedException {
        RateSearch.Result result = new RateSearch(GOAL, rate -> step(rate, rate <= 1_500 ? 1 : 50)).run(1000, 5, 8);
        assertThat(result.highest()).isCloseTo(1_500, Percentage.withPercentage(1));
    }

    @Test
    void findsNothingWhereNothingKeepsTheGoal() throws IOException, InterruptedException {
        assertThat(new RateSearch(GOAL, rate -> step(rate, 6)).run(1000, 5, 3).highest()).isZero();
    }

    @Test
    void aMomentOfSomebodyElseEndsNothing() throws IOException, InterruptedException {
        List<Double> asked = new ArrayList<>();
        RateSearch search = new RateSearch(GOAL, rate -> {
            boolean first = !asked.contains(rate);
            asked.add(rate);
            return step(rate, first && rate < 300 || rate > 900 ? 50 : 1);
        });
        assertThat(search.run(1000, 10, 0).highest()).isEqualTo(900);
    }

    @Test
    void aRateThatIsNotAnsweredIsNotCarried() {
        assertThat(GOAL.isKept(new Step(1000, 970, step(1, 1).curve(), 0, 1, 0, 0))).isFalse();
        assertThat(GOAL.isKept(new Step(1000, 1000, step(1, 1).curve(), 0, 1, 1, 0))).isFalse();
        assertThat(GOAL.isKept(new Step(1000, 1000, step(1, 1).curve(), 0, 1, 0, 1))).isFalse();
        assertThat(GOAL.isKept(new Step(1000, 1000, step(1, 1).curve(), 0, 1, 0, 0))).isTrue();
    }

    private static Step step(double rate, double p99Millis) {
        return new Step(rate, rate, List.of(new Step.Percentile(99, p99Millis)), 0, 1, 0, 0);
    }
}
