package io.vigie.bench.quality;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Section;
import io.vigie.bench.figures.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the answers took, one thread, from the payload of a frame to the message of the answer. */
final class Times {
    private static final long NANOS_MAX = 60_000_000_000L;
    private static final int DIGITS = 3;

    private Times() {}

    static Section of(Survey survey) {
        TextTable table = new TextTable(
                "Time of an answer in one thread, milliseconds", "", "questions", "mean", "p50", "p90", "p99", "max");
        List<Figure> figures = new ArrayList<>();
        for (boolean dated : new boolean[] {true, false}) {
            add("listed", survey.listed(), dated, table, figures);
            add("clear", survey.clear(), dated, table, figures);
        }
        return new Section(table.toString(), figures);
    }

    private static void add(
            String who, List<Observed> observed, boolean dated, TextTable table, List<Figure> figures) {
        Histogram nanos = new Histogram(NANOS_MAX, DIGITS);
        observed.stream()
                .filter(one -> one.dated() == dated)
                .forEach(one -> nanos.recordValue(Math.clamp(one.nanos(), 0, NANOS_MAX)));
        String with = dated ? "with" : "without";
        table.row(List.of(
                who + ", " + with + " date of birth",
                Long.toString(nanos.getTotalCount()),
                Shares.text(nanos.getMean() / 1e6),
                milliseconds(nanos, 50),
                milliseconds(nanos, 90),
                milliseconds(nanos, 99),
                milliseconds(nanos, 100)));
        String name = "quality.time." + who + '.' + with + "Birth.";
        figures.add(Figure.of(name + "p50", nanos.getValueAtPercentile(50) / 1e6, "ms"));
        figures.add(Figure.of(name + "p99", nanos.getValueAtPercentile(99) / 1e6, "ms"));
    }

    private static String milliseconds(Histogram nanos, double percentile) {
        return Shares.text(nanos.getValueAtPercentile(percentile) / 1e6);
    }
}
