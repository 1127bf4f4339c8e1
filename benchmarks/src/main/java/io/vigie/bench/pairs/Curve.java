package io.vigie.bench.pairs;

import java.util.Comparator;
import java.util.List;

/** Scores with their labels, as a curve over all thresholds. */
public final class Curve {
    private static final int STEPS = 100;

    private final List<Point> points;
    private final long same;

    /** One pair. */
    record Point(double score, boolean isSame) {}

    /** The threshold, in hundredths, of the highest F1. */
    public record Best(double threshold, double f1) {}

    Curve(List<Point> points) {
        this.points = points.stream().sorted(Comparator.comparingDouble(Point::score)).toList();
        same = points.stream().filter(Point::isSame).count();
    }

    public int size() {
        return points.size();
    }

    /** Whether there are pairs of both labels. */
    public boolean hasBoth() {
        return same > 0 && same < points.size();
    }

    /** The area under the curve: how often a pair of one person scores above one of two; ties count half. */
    public double area() {
        double ranks = 0;
        int from = 0;
        while (from < points.size()) {
            int to = from;
            while (to < points.size() && points.get(to).score() == points.get(from).score()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                ranks += points.get(i).isSame() ? rank : 0;
            }
            from = to;
        }
        double others = points.size() - same;
        return (ranks - same * (same + 1) / 2.0) / (same * others);
    }

    /** The threshold that gives the highest F1. */
    public Best best() {
        Best best = new Best(0, 0);
        for (int step = 1; step <= STEPS; step++) {
            double threshold = (double) step / STEPS;
            long found = 0;
            long right = 0;
            for (Point point : points) {
                if (point.score() >= threshold) {
                    found++;
                    right += point.isSame() ? 1 : 0;
                }
            }
            double f1 = 2.0 * right / (found + same);
            best = f1 > best.f1 ? new Best(threshold, f1) : best;
        }
        return best;
    }
}
