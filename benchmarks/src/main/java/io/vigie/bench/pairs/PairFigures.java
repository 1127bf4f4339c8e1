package io.vigie.bench.pairs;

import io.vigie.bench.figures.Figure;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the material of the shared data says of the scorer alone, as figures. */
public final class PairFigures {
    private static final List<String> SOURCES = List.of("all", "ofac", "un", "splink-historical");

    private PairFigures() {}

    /** Labelled pairs, both halves: area and best F1 by source, share that reaches the threshold by kind. */
    public static List<Figure> labelled(Path shared, Weights weights, NameGroups groups) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (LabelledPairs.Half half : LabelledPairs.Half.values()) {
            LabelledPairs.Scores scores = LabelledPairs.read(shared.resolve("names/person-pairs.tsv"), half).scored(weights, groups);
            String name = "pairs." + half.label() + '.';
            for (String source : SOURCES) {
                addSource(name + source, scores.curve(source), figures);
            }
            for (String kind : scores.kinds()) {
                double reached = 100 * scores.share(kind, Weights.THRESHOLD);
                figures.add(Figure.of(name + "kind." + kind + ".reach", reached, "% at the threshold"));
            }
        }
        return figures;
    }

    private static void addSource(String name, Curve curve, List<Figure> figures) {
        figures.add(Figure.of(name + ".pairs", curve.size(), "pairs"));
        if (curve.hasBoth()) {
            Curve.Best best = curve.best();
            figures.add(Figure.of(name + ".auc", curve.area(), ""));
            figures.add(Figure.of(name + ".f1", best.f1(), "at " + best.threshold()));
        }
    }

    /** Names in another script than Latin against their own record's Latin names. */
    public static List<Figure> originalScripts(Listed listed) {
        Listed.Found original = listed.byOriginalScript(Weights.THRESHOLD);
        return List.of(
                Figure.of("original.names", original.asked(), "names"),
                Figure.of("original.found", 100.0 * original.found() / original.asked(), "%"));
    }
}
