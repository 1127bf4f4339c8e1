package io.vigie.bench;

import io.vigie.bench.figures.Figures;
import io.vigie.bench.quality.Quality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The quality of the search for persons. */
@Command(
        name = "quality",
        description = {
            "Asks for persons through the path that serves questions, and prints the quality figures: variants found, "
                    + "false candidates against recall, what a score means, scripts and regions, time.",
            "The data folder is built once and kept below the folder of -Dvigie.bench.folder (set it in "
                    + "VIGIE_JAVA_OPTIONS). Bounds and weights were chosen on seeds 1 and 11 to 16: use others."
        })
final class QualityCommand implements Callable<Integer> {
    private static final int PERSONS = 1_000_000;
    private static final int QUICK_PERSONS = 100_000;
    private static final int PERSONS_MAX = 100_000_000;
    private static final int LISTED = 1_000;
    private static final int QUICK_LISTED = 100;

    /** Clear travellers for each listed one: their mistakes are rare. */
    private static final int CLEAR = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--persons", paramLabel = "N", description = "synthetic persons (default: 1000000, --quick: 100000)")
    private @Nullable Integer persons;

    @Option(names = "--seed", paramLabel = "S", description = "of world and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "listed people, each asked under all variants, and for each 20 clear ones (default: 1000, --quick: 100)")
    private @Nullable Integer questions;

    @Option(names = "--shared", paramLabel = "DIR", description = "the shared data (default: ${DEFAULT-VALUE})")
    private Path shared = Path.of("../shared/data");

    @Option(names = "--name-groups", paramLabel = "FILE", description = "a dictionary of names")
    private @Nullable Path nameGroups;

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "also write what went wrong, question and explained answer: a line of JSON each")
    private @Nullable Path cases;

    @Override
    public Integer call() throws IOException {
        int listed = within("--questions", questions, figures.isQuick() ? QUICK_LISTED : LISTED, PERSONS_MAX / CLEAR);
        int count = within("--persons", persons, figures.isQuick() ? QUICK_PERSONS : PERSONS, PERSONS_MAX);
        PrintWriter err = Bench.line(spec).getErr();
        Quality.Config config = new Quality.Config(count, seed, listed, listed * CLEAR, shared, nameGroups, cases);
        figures.printSections(
                "quality",
                Quality.measure(config, line -> {
                    err.println(line);
                    err.flush();
                }),
                Bench.line(spec).getOut());
        return ExitCode.OK;
    }

    private int within(String option, @Nullable Integer given, int otherwise, int max) {
        int value = given == null ? otherwise : given;
        if (value < 1 || value > max) {
            throw new ParameterException(Bench.line(spec), option + ": " + value + " (expected: 1 to " + max + ")");
        }
        return value;
    }
}
