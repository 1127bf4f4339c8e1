package io.vigie.bench;

import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.capacity.CapacityReport;
import io.vigie.bench.capacity.CapacityRun;
import io.vigie.bench.capacity.Goal;
import io.vigie.bench.capacity.Plan;
import io.vigie.bench.capacity.ReportFiles;
import io.vigie.bench.figures.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What this machine carries. */
@Command(
        name = "capacity",
        description = {
            "Makes worlds, serves them in a process of its own, and finds the highest rate that keeps a goal of latency, how "
                    + "cost grows with data, and how many machines a load needs.",
            "With --out DIR it writes a page (capacity.html), the same in Markdown, and raw data as CSV; without, the Markdown "
                    + "goes to stdout. One wrong answer fails the run.",
            "--quick takes less than three minutes on two cores, --full about half an hour."
        })
final class CapacityCommand implements Callable<Integer> {
    private static final double P99_MAX = 60_000;
    private static final long RECORDS_MAX = 100_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--full", description = "a long run over more data: what a claim needs")
    private boolean full;

    @Option(names = "--p99-millis", paramLabel = "MS", description = "the goal: p99 within (default: ${DEFAULT-VALUE})")
    private double p99Millis = 5;

    @Option(names = "--documents", paramLabel = "N", description = "documents under load, and the largest of the sweep")
    private @Nullable Long documents;

    @Option(names = "--persons", paramLabel = "N", description = "persons under load, and the largest of the sweep")
    private @Nullable Long persons;

    @Option(names = "--step-millis", paramLabel = "MS", description = "measured time of a step; a quarter of it is warm-up")
    private @Nullable Long stepMillis;

    @Option(names = "--data", paramLabel = "DIR", description = "keep the worlds there, for later runs (default: nowhere)")
    private @Nullable Path data;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a key of the server's configuration, such as net.threads=1")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        if (!(p99Millis > 0 && p99Millis <= P99_MAX)) {
            throw Bench.wrong(spec, "--p99-millis: " + p99Millis + " (expected: above 0, at most 60000)");
        }
        Path out = figures.folder();
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw Bench.wrong(spec, "--out: " + out + " is a file (expected: a folder)");
        }
        Path kept = data;
        if (kept != null) {
            return report(plan, kept);
        }
        try (TemporaryFolder folder = TemporaryFolder.create("vigie-bench-capacity")) {
            return report(plan, folder.path());
        }
    }

    private int report(Plan plan, Path folder) throws IOException, InterruptedException {
        CapacityRun run = new CapacityRun(
                plan, Goal.p99(p99Millis), folder, Bench.serverOptions(settings), line -> Bench.say(spec, line));
        CapacityReport report = run.run(command(), figures.isQuick());
        Path out = figures.folder();
        if (out != null) {
            ReportFiles.write(report, out);
            Bench.say(spec, "the report: " + out.resolve("capacity.html"));
        }
        figures.printText("capacity", report.figures(), ReportFiles.markdown(report), Bench.line(spec).getOut());
        if (!report.isFound()) {
            Bench.say(spec, "vigie: not even the lowest rate kept p99 within " + p99Millis + " ms for every kind of questions");
        }
        return report.isFound() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String command() {
        return "./vigie bench " + String.join(" ", Bench.line(spec).getParseResult().originalArgs());
    }

    private Plan plan() {
        if (full && figures.isQuick()) {
            throw Bench.wrong(spec, "--quick, --full: both (expected: one of them)");
        }
        Plan chosen = figures.isQuick() ? Plan.quick() : full ? Plan.full() : Plan.usual();
        Plan plan = chosen.within(data);
        if (documents != null || persons != null) {
            long wantedDocuments = Bench.inRange(spec, "--documents", documents, plan.world().documents(), RECORDS_MAX);
            long wantedPersons = Bench.inRange(spec, "--persons", persons, plan.world().persons(), RECORDS_MAX);
            plan = plan.with(
                    Plan.world(wantedDocuments, wantedPersons),
                    documents == null ? plan.documents() : Plan.upTo(wantedDocuments),
                    persons == null ? plan.persons() : Plan.upTo(wantedPersons));
        }
        if (stepMillis != null) {
            long millis = Bench.inRange(spec, "--step-millis", stepMillis, stepMillis, 600_000L);
            plan = plan.with(Duration.ofMillis(millis / 4), Duration.ofMillis(millis));
        }
        return plan;
    }
}
