package io.vigie.bench;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.figures.Rounds;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of a command that asks, in alternating rounds, for documents of which nothing is known, and what they mean. */
final class NoHitOptions {
    private static final int DOCUMENTS_MAX = 100_000_000;
    private static final int ROUNDS_MAX = 1_000;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--documents", paramLabel = "N", description = "documents held (default: 1000000, --quick: 50000)")
    private @Nullable Integer documents;

    @Option(names = "--connections", paramLabel = "N", description = "connections that ask (default: ${DEFAULT-VALUE})")
    private int connections = 50;

    @Option(names = "--pipeline", paramLabel = "N", description = "questions under way on each (default: ${DEFAULT-VALUE})")
    private int pipeline = 16;

    @Option(names = "--rounds", paramLabel = "N", description = "of each (default: 5, --quick: 2)")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "S", description = "of records and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    /** What is asked, and of which data. */
    record Prepared(Path data, NoHitLoad load, Rounds rounds) {
        /** Compares two ways to answer, each of which has answered once before it is measured. */
        Figure compare(String name, Rounds.Rate ours, Rounds.Rate theirs) throws IOException, InterruptedException {
            var _ = ours.measure();
            var _ = theirs.measure();
            return rounds.compare(name, "questions/s", ours, theirs, null);
        }
    }

    /** Checks the options, then makes the data, unless it was kept. */
    Prepared prepare() throws IOException {
        int held = Bench.inRange(spec, "--documents", documents, figures.isQuick() ? 50_000 : 1_000_000, DOCUMENTS_MAX);
        int count = Bench.inRange(spec, "--rounds", rounds, figures.isQuick() ? 2 : 5, ROUNDS_MAX);
        SyntheticWorld world = new SyntheticWorld(held, 0, 0, seed);
        Consumer<String> progress = line -> Bench.say(spec, line);
        return new Prepared(
                KeptFolders.of("audit-" + held + "-" + seed, KeptFolders.of(world), progress),
                new NoHitLoad(NoHitLoad.questions(world), connections, pipeline, figures.isQuick(), progress),
                new Rounds(count, progress));
    }

    int pipeline() {
        return pipeline;
    }

    Figures figures() {
        return figures;
    }
}
