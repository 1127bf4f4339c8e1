package io.vigie.bench.quality;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Section;
import io.vigie.bench.figures.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Figure 5: of the candidates in a band of scores, how many are the right person, where 1 traveller in 15,000 is listed.
 *
 * <p>Not a stream of millions: the mean number of right and of wrong candidates in the band for a listed traveller and for
 * a clear one are measured apart, and weighed 1 to 14,999. Of listed travellers half are asked as recorded, half under
 * a variant, each kind alike.
 */
final class ScoreBands {
    private static final double LISTED = 1.0 / 15_000;
    private static final double[] FROM = {0.5, 0.6, 0.7, 0.77, 0.8, 0.85, 0.9, 0.95, 1.0};

    private ScoreBands() {}

    static Section of(Survey survey, String against, boolean dated) {
        String with = dated ? "with" : "without";
        List<Observed> listed = survey.listed().stream()
                .filter(one -> one.dated() == dated && one.traveller().origin() == Traveller.Origin.WORLD)
                .toList();
        List<Observed> clear = survey.clear().stream().filter(one -> one.dated() == dated).toList();
        TextTable table = new TextTable(
                "Figure 5: what a score means where 1 traveller in 15,000 is listed, against " + against + ", " + with
                        + " date of birth: candidates for 1,000,000 travellers, combined from rates of "
                        + listed.size() + " questions about listed and " + clear.size() + " about clear travellers",
                "score", "right", "wrong", "right of 100");
        List<Figure> figures = new ArrayList<>();
        for (int i = FROM.length - 1; i >= 0; i--) {
            double from = FROM[i];
            double to = i + 1 < FROM.length ? FROM[i + 1] : 2;
            double right = LISTED * ofListed(listed, one -> in(one.rightScore(), from, to) ? 1 : 0);
            double wrong = LISTED * ofListed(listed, one -> wrongIn(one, from, to))
                    + (1 - LISTED) * mean(clear, one -> wrongIn(one, from, to));
            double precision = 100 * right / (right + wrong);
            table.row(List.of(
                    to > 1 ? "1.00" : String.format(Locale.ROOT, "%.2f to %.2f", from, to),
                    Shares.text(right * 1e6),
                    Shares.text(wrong * 1e6),
                    Shares.text(precision)));
            if (!Double.isNaN(precision)) {
                figures.add(Figure.of(
                        "quality." + against + ".band" + from + '.' + with + "Birth.precision", precision, "%"));
            }
        }
        return new Section(table.toString(), figures);
    }

    private interface Count {
        int of(Observed observed);
    }

    private static double ofListed(List<Observed> listed, Count count) {
        double variants = Kind.ALL.stream()
                .filter(Kind::isVariant)
                .map(kind -> of(listed, one -> one.kind().equals(kind)))
                .filter(ofKind -> !ofKind.isEmpty())
                .mapToDouble(ofKind -> mean(ofKind, count))
                .average()
                .orElse(0);
        return (mean(of(listed, one -> !one.kind().isVariant()), count) + variants) / 2;
    }

    private static List<Observed> of(List<Observed> all, Predicate<Observed> which) {
        return all.stream().filter(which).toList();
    }

    private static double mean(List<Observed> of, Count count) {
        return of.stream().mapToInt(count::of).average().orElse(0);
    }

    private static int wrongIn(Observed one, double from, double to) {
        return one.wrongFrom(from) - one.wrongFrom(to);
    }

    private static boolean in(double score, double from, double to) {
        return score >= from && score < to;
    }
}
