package io.vigie.bench;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.QuestionFile;
import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.v1.Manifest;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a whole flight waits for its answers. */
@Command(
        name = "manifests",
        description = {
            "Asks a running server for manifests of travellers drawn from a file, one after the other (or so many --at-once) "
                    + "through the client library, and tells how long each took from the call to its last answer.",
            "An answer about a document that is not its truth, or that failed, fails the run; persons are only counted, since "
                    + "their truth is not exact."
        })
final class ManifestsCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final double[] PERCENTILES = {50, 90, 99, 100};
    private static final String[] PERCENTILE_NAMES = {"p50", "p90", "p99", "max"};

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Mixin
    private AskedServer asked = new AskedServer();

    @Option(names = "--travellers", paramLabel = "N", description = "in a manifest (default: ${DEFAULT-VALUE})")
    private int travellers = 500;

    @Option(names = "--manifests", paramLabel = "N", description = "measured (default: 100, --quick: 10)")
    private @Nullable Integer manifests;

    @Option(names = "--warmup", paramLabel = "N", description = "manifests before them (default: as many)")
    private @Nullable Integer warmup;

    @Option(names = "--at-once", paramLabel = "N", description = "manifests under way (default: ${DEFAULT-VALUE})")
    private int atOnce = 1;

    private final Histogram nanos = new Histogram(DEADLINE.toNanos() * 2, 3);
    private final Map<Verdict.Code, Integer> verdicts = new TreeMap<>();
    private int wrong;

    @Override
    public Integer call() throws IOException {
        int measured = positive("--manifests", manifests == null ? figures.isQuick() ? 10 : 100 : manifests);
        int before = warmup == null ? measured : warmup;
        List<KnownQuestion> questions = questions();
        positive("--at-once", atOnce);
        double seconds;
        try (LookupClient client = LookupClient.connect(
                asked.tls().in(ClientConfig.builder().endpoint(asked.endpoint())).build())) {
            askAll(client, questions, before, false);
            long begun = System.nanoTime();
            askAll(client, questions, measured, true);
            seconds = (System.nanoTime() - begun) / 1e9;
        }
        PrintWriter out = Bench.line(spec).getOut();
        figures.print("manifests", results(measured * travellers / seconds), out);
        return wrong == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void askAll(LookupClient client, List<KnownQuestion> questions, int manifests, boolean isMeasured) throws IOException {
        AtomicInteger begun = new AtomicInteger();
        List<Future<?>> askers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (int i = 0; i < atOnce; i++) {
                Random random = new Random(i);
                askers.add(threads.submit(() -> {
                    while (begun.getAndIncrement() < manifests) {
                        ask(client, drawn(questions, random), isMeasured);
                    }
                }));
            }
        }
        for (Future<?> asker : askers) {
            if (asker.state() == Future.State.FAILED) {
                throw new IOException("a manifest failed", asker.exceptionNow());
            }
        }
    }

    private void ask(LookupClient client, List<KnownQuestion> drawn, boolean measured) {
        Manifest.Builder manifest = Manifest.newBuilder();
        for (int i = 0; i < drawn.size(); i++) {
            // Questions may be drawn twice, ids not be given twice.
            manifest.addTravellers(drawn.get(i).question().toBuilder().setId("t" + i));
        }
        Manifest built = manifest.build();
        long begun = System.nanoTime();
        List<Answer> answers = client.askManyAndWait(built, DEADLINE);
        long took = System.nanoTime() - begun;
        synchronized (nanos) {
            for (int i = 0; i < answers.size(); i++) {
                check(drawn.get(i), answers.get(i), measured);
            }
            if (measured) {
                nanos.recordValue(took);
            }
        }
    }

    private void check(KnownQuestion question, Answer answer, boolean measured) {
        Verdict.Code verdict = answer.message().getVerdict();
        if (measured) {
            verdicts.merge(verdict, 1, Integer::sum);
        }
        boolean exact = !question.question().hasPerson() && question.question().getDatasetsCount() > 0;
        if (answer instanceof Answer.Failed || exact && verdict != question.verdict()) {
            wrong++;
        }
    }

    private List<KnownQuestion> drawn(List<KnownQuestion> questions, Random random) {
        List<KnownQuestion> drawn = new ArrayList<>();
        for (int i = 0; i < travellers; i++) {
            drawn.add(questions.get(random.nextInt(questions.size())));
        }
        return drawn;
    }

    private List<KnownQuestion> questions() throws IOException {
        positive("--travellers", travellers);
        List<KnownQuestion> questions = asked.questions(QuestionFile.Subject.ALL);
        if (questions.isEmpty()) {
            throw Bench.wrong(spec, asked.file() + ": holds no questions");
        }
        return questions;
    }

    private List<Figure> results(double perSecond) {
        String name = "manifests." + travellers;
        List<Figure> results = new ArrayList<>();
        for (int i = 0; i < PERCENTILES.length; i++) {
            double millis = nanos.getValueAtPercentile(PERCENTILES[i]) / 1e6;
            results.add(Figure.of(name + "." + PERCENTILE_NAMES[i], millis, "ms"));
        }
        results.add(Figure.of(name + ".travellers", perSecond, "travellers/s"));
        verdicts.forEach((verdict, count) ->
                results.add(Figure.of(name + ".verdict." + verdict, count, "answers")));
        results.add(Figure.of(name + ".wrong", wrong, "answers"));
        return results;
    }

    private int positive(String option, int value) {
        if (value < 1 || value > 100_000) {
            throw Bench.wrong(spec, option + ": " + value + " (expected: 1 to 100000)");
        }
        return value;
    }
}
