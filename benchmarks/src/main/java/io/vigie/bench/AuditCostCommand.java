package io.vigie.bench;

import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.LoadGenerator;
import io.vigie.bench.load.LoadResult;
import io.vigie.bench.load.Mix;
import io.vigie.bench.load.Pace;
import io.vigie.server.LookupServer;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.OfficerKey;
import io.vigie.server.audit.OfficerPrivateKey;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What recording costs. */
@Command(
        name = "audit",
        description = {
            "Asks a server in this JVM for documents of which nothing is known, with the audit trail as it is (encrypted to an officer's "
                    + "key, synced every 50 ms) and without one, in alternating rounds of one run, and prints the ratio with its spread.",
            "Without: blocks are filled on the event loop and thrown away. No server can be configured so."
        })
final class AuditCostCommand implements Callable<Integer> {
    private static final int QUESTIONS = 1 << 16;
    private static final int ROUNDS_MAX = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--documents", paramLabel = "N", description = "documents held (default: 1000000, --quick: 50000)")
    private @Nullable Integer documents;

    @Option(names = "--connections", paramLabel = "N", description = "connections (default: ${DEFAULT-VALUE})")
    private int connections = 50;

    @Option(names = "--pipeline", paramLabel = "N", description = "questions under way on each (default: ${DEFAULT-VALUE})")
    private int pipeline = 16;

    @Option(names = "--rounds", paramLabel = "N", description = "of each (default: 5, --quick: 2)")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "S", description = "of records and questions (default: ${DEFAULT-VALUE})")
    private long seed = 2026;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int held = inRange("--documents", documents, figures.isQuick() ? 50_000 : 1_000_000, 100_000_000);
        int count = inRange("--rounds", rounds, figures.isQuick() ? 2 : 5, ROUNDS_MAX);
        SyntheticWorld world = new SyntheticWorld(held, 0, 0, seed);
        Path data = KeptFolders.of("audit-" + held + "-" + seed, KeptFolders.of(world), line -> Bench.say(spec, line));
        Mix.Questions questions = Mix.NO_HIT.of(misses(world));
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("vigie-bench-audit")) {
            OfficerPrivateKey.generate(folder.path());
            OfficerKey officer = OfficerKey.read(folder.path().resolve("officer-public.pem"));
            for (int round = 0; round < count; round++) {
                with.add(round(data, officer, AuditLog.Sync.INTERVAL, questions));
                without.add(round(data, officer, AuditLog.Sync.NONE, questions));
                Bench.say(spec, "round " + (round + 1) + ": " + Math.round(with.getLast()) + " with, "
                        + Math.round(without.getLast()) + " without");
            }
        }
        figures.print("audit", List.of(figure(with, without)), Bench.line(spec).getOut());
        return ExitCode.OK;
    }

    /** Questions that nothing is known about, whatever the world holds: no number of it begins so. */
    private static List<KnownQuestion> misses(SyntheticWorld world) {
        List<KnownQuestion> questions = new ArrayList<>(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            String number = "QQ" + world.document(i % world.documents()).getNumber() + i;
            Question question = Question.newBuilder()
                    .setId("q" + i)
                    .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("FRA"))
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .build();
            questions.add(KnownQuestion.of(question, Verdict.Code.NO_HIT, ""));
        }
        return questions;
    }

    private double round(Path data, OfficerKey officer, AuditLog.Sync sync, Mix.Questions questions)
            throws IOException, InterruptedException {
        try (TemporaryFolder trail = TemporaryFolder.create("vigie-bench-trail");
                LookupServer server = LookupServer.start(config(data, trail.path(), officer, sync), Clock.systemUTC())) {
            LoadResult result = LoadGenerator.run(
                    new LoadGenerator.Config(
                            server.address(),
                            connections,
                            new Pace.Closed(pipeline),
                            questions,
                            Duration.ofSeconds(figures.isQuick() ? 1 : 3),
                            Duration.ofSeconds(figures.isQuick() ? 1 : 4),
                            PATIENCE),
                    line -> Bench.say(spec, line));
            if (!result.isRight()) {
                throw new IOException(result.wrong() + " wrong answers, " + result.failed() + " failed: " + result.examples());
            }
            return result.answersPerSecond();
        }
    }

    private static ServerConfig config(Path data, Path trail, OfficerKey officer, AuditLog.Sync sync) {
        ServerConfig read = ServerConfig.read(
                data,
                null,
                Map.of(),
                Map.of(
                        "net.listen", "127.0.0.1:0",
                        "admin.listen", "127.0.0.1:0",
                        "net.threads", "1",
                        "audit.folder", trail.toString()));
        AuditLog.Config audit = read.audit();
        return read.with(new AuditLog.Config(
                sync,
                audit.syncInterval(),
                audit.timeout(),
                audit.segmentBytesMax(),
                officer,
                audit.retention(),
                audit.checkpointInterval(),
                List.of()));
    }

    private Figure figure(List<Double> with, List<Double> without) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(with.get(i) / without.get(i));
        }
        double ours = median(with);
        double theirs = median(without);
        Figure.Spread spread = new Figure.Spread(
                ratios.stream().mapToDouble(d -> d).min().orElseThrow(),
                ratios.stream().mapToDouble(d -> d).max().orElseThrow());
        return new Figure(
                "audit.no_hit.pipeline" + pipeline + ".without",
                ours,
                spread,
                "questions/s",
                new Figure.Peer(theirs, median(ratios), null));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private int inRange(String option, @Nullable Integer given, int otherwise, int max) {
        int value = given == null ? otherwise : given;
        if (value < 1 || value > max) {
            throw new ParameterException(
                    Bench.line(spec), option + ": " + value + " (expected: 1 to " + max + ")");
        }
        return value;
    }
}
