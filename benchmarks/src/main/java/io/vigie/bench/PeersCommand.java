package io.vigie.bench;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.peers.DocumentPeers;
import io.vigie.bench.peers.Fairness;
import io.vigie.bench.peers.PersonPeers;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Other systems beside ours. */
@Command(
        name = "peers",
        description = {
            "Starts ours and other systems, gives them the same records, asks the same questions in alternating rounds of one "
                    + "run, and prints the ratio with its spread.",
            "Documents beside Redis, PostgreSQL, LMDB alone and a map; the wire beside a bare echo; people by a name of two words "
                    + "with one typing error, found among 50, beside Lucene and PostgreSQL. What is not installed is skipped with a "
                    + "line. One wrong answer, of anybody, fails the run."
        })
final class PeersCommand implements Callable<Integer> {
    private static final int RECORDS_MAX = 100_000_000;
    private static final int WARMUP_ROUNDS = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "figures to measure, by name, by how it begins (documents.hit) or by system (redis); default: all")
    private List<String> only = List.of();

    @Option(names = "--documents", paramLabel = "N", description = "documents held (default: 1000000, --quick: 50000)")
    private @Nullable Integer documents;

    @Option(names = "--persons", paramLabel = "N", description = "people held (default: 1000000, --quick: 50000)")
    private @Nullable Integer persons;

    @Option(names = "--connections", paramLabel = "N", description = "to each system (default: ${DEFAULT-VALUE})")
    private int connections = 50;

    @Option(names = "--rounds", paramLabel = "N", description = "of each figure (default: 5, --quick: 3)")
    private @Nullable Integer rounds;

    @Option(names = "--round-millis", paramLabel = "MS", description = "a round on documents (default: 2000, --quick: 400)")
    private @Nullable Integer roundMillis;

    @Option(names = "--seed", paramLabel = "S", description = "of records and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a key of our server's configuration (default: net.threads=1, as Redis has one)")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean quick = figures.isQuick();
        List<String> wanted = wanted();
        int count = inRange("--rounds", rounds, quick ? 3 : 5, 1, 1_000);
        int millis = inRange("--round-millis", roundMillis, quick ? 400 : 2_000, 1, 600_000);
        int documentCount = inRange("--documents", documents, quick ? 50_000 : 1_000_000, 1_000, RECORDS_MAX);
        int personCount = inRange("--persons", persons, quick ? 50_000 : 1_000_000, 1, RECORDS_MAX);
        DocumentPeers.Config config = new DocumentPeers.Config(
                new SyntheticWorld(documentCount, 0, 0, seed),
                inRange("--connections", connections, 1, 1, 100),
                Duration.ofMillis(millis),
                count,
                Duration.ofMillis(WARMUP_ROUNDS * (long) millis),
                serverOptions());
        List<Figure> measured = new ArrayList<>(new DocumentPeers(config, wanted::contains, line -> Bench.say(spec, line)).run());
        measured.addAll(new PersonPeers(personCount, seed, quick ? 200 : 2_000, count, line -> Bench.say(spec, line)).run(wanted::contains));
        StringBuilder text = new StringBuilder(Figures.section("Ours and theirs", measured).text());
        Fairness.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        figures.printText("peers", measured, text.toString(), Bench.line(spec).getOut());
        return ExitCode.OK;
    }

    /** Names of the figures that are meant; each part of {@code --only} means one at least. */
    private List<String> wanted() {
        List<String> names = Stream.concat(DocumentPeers.names().stream(), PersonPeers.names().stream()).toList();
        if (only.isEmpty()) {
            return names;
        }
        List<String> wanted = new ArrayList<>();
        for (String part : only) {
            List<String> meant = names.stream().filter(name -> isMeant(name, part)).toList();
            if (meant.isEmpty()) {
                throw Bench.wrong(spec, "--only: " + part + " (expected: of " + String.join(", ", names) + ")");
            }
            wanted.addAll(meant);
        }
        return wanted;
    }

    private static boolean isMeant(String name, String part) {
        return name.equals(part) || name.startsWith(part + ".") || name.endsWith("." + part);
    }

    private List<String> serverOptions() {
        Map<String, String> all = new LinkedHashMap<>(Map.of("net.threads", "1", "messages.enabled", "false"));
        all.putAll(settings);
        List<String> options = new ArrayList<>();
        all.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        return options;
    }

    private int inRange(String option, @Nullable Integer given, int otherwise, int least, int most) {
        int value = given == null ? otherwise : given;
        if (value < least || value > most) {
            throw Bench.wrong(spec, option + ": " + value + " (expected: " + least + " to " + most + ")");
        }
        return value;
    }
}
