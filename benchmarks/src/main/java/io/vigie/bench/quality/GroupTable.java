package io.vigie.bench.quality;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Section;
import io.vigie.bench.figures.TextTable;
import io.vigie.server.match.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Figure 6: whether people of all scripts and regions are found, and left alone, alike. */
final class GroupTable {
    private GroupTable() {}

    static Section byScript(Survey survey) {
        return of(survey, "script", Traveller::script);
    }

    /** Of the world alone: where an invented traveller is from is not known. */
    static Section byRegion(Survey survey) {
        return of(survey, "region", Traveller::region);
    }

    private static Section of(Survey survey, String what, Function<Traveller, String> group) {
        TextTable table = new TextTable(
                "Figure 6: by " + what + " of the name at home, with and without date of birth. Recall at the threshold of "
                        + "people of the world: mean of all variants, percent.\n  False candidates at the threshold of 1,000 "
                        + "clear travellers, of the world and invented",
                what, "listed", "recall with", "without", "world", "false with", "without", "invented", "false with", "without");
        List<Figure> figures = new ArrayList<>();
        TreeSet<String> groups = new TreeSet<>();
        survey.clear().forEach(one -> groups.add(group.apply(one.traveller())));
        groups.remove("");
        for (String name : groups) {
            List<Observed> listed = of(survey.listed(), group, name, Traveller.Origin.WORLD);
            List<Observed> world = of(survey.clear(), group, name, Traveller.Origin.WORLD);
            List<Observed> invented = of(survey.clear(), group, name, Traveller.Origin.INVENTED);
            double with = Shares.recall(dated(listed, true), Weights.THRESHOLD);
            double without = Shares.recall(dated(listed, false), Weights.THRESHOLD);
            table.row(List.of(
                    name,
                    people(listed),
                    Shares.text(with),
                    Shares.text(without),
                    people(world),
                    falsely(world, true),
                    falsely(world, false),
                    people(invented),
                    falsely(invented, true),
                    falsely(invented, false)));
            if (!listed.isEmpty()) {
                figures.add(Figure.of("quality." + what + '.' + name + ".recall.withBirth", with, "%"));
                figures.add(Figure.of("quality." + what + '.' + name + ".recall.withoutBirth", without, "%"));
            }
        }
        return new Section(table.toString(), figures);
    }

    private static List<Observed> of(
            List<Observed> all, Function<Traveller, String> group, String name, Traveller.Origin origin) {
        return all.stream()
                .filter(one -> one.traveller().origin() == origin
                        && group.apply(one.traveller()).equals(name))
                .toList();
    }

    private static List<Observed> dated(List<Observed> all, boolean dated) {
        return all.stream().filter(one -> one.dated() == dated).toList();
    }

    private static String people(List<Observed> of) {
        return Long.toString(of.stream().map(Observed::traveller).distinct().count());
    }

    private static String falsely(List<Observed> clear, boolean dated) {
        return Shares.text(Shares.wrongPerThousand(dated(clear, dated), Weights.THRESHOLD));
    }
}
