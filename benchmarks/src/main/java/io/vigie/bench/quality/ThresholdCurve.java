package io.vigie.bench.quality;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Section;
import io.vigie.bench.figures.TextTable;
import io.vigie.server.match.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Figure 2: false candidates of clear travellers against recall of the variants, threshold by threshold. */
final class ThresholdCurve {
    private static final double[] THRESHOLDS = DoubleStream.concat(
                    IntStream.rangeClosed(10, 20).mapToDouble(step -> step * 5 / 100.0),
                    DoubleStream.of(Weights.THRESHOLD))
            .distinct()
            .sorted()
            .toArray();

    private ThresholdCurve() {}

    /**
     * @param against what was searched, for title and names
     */
    static Section of(Survey survey, String against, boolean dated) {
        String with = dated ? "with" : "without";
        List<Observed> listed = survey.listed().stream().filter(one -> one.dated() == dated).toList();
        List<Observed> world = clear(survey, Traveller.Origin.WORLD, dated);
        List<Observed> invented = clear(survey, Traveller.Origin.INVENTED, dated);
        TextTable table = new TextTable(
                "Figure 2: threshold by threshold against " + against + ", " + with + " date of birth. Recall: mean of all "
                        + "variants, percent.\n  False candidates, and travellers with one, of 1,000 clear travellers of the "
                        + "world (" + world.size() + ") and invented ones (" + invented.size() + ")",
                "threshold", "recall world", "recall list", "world: false", "travellers", "invented: false", "travellers");
        List<Figure> figures = new ArrayList<>();
        for (double threshold : THRESHOLDS) {
            double[] values = {
                Shares.recall(of(listed, Traveller.Origin.WORLD), threshold),
                Shares.recall(of(listed, Traveller.Origin.LIST), threshold),
                Shares.wrongPerThousand(world, threshold),
                Shares.stoppedPerThousand(world, threshold),
                Shares.wrongPerThousand(invented, threshold),
                Shares.stoppedPerThousand(invented, threshold)
            };
            List<String> row = new ArrayList<>();
            row.add(String.format(Locale.ROOT, "%.2f%s", threshold, threshold == Weights.THRESHOLD ? " default" : ""));
            DoubleStream.of(values).mapToObj(Shares::text).forEach(row::add);
            table.row(row);
            String name = "quality." + against + ".at" + threshold + '.' + with + "Birth.";
            add(figures, name + "recall.world", values[0], "%");
            add(figures, name + "recall.list", values[1], "%");
            add(figures, name + "false.world", values[2], "per 1000");
            add(figures, name + "false.invented", values[4], "per 1000");
        }
        return new Section(table.toString(), figures);
    }

    private static void add(List<Figure> figures, String name, double value, String unit) {
        if (!Double.isNaN(value)) {
            figures.add(Figure.of(name, value, unit));
        }
    }

    private static List<Observed> clear(Survey survey, Traveller.Origin origin, boolean dated) {
        return of(survey.clear().stream().filter(one -> one.dated() == dated).toList(), origin);
    }

    private static List<Observed> of(List<Observed> all, Traveller.Origin origin) {
        return all.stream().filter(one -> one.traveller().origin() == origin).toList();
    }
}
