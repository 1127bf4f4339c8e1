package io.vigie.bench.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How cost grows with data.
 *
 * @param of what grows: {@code documents} or {@code persons}
 * @param points by size, ascending
 */
record Growth(String of, List<Point> points) {
    /**
     * One size.
     *
     * @param records of the kind that grows
     * @param loadSeconds from an empty folder to a published generation; NaN when it was not measured
     * @param diskBytes of the data folder before the first question
     * @param readySeconds from starting a JVM to the server's {@code ready} line
     * @param ownBytes memory of the server besides mapped files
     * @param mappedBytes pages of the data in memory
     * @param ceiling questions a second of a closed loop
     * @param p50Millis at a tenth of the ceiling
     * @param p99Millis at a tenth of the ceiling
     */
    record Point(
            long records,
            double loadSeconds,
            double diskBytes,
            double readySeconds,
            double ownBytes,
            double mappedBytes,
            double ceiling,
            double p50Millis,
            double p99Millis) {
        double memoryBytes() {
            return ownBytes + mappedBytes;
        }
    }

    Growth {
        points = List.copyOf(points);
    }

    /**
     * The power of the size with which a cost grows: the slope of the straight line that fits the logarithms best (least
     * squares). 1 is linear, 0 does not grow. Sizes whose cost was not measured are left out; NaN with fewer than two sizes or a
     * cost of nothing.
     */
    double exponent(ToDoubleFunction<Point> cost) {
        List<Point> measured =
                points.stream().filter(point -> !Double.isNaN(cost.applyAsDouble(point))).toList();
        double n = measured.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Point point : measured) {
            double logSize = Math.log(point.records);
            double logCost = Math.log(cost.applyAsDouble(point));
            x += logSize;
            y += logCost;
            xx += logSize * logSize;
            xy += logSize * logCost;
        }
        double divisor = n * xx - x * x;
        double slope = divisor > 0 ? (n * xy - x * y) / divisor : Double.NaN;
        return Double.isFinite(slope) ? slope : Double.NaN;
    }

    /** What one more record costs, between the smallest and the largest size. */
    double perRecord(ToDoubleFunction<Point> cost) {
        Point first = points.getFirst();
        Point last = points.getLast();
        return last.records == first.records
                ? cost.applyAsDouble(last) / last.records
                : (cost.applyAsDouble(last) - cost.applyAsDouble(first)) / (last.records - first.records);
    }
}
