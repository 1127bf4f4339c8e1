package io.vigie.bench;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.pairs.Listed;
import io.vigie.bench.pairs.PairFigures;
import io.vigie.server.match.MatchFeature;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The quality of the name and person scorer on material that is labelled. */
@Command(
        name = "pairs",
        description = {
            "Scores labelled pairs of names, invented travellers against a list, and names in their original script.",
            "Weights were tuned on the half `tuned`; docs/matching.md says what of `held` had been seen. Both ends of a pair lie in one half."
        })
final class PairsCommand implements Callable<Integer> {
    private static final int QUICK_TRAVELLERS = 200;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--shared", paramLabel = "DIR", description = "the shared data (default: ${DEFAULT-VALUE})")
    private Path shared = Path.of("../shared/data");

    @Option(names = "--name-groups", paramLabel = "FILE", description = "a dictionary of names")
    private @Nullable Path dictionary;

    @Option(
            names = "--weight",
            paramLabel = "NAME=VALUE",
            description = "a weight of docs/matching.md, other than the table has it, for this run alone; may be repeated")
    private Map<MatchFeature, Double> weights = Map.of();

    @Option(names = "--no-travellers", description = "leave out the travellers, which take minutes")
    private boolean withoutTravellers;

    @Override
    public Integer call() throws IOException {
        NameGroups groups = dictionary == null ? NameGroups.none() : NameGroups.read(dictionary);
        Weights table = Weights.STANDARD.with(weights);
        List<Figure> all = new ArrayList<>(PairFigures.labelled(shared, table, groups));
        Listed listed = Listed.read(shared.resolve("watchlists/un-ofac.jsonl"), table, groups);
        all.addAll(PairFigures.originalScripts(listed));
        if (!withoutTravellers) {
            int limit = figures.isQuick() ? QUICK_TRAVELLERS : Integer.MAX_VALUE;
            Listed.False travellers =
                    listed.travellers(shared.resolve("names/invented-travellers.csv"), Weights.THRESHOLD, limit);
            all.add(Figure.of("travellers.asked", travellers.asked(), "travellers"));
            all.add(Figure.of("travellers.false.withBirth", travellers.perThousand(travellers.withBirth()), "per 1000"));
            all.add(Figure.of("travellers.false.withoutBirth", travellers.perThousand(travellers.withoutBirth()), "per 1000"));
            all.add(Figure.of("scorer.name", travellers.nanosPerName() / 1000, "µs/name pair"));
        }
        figures.print("pairs", all, Bench.line(spec).getOut());
        return ExitCode.OK;
    }
}
