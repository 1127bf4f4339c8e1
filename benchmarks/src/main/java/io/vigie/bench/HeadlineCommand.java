package io.vigie.bench;

import io.vigie.bench.capacity.Headline;
import io.vigie.bench.capacity.Plan;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

/** The headline: full checks a second and core. */
@Command(
        name = "headline",
        description = {
            "Finds the highest rate of whole checks, over TLS, under a profile and recorded, that keeps p99.9 within 10 ms, then asks at half of it alone, and for as long as "
                    + "a snapshot, a load that makes the server rebuild its miss filter, and a load that swaps the generation take.",
            "With 100 million documents the load takes half an hour or more. Exit code 1: a wrong answer, or the goal was not kept."
        })
final class HeadlineCommand implements Callable<Integer> {
    private static final long RECORDS_MAX = 100_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "worlds, kept there or made")
    private Path data = Path.of("");

    @Option(names = "--documents", paramLabel = "N", description = "documents held (default: 100000000, --quick: 100000)")
    private @Nullable Long documents;

    @Option(names = "--persons", paramLabel = "N", description = "persons held (default: 2000000, --quick: 20000)")
    private @Nullable Long persons;

    @Option(names = "--step-millis", paramLabel = "MS", description = "measured time of a step (default: 20000, --quick: 1500)")
    private @Nullable Integer stepMillis;

    @Option(names = "--rate", paramLabel = "N", description = "checks a second beside work (default: half of the highest rate)")
    private @Nullable Double rate;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a key of the server's configuration, such as net.threads=1")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean quick = figures.isQuick();
        Headline headline = new Headline(
                Plan.world(
                        Bench.inRange(spec, "--documents", documents, quick ? 100_000 : 100_000_000, RECORDS_MAX),
                        Bench.inRange(spec, "--persons", persons, quick ? 20_000 : 2_000_000, RECORDS_MAX)),
                data,
                Duration.ofMillis(
                        Bench.inRange(spec, "--step-millis", stepMillis, quick ? 1_500 : 20_000, 600_000)),
                quick ? 1 : 4,
                checkedRate(),
                Bench.serverOptions(settings),
                line -> Bench.say(spec, line));
        List<Figure> measured = headline.run();
        figures.print("headline", measured, Bench.line(spec).getOut());
        return headline.isKept() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private @Nullable Double checkedRate() {
        if (rate != null && !(rate > 0 && rate <= 1e9)) {
            throw Bench.wrong(spec, "--rate: " + rate + " (expected: > 0)");
        }
        return rate;
    }
}
