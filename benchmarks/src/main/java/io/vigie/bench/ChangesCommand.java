package io.vigie.bench;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.v1.Batch;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Outcome;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long an owner waits until a change is durable, at a set rate of changes. */
@Command(
        name = "changes",
        description = {
            "Submits new documents of their own to a running server, one a batch, at a set rate (each leaves at its time, "
                    + "whatever the server does), and tells how long each took from its time until its outcome.",
            "An outcome that is not ACCEPTED fails the run. Run `bench load --rate` beside it to see what questions notice."
        })
final class ChangesCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int IN_FLIGHT_MAX = 10_000;
    private static final double[] PERCENTILES = {50, 99, 99.9, 100};
    private static final String[] PERCENTILE_NAMES = {"p50", "p99", "p99.9", "max"};

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7480",
            description = "server that takes them (default: ${DEFAULT-VALUE})")
    private String server = "127.0.0.1:7480";

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(names = "--rate", paramLabel = "N", description = "changes a second (default: ${DEFAULT-VALUE})")
    private int rate = 2_000;

    @Option(names = "--seconds", paramLabel = "S", description = "measured (default: 30, --quick: 5)")
    private @Nullable Integer seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "5",
            description = "before that, at the same rate (default: ${DEFAULT-VALUE})")
    private int warmup = 5;

    private final Histogram nanos = new ConcurrentHistogram(DEADLINE.toNanos() * 2, 3);
    private final AtomicLong failed = new AtomicLong();
    private final Random random = new Random();
    private final String prefix = "BENCH-" + Long.toUnsignedString(random.nextLong(), 36) + "-";

    @Override
    public Integer call() throws IOException, InterruptedException {
        int measured = seconds == null ? figures.isQuick() ? 5 : 30 : seconds;
        if (rate < 1 || rate > 1_000_000 || measured < 1 || warmup < 0) {
            throw new ParameterException(Bench.line(spec), "--rate, --seconds, --warmup: " + rate + ", " + measured + ", "
                    + warmup + " (expected: 1 to 1000000, at least 1, at least 0)");
        }
        Semaphore underWay = new Semaphore(IN_FLIGHT_MAX);
        ClientConfig config = tls.in(ClientConfig.builder())
                .endpoint(server)
                .connectionsPerEndpoint(8)
                .deadline(DEADLINE)
                .build();
        long unmeasured = (long) rate * warmup;
        long count = unmeasured + (long) rate * measured;
        long begun;
        double took;
        try (LookupClient client = LookupClient.connect(config)) {
            var _ = client.statusAndWait();
            begun = System.nanoTime();
            for (long i = 0; i < count; i++) {
                long due = begun + i * TimeUnit.SECONDS.toNanos(1) / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                underWay.acquire();
                submit(client, i, due, i >= unmeasured, underWay);
            }
            underWay.acquire(IN_FLIGHT_MAX);
            took = (System.nanoTime() - begun) / 1e9;
        }
        PrintWriter out = Bench.line(spec).getOut();
        figures.print("changes", results(count / took), out);
        return failed.get() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void submit(LookupClient client, long index, long due, boolean measured, Semaphore underWay) {
        var _ = client.submit(Batch.newBuilder().addSubmissions(document(index)).build())
                .whenComplete((outcomes, fault) -> {
                    if (measured) {
                        nanos.recordValue(Math.min(System.nanoTime() - due, DEADLINE.toNanos() * 2));
                    }
                    if (fault != null || outcomes.get(0).getOutcome() != Outcome.Result.Code.ACCEPTED) {
                        failed.incrementAndGet();
                    }
                    underWay.release();
                });
    }

    private Submission document(long index) {
        return Submission.newBuilder()
                .setTravelDocument(TravelDocument.newBuilder()
                        .setId(prefix + index)
                        .setOwner("UTO")
                        .setIssuingState("UTO")
                        .setType(DocumentType.Code.PASSPORT)
                        .setNumber("Z" + (1_000_000_000L + random.nextInt(Integer.MAX_VALUE)))
                        .setStatus(DocumentStatus.Code.STOLEN))
                .build();
    }

    private List<Figure> results(double achieved) {
        List<Figure> results = new ArrayList<>();
        results.add(Figure.of("changes.rate", achieved, "changes/s"));
        for (int i = 0; i < PERCENTILES.length; i++) {
            double millis = nanos.getValueAtPercentile(PERCENTILES[i]) / 1e6;
            results.add(Figure.of("changes." + PERCENTILE_NAMES[i], millis, "ms"));
        }
        results.add(Figure.of("changes.failed", failed.get(), "changes"));
        return results;
    }
}
