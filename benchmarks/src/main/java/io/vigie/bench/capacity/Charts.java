package io.vigie.bench.capacity;

import io.vigie.bench.capacity.Chart.Axis;
import io.vigie.bench.capacity.Chart.Point;
import java.util.Arrays;
import java.util.List;

/** The pictures of a report. */
final class Charts {
    private static final Axis LATENCY = new Axis("latency, ms", Scale.LOGARITHMIC);
    private static final double[] SHARES = {0.25, 0.5, 0.75, 1};

    private Charts() {}

    /** Throughput against latency, with the knee. */
    static String latency(Carried one, Goal goal) {
        Chart chart = new Chart("Latency by rate", new Axis("questions a second", Scale.LINEAR), LATENCY);
        for (double percent : new double[] {50, 99, 99.9}) {
            chart.line("p" + Numbers.plain(percent), points(one, percent));
        }
        chart.level(goal.millis(), "goal: " + goal.text());
        if (one.highest() > 0) {
            chart.upright(one.highest(), "knee: " + Numbers.plain(one.highest()) + "/s");
        }
        return chart.svg();
    }

    private static List<Point> points(Carried one, double percent) {
        return one.search().steps().stream().map(step -> new Point(step.rate(), step.millis(percent))).toList();
    }

    /** Latency by percentile, at shares of the highest rate. */
    static String percentiles(Carried one) {
        Chart chart = new Chart("Latency by percentile", new Axis("of questions, answered within", Scale.NINES), LATENCY);
        for (Step step : nearest(one)) {
            chart.line(Numbers.plain(step.rate()) + "/s", step.curve().stream()
                    .filter(point -> point.percent() < 100)
                    .map(point -> new Point(point.percent(), point.millis()))
                    .toList());
        }
        return chart.svg();
    }

    private static List<Step> nearest(Carried one) {
        return Arrays.stream(SHARES).mapToObj(share -> one.search().near(share)).distinct().toList();
    }

    static String cores(Carried one) {
        Chart chart = new Chart("Cores used", new Axis("questions a second", Scale.LINEAR), new Axis("cores of the server", Scale.LINEAR));
        chart.line("cores of the server's process", one.search().steps().stream()
                .map(step -> new Point(step.rate(), step.cores()))
                .toList());
        if (one.highest() > 0) {
            chart.upright(one.highest(), "knee");
        }
        return chart.svg();
    }

    static String growth(CapacityReport report, Cost cost) {
        Chart chart = new Chart(cost.title(), new Axis("records", Scale.LOGARITHMIC), new Axis(cost.unit(), Scale.LOGARITHMIC));
        for (Growth growth : report.growth()) {
            chart.line(growth.of() + ", exponent " + Numbers.exponent(growth.exponent(cost::of)), growth.points().stream()
                    .map(point -> new Point(point.records(), cost.of(point)))
                    .toList());
        }
        return chart.svg();
    }
}
