package io.vigie.bench;

import io.vigie.bench.figures.Figures;
import io.vigie.bench.peers.PersonPeers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Other systems beside ours. */
@Command(
        name = "peers",
        description = {
            "Asks ours and another system the same questions, in alternating rounds of one run, and prints the ratio.",
            "So far: persons.lucene, people by a name of two words with one typing error, found among 50."
        })
final class PeersCommand implements Callable<Integer> {
    private static final String LUCENE = "persons.lucene";
    private static final int PERSONS = 1_000_000;
    private static final int QUICK_PERSONS = 100_000;
    private static final int PERSONS_MAX = 100_000_000;
    private static final int QUESTIONS = 2_000;
    private static final int QUICK_QUESTIONS = 200;
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--only", paramLabel = "NAME", description = "the figure to measure (default: all there are)")
    private String only = LUCENE;

    @Option(names = "--persons", paramLabel = "N", description = "people held (default: 1000000, --quick: 100000)")
    private @Nullable Integer persons;

    @Option(names = "--seed", paramLabel = "S", description = "of people and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Override
    public Integer call() throws IOException {
        if (!only.equals(LUCENE)) {
            throw new ParameterException(Bench.line(spec), "--only: " + only + " (expected: " + LUCENE + ")");
        }
        boolean quick = figures.isQuick();
        int count = persons != null ? persons : quick ? QUICK_PERSONS : PERSONS;
        if (count < 1 || count > PERSONS_MAX) {
            throw new ParameterException(
                    Bench.line(spec), "--persons: " + count + " (expected: 1 to " + PERSONS_MAX + ")");
        }
        PrintWriter err = Bench.line(spec).getErr();
        PersonPeers peers = new PersonPeers(
                count, seed, quick ? QUICK_QUESTIONS : QUESTIONS, quick ? QUICK_ROUNDS : ROUNDS, line -> {
                    err.println(line);
                    err.flush();
                });
        figures.print("peers", peers.lucene(), Bench.line(spec).getOut());
        return ExitCode.OK;
    }
}
