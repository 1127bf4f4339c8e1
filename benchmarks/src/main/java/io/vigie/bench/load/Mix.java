package io.vigie.bench.load;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which questions are asked, by their truth.
 *
 * @param share of questions about something known, 0 to 1; below 0 for the file as it is
 */
public record Mix(double share) {
    /** The file, in its order. */
    public static final Mix ALL = new Mix(-1);

    public static final Mix NO_HIT = new Mix(0);
    public static final Mix HIT = new Mix(1);

    /** What a border sees. */
    public static final Mix REAL = new Mix(1.0 / 15_000);

    /**
     * An endless sequence of questions.
     *
     * @throws IllegalArgumentException when the file holds none of a kind that the mix needs
     */
    public Questions of(List<KnownQuestion> questions) {
        return share < 0
                ? new Questions(pool(questions, _ -> true, "at all"), List.of(), 0)
                : new Questions(
                        share < 1 ? pool(questions, KnownQuestion::isClear, "of truth NO_HIT") : List.of(),
                        share > 0 ? pool(questions, question -> !question.isClear(), "of truth HIT") : List.of(),
                        share);
    }

    private static List<KnownQuestion> pool(List<KnownQuestion> questions, Predicate<KnownQuestion> wanted, String kind) {
        List<KnownQuestion> pool = questions.stream().filter(wanted).toList();
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("questions: none " + kind + " in the file");
        }
        return pool;
    }

    /** Takes from two pools in turn, evenly, so that any stretch of the run has its share. Used by one thread. */
    public static final class Questions {
        private final List<KnownQuestion> clear;
        private final List<KnownQuestion> known;
        private final double share;
        private double due;
        private int clearAt;
        private int knownAt;

        private Questions(List<KnownQuestion> clear, List<KnownQuestion> known, double share) {
            this.clear = clear;
            this.known = known;
            this.share = share;
        }

        KnownQuestion next() {
            due += share;
            if (due >= 1) {
                due -= 1;
                knownAt = knownAt + 1 == known.size() ? 0 : knownAt + 1;
                return known.get(knownAt);
            }
            clearAt = clearAt + 1 == clear.size() ? 0 : clearAt + 1;
            return clear.get(clearAt);
        }
    }
}
