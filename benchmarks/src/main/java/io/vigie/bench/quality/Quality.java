package io.vigie.bench.quality;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.figures.Section;
import io.vigie.bench.pairs.Listed;
import io.vigie.bench.pairs.PairFigures;
import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: all figures of the quality of the search for persons. */
public final class Quality {
    private final Config config;
    private final Consumer<String> progress;

    /**
     * What is measured.
     *
     * @param persons synthetic ones, beside whom the list lies
     * @param seed of the world and of the questions
     * @param listed people of the world, and as many of the list, of whom all variants are asked
     * @param clear travellers of another world whom nobody seeks
     * @param shared folder of the list, of the invented travellers and of labelled pairs; what is not there is left out
     * @param nameGroups a dictionary of names; null = none
     * @param cases file for what went wrong against the world; null = none
     */
    public record Config(
            int persons,
            long seed,
            int listed,
            int clear,
            Path shared,
            @Nullable Path nameGroups,
            @Nullable Path cases) {
        Path list() {
            return shared.resolve("watchlists/un-ofac.jsonl");
        }

        Path invented() {
            return shared.resolve("names/invented-travellers.csv");
        }

        Path pairs() {
            return shared.resolve("names/person-pairs.tsv");
        }
    }

    private Quality(Config config, Consumer<String> progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * Builds the data folders that are not there yet, and asks.
     *
     * @param progress told a line now and then
     */
    public static List<Section> measure(Config config, Consumer<String> progress) throws IOException {
        return new Quality(config, progress).sections();
    }

    private List<Section> sections() throws IOException {
        WatchList list = Files.exists(config.list()) ? WatchList.read(config.list()) : WatchList.EMPTY;
        SyntheticWorld world = new SyntheticWorld(0, config.persons, 0, config.seed);
        List<Traveller> clear = clear();
        List<Section> sections = new ArrayList<>();
        String name = "persons-" + config.persons + "-" + config.seed + (list.isEmpty() ? "" : "-list");
        Path data = KeptFolders.of(
                name,
                out -> {
                    KeptFolders.of(world).writeTo(out);
                    list.writeTo(out);
                },
                progress);
        try (ServedPath served = ServedPath.open(data, config.nameGroups)) {
            List<Traveller> listed = Stream.concat(
                            ofWorld(world).stream(),
                            sample(list.travellers(), config.listed, config.seed).stream())
                    .toList();
            Survey survey = Survey.of(served, listed, clear, config.seed, progress);
            if (config.cases != null) {
                try (Cases cases = new Cases(config.cases)) {
                    cases.write(survey, served);
                }
            }
            addSurvey(survey, Integer.toString(config.persons), !list.isEmpty(), sections);
        }
        if (!list.isEmpty()) {
            addList(list, clear, sections);
        }
        addPairs(list, sections);
        return sections;
    }

    private static void addSurvey(Survey survey, String against, boolean withList, List<Section> sections) {
        for (boolean dated : new boolean[] {true, false}) {
            sections.add(LetterTable.of(survey.listed(), Traveller.Origin.WORLD, dated));
            if (withList) {
                sections.add(LetterTable.of(survey.listed(), Traveller.Origin.LIST, dated));
            }
        }
        sections.add(indistinguishable(survey));
        for (boolean dated : new boolean[] {true, false}) {
            sections.add(ThresholdCurve.of(survey, against, dated));
        }
        for (boolean dated : new boolean[] {true, false}) {
            sections.add(ScoreBands.of(survey, against, dated));
        }
        sections.add(GroupTable.byScript(survey));
        sections.add(GroupTable.byRegion(survey));
        sections.add(Times.of(survey));
    }

    private static Section indistinguishable(Survey survey) {
        return Figures.section(
                "Clear travellers left out, for a record bears their name and date of birth to the letter; questions without an answer",
                List.of(
                        Figure.of("quality.indistinguishable", survey.indistinguishable(), "travellers"),
                        Figure.of("quality.unavailable", survey.unavailable(), "questions")));
    }

    /** The list alone: what an authority has that loads nothing else. */
    private void addList(WatchList list, List<Traveller> clear, List<Section> sections) throws IOException {
        Path data = KeptFolders.of("list", list::writeTo, progress);
        try (ServedPath served = ServedPath.open(data, config.nameGroups)) {
            List<Traveller> listed = sample(list.travellers(), config.listed, config.seed);
            Survey survey = Survey.of(served, listed, clear, config.seed, progress);
            for (boolean dated : new boolean[] {true, false}) {
                sections.add(ThresholdCurve.of(survey, "list", dated));
            }
        }
        sections.add(Figures.section(
                "Figure 4: names in their original script that find their record among Latin names, through the served path",
                OriginalScripts.of(list, config.nameGroups, progress)));
    }

    /** Figures 3 and 4 of the scorer alone. */
    private void addPairs(WatchList list, List<Section> sections) throws IOException {
        NameGroups groups = config.nameGroups == null ? NameGroups.none() : NameGroups.read(config.nameGroups);
        if (Files.exists(config.pairs())) {
            sections.add(Figures.section("Figure 3: labelled pairs, names alone", PairFigures.labelled(config.shared, Weights.STANDARD, groups)));
        }
        if (!list.isEmpty()) {
            sections.add(Figures.section(
                    "Figure 4: the same names, scored without an index",
                    PairFigures.originalScripts(Listed.read(config.list(), Weights.STANDARD, groups))));
        }
    }

    private List<Traveller> ofWorld(SyntheticWorld world) {
        SplittableRandom random = new SplittableRandom(config.seed);
        return LongStream.generate(() -> random.nextLong(world.persons()))
                .distinct()
                .limit(Math.min(config.listed, world.persons()))
                .mapToObj(index -> Traveller.of(SyntheticTraveller.listed(world, index)))
                .toList();
    }

    /** Of another seed than the world, so that their names are drawn anew. */
    private List<Traveller> clear() throws IOException {
        List<Traveller> clear = new ArrayList<>();
        for (int i = 0; i < config.clear; i++) {
            clear.add(Traveller.of(SyntheticTraveller.clear(config.seed + 1, i)));
        }
        if (Files.exists(config.invented())) {
            clear.addAll(sample(InventedTravellers.read(config.invented()), config.clear, config.seed));
        }
        return clear;
    }

    private static List<Traveller> sample(List<Traveller> all, int count, long seed) {
        List<Traveller> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }
}
