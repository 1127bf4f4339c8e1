package io.vigie.bench.quality;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Section;
import io.vigie.bench.figures.TextTable;
import io.vigie.server.match.Weights;
import java.util.ArrayList;
import java.util.List;

/** Figure 1: how often the right person is found, by the letter of the Regulation that explains the variant. */
final class LetterTable {
    private static final int FEW = 5;

    private LetterTable() {}

    static Section of(List<Observed> listed, Traveller.Origin origin, boolean dated) {
        List<Observed> asked = listed.stream()
                .filter(one -> one.dated() == dated && one.traveller().origin() == origin)
                .toList();
        String with = dated ? "with" : "without";
        TextTable table = new TextTable(
                "Figure 1: variants of " + asked.stream().map(Observed::traveller).distinct().count()
                        + " people (" + origin.label() + "), " + with + " date of birth, percent",
                "", "asked", "first", "in five", "below threshold", "no candidate", "truncated");
        List<Figure> figures = new ArrayList<>();
        for (Kind kind : Kind.ALL) {
            List<Observed> ofKind = asked.stream().filter(one -> one.kind().equals(kind)).toList();
            if (!ofKind.isEmpty()) {
                add(kind, ofKind, table, "quality." + origin.label() + '.' + kind.label() + '.' + with + "Birth", figures);
            }
        }
        return new Section(table.toString(), figures);
    }

    private static void add(Kind kind, List<Observed> asked, TextTable table, String name, List<Figure> figures) {
        double first = Shares.percent(asked, one -> one.isRankedWithin(1));
        double few = Shares.percent(asked, one -> one.isRankedWithin(FEW));
        double below = Shares.percent(asked, one -> one.rightScore() > 0 && one.rightScore() < Weights.THRESHOLD);
        double absent = Shares.percent(asked, one -> one.rightScore() == 0);
        double truncated = Shares.percent(asked, Observed::incomplete);
        table.row(List.of(
                kind.label(),
                Integer.toString(asked.size()),
                Shares.text(first),
                Shares.text(few),
                Shares.text(below),
                Shares.text(absent),
                Shares.text(truncated)));
        figures.add(Figure.of(name + ".asked", asked.size(), "questions"));
        figures.add(Figure.of(name + ".first", first, "%"));
        figures.add(Figure.of(name + ".five", few, "%"));
        figures.add(Figure.of(name + ".truncated", truncated, "%"));
    }
}
