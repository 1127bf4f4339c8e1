package io.vigie.bench.capacity;

import io.vigie.bench.bulk.ServerProcess;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.load.Mix;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Record;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Full checks over TLS, under a profile and with the audit trail on, alone and beside the heaviest work that a server does while it answers. Used once.
 *
 * <p>First the highest rate that keeps the goal alone; then a share of it, as long as each kind of work lasts.
 */
public final class Headline {
    /** Beside work: that which machines are planned for. */
    public static final double SHARE = Sizing.SHARE;

    private static final Goal GOAL = new Goal(99.9, 10);
    private static final int STEPS = 8;
    private static final String FILTER = "numbers.filter";

    /** More than the hundredth, and the hundred thousand, behind which a server builds its filter anew. */
    private static final int ADDED_SHARE = 90;

    private static final int ADDED_MIN = 110_000;

    private static final Duration REBUILD_MAX = Duration.ofHours(1);

    private final SyntheticWorld world;
    private final Path folder;
    private final Duration step;
    private final int refinements;
    private final @Nullable Double besideRate;
    private final List<String> serverOptions;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private @Nullable Terminal terminal;
    private boolean kept = true;

    /**
     * @param world that is held
     * @param folder of worlds, kept or made in it; needs room for three times the world
     * @param step measured
     * @param refinements halvings of the search for the highest rate
     * @param besideRate checks a second beside work; null = a share of the highest rate
     * @param serverOptions of {@code vigie serve}
     * @param progress told a line now and then
     */
    public Headline(
            SyntheticWorld world,
            Path folder,
            Duration step,
            int refinements,
            @Nullable Double besideRate,
            List<String> serverOptions,
            Consumer<String> progress) {
        this.world = world;
        this.folder = folder;
        this.step = step;
        this.refinements = refinements;
        this.besideRate = besideRate;
        this.serverOptions = List.copyOf(serverOptions);
        this.progress = progress;
    }

    /** Measures. */
    public List<Figure> run() throws IOException, InterruptedException {
        MadeWorld made = MadeWorld.of(world, folder, progress);
        made.readOnce();
        try (Terminal opened = Terminal.create()) {
            terminal = opened;
            measure(made, Traffic.CHECKS.asked(world));
        }
        return figures;
    }

    private void measure(MadeWorld made, Mix.Questions questions) throws IOException, InterruptedException {
        try (AskedProcess server = serve(made)) {
            double highest = highest(server, questions);
            double rate = besideRate == null ? highest * SHARE : besideRate;
            if (rate > 0) {
                beside("alone", server.open(rate, questions, step.dividedBy(4), step));
                snapshot(made, server, questions, rate);
                filter(made, server, questions, rate);
                swap(made, server, questions, rate);
            }
        }
    }

    /** Whether the goal was kept throughout. */
    public boolean isKept() {
        return kept;
    }

    private double highest(AskedProcess server, Mix.Questions questions) throws IOException, InterruptedException {
        server.closed(questions, Duration.ZERO, step);
        Step ceiling = server.closed(questions, step.dividedBy(2), step);
        progress.accept(String.format(Locale.ROOT, "closed loop %,.0f/s", ceiling.answered()));
        RateSearch.Result found = new RateSearch(GOAL, rate -> {
                    Step tried = server.open(rate, questions, step.dividedBy(4), step);
                    progress.accept(line(String.format(Locale.ROOT, "%,.0f/s", rate), tried));
                    return tried;
                })
                .run(ceiling.answered(), STEPS, refinements);
        figures.add(Figure.of("headline.highest", found.highest(), "checks/s"));
        kept &= found.highest() > 0;
        if (found.highest() > 0) {
            Step highest = found.near(1);
            figures.add(Figure.of("headline.perCore", highest.answered() / highest.cores(), "checks/s"));
        }
        return found.highest();
    }

    private void snapshot(MadeWorld made, AskedProcess server, Mix.Questions questions, double rate)
            throws IOException, InterruptedException {
        try (TemporaryFolder out = TemporaryFolder.create(folder, "headline-snapshot")) {
            Process process = start("snapshot", "--data", made.data().toString(), "--out", out.path().toString());
            besideProcess("snapshot", process, () -> true, server, questions, rate);
        }
    }

    /** More documents, until the filter is built anew. Of the same world grown larger: what was clear in it stays clear. */
    private void filter(MadeWorld made, AskedProcess server, Mix.Questions questions, double rate)
            throws IOException, InterruptedException {
        SyntheticWorld grown = new SyntheticWorld(
                world.documents() + ADDED_MIN + world.documents() / ADDED_SHARE, world.persons(), world.notices(), world.seed());
        Set<Object> before = filters(made);
        try (TemporaryFolder files = TemporaryFolder.create(folder, "headline-more")) {
            Path records = files.path().resolve("records.pb");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
                for (long index = world.documents(); index < grown.documents(); index++) {
                    Record.newBuilder().setTravelDocument(grown.document(index)).build().writeDelimitedTo(out);
                }
            }
            Process process = start("load", "--data", made.data().toString(), records.toString());
            long deadline = System.nanoTime() + REBUILD_MAX.toNanos();
            BooleanSupplier isRebuilt = () -> !filters(made).equals(before);
            besideProcess("filter", process, () -> isRebuilt.getAsBoolean() || System.nanoTime() - deadline > 0, server, questions, rate);
            if (!isRebuilt.getAsBoolean()) {
                throw new IOException("filter: not rebuilt (expected: within an hour of the beginning of the load; the server's log says why)");
            }
        }
    }

    /** The same records as at first: a whole generation is built and swapped in, and what was added is withdrawn. */
    private void swap(MadeWorld made, AskedProcess server, Mix.Questions questions, double rate)
            throws IOException, InterruptedException {
        try (TemporaryFolder files = TemporaryFolder.create(folder, "headline-records")) {
            Path records = files.path().resolve("records.pb");
            progress.accept("writing records for a load …");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records), 1 << 20)) {
                SyntheticFiles.writeRecords(world, SyntheticFiles.Format.PB, out);
            }
            Process process = start("load", "--data", made.data().toString(), "--replace", records.toString());
            besideProcess("swap", process, () -> true, server, questions, rate);
        }
    }

    /** The files of filters; a new one is another file. */
    private static Set<Object> filters(MadeWorld made) {
        Set<Object> keys = new HashSet<>();
        try (DirectoryStream<Path> generations = Files.newDirectoryStream(made.data(), "gen-*")) {
            for (Path generation : generations) {
                Path filter = generation.resolve(FILTER);
                if (Files.exists(filter)) {
                    keys.add(Files.readAttributes(filter, BasicFileAttributes.class).fileKey());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UncheckedIOException(new IOException(made.data() + ": its filters cannot be looked at", e));
        }
        return keys;
    }

    /**
     * @param isFollowed whether what the process brings about has happened; looked at when it has ended
     */
    private void besideProcess(
            String name,
            Process process,
            BooleanSupplier isFollowed,
            AskedProcess server,
            Mix.Questions questions,
            double rate)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try {
            BooleanSupplier isOver = () -> !process.isAlive() && (process.exitValue() != 0 || isFollowed.getAsBoolean());
            Step asked = server.openUntil(isOver, rate, questions, step);
            if (process.exitValue() != 0) {
                throw new IOException(name + ": exit code " + process.exitValue() + " (expected: 0)");
            }
            figures.add(Figure.of("headline." + name + ".took", (System.nanoTime() - begun) / 1e9, "s"));
            beside(name, asked);
        } finally {
            process.destroyForcibly();
        }
    }

    private void beside(String name, Step asked) {
        progress.accept(line(name, asked));
        String figure = "headline." + name;
        figures.add(Figure.of(figure, asked.answered(), "checks/s"));
        for (double percent : new double[] {50, 99, 99.9, 100}) {
            String of = percent == 100 ? "max" : "p" + Numbers.plain(percent);
            figures.add(Figure.of(figure + "." + of, asked.millis(percent), "ms"));
        }
        figures.add(Figure.of(figure + ".cores", asked.cores(), "cores"));
        figures.add(Figure.of(figure + ".failed", asked.failed() + asked.unanswered(), "questions"));
        kept &= GOAL.isKept(asked);
    }

    private static String line(String name, Step step) {
        return String.format(
                Locale.ROOT,
                "%s: %,.0f/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, %.2f cores%s",
                name,
                step.answered(),
                step.millis(50),
                step.millis(99),
                step.millis(99.9),
                step.cores(),
                GOAL.isKept(step) ? "" : " · misses " + GOAL.text());
    }

    private AskedProcess serve(MadeWorld made) throws IOException {
        if (terminal == null) {
            throw new IllegalStateException("terminal: absent (expected: within a run)");
        }
        List<String> options = new ArrayList<>(terminal.serverOptions());
        options.addAll(serverOptions);
        return new AskedProcess(ServerProcess.start(made.data(), options), terminal.tls(), progress);
    }

    private static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(ServerProcess.vigie(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
