package io.vigie.bench.capacity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the highest rate that keeps a goal, and the curve on the way there. */
final class RateSearch {
    /*
     * First a curve: rates at even shares of the ceiling, upwards, until two in a row miss the goal. Then the interval between
     * the highest rate that kept it and the next one that did not is halved. A rate that misses is tried once more, and
     * counts by the better of the two: on a shared machine somebody else's second would end the search too low, while luck
     * does not hold a rate for a whole step. At last the shares of the highest rate that a report tells of are measured.
     */
    private static final double[] TOLD_SHARES = {0.25, 0.5, 0.75};
    private static final int MISSES_MAX = 2;
    private static final double BEYOND = 1.15;
    private static final int BEYOND_MAX = 6;

    private final Goal goal;
    private final Trial trial;
    private final List<Step> steps = new ArrayList<>();

    /** Asks a server at a rate. */
    interface Trial {
        Step at(double rate) throws IOException, InterruptedException;
    }

    /**
     * What was found.
     *
     * @param steps by rate, all that were tried
     * @param highest rate that kept the goal; 0 when none did
     */
    record Result(List<Step> steps, double highest) {
        Result {
            steps = List.copyOf(steps);
        }

        /** The step nearest to a share of the highest rate. */
        Step near(double share) {
            return steps.stream()
                    .min(Comparator.comparingDouble((Step step) -> Math.abs(step.rate() - share * highest)))
                    .orElseThrow();
        }
    }

    RateSearch(Goal goal, Trial trial) {
        this.goal = goal;
        this.trial = trial;
    }

    /**
     * @param ceiling questions a second of a closed loop
     * @param count of steps of the curve
     * @param refinements halvings
     */
    Result run(double ceiling, int count, int refinements) throws IOException, InterruptedException {
        double kept = 0;
        double missed = Double.POSITIVE_INFINITY;
        int misses = 0;
        for (int i = 0; i < count + BEYOND_MAX && misses < MISSES_MAX; i++) {
            double rate = i < count ? ceiling * (i + 1) / count : ceiling * Math.pow(BEYOND, i - count + 1);
            if (isKept(rate)) {
                kept = rate;
                missed = Double.POSITIVE_INFINITY;
                misses = 0;
            } else {
                misses++;
                missed = Math.min(missed, rate);
            }
        }
        for (int i = 0; i < refinements && Double.isFinite(missed); i++) {
            double rate = (kept + missed) / 2;
            if (isKept(rate)) {
                kept = rate;
            } else {
                missed = rate;
            }
        }
        for (double share : TOLD_SHARES) {
            if (kept > 0) {
                steps.add(trial.at(kept * share));
            }
        }
        return new Result(steps.stream().sorted(Comparator.comparingDouble(Step::rate)).toList(), kept);
    }

    private boolean isKept(double rate) throws IOException, InterruptedException {
        Step step = trial.at(rate);
        if (!goal.isKept(step)) {
            Step again = trial.at(rate);
            step = goal.isKept(again) || again.millis(goal.percent()) < step.millis(goal.percent()) ? again : step;
        }
        steps.add(step);
        return goal.isKept(step);
    }
}
