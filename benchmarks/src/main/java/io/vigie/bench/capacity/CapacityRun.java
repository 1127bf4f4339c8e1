package io.vigie.bench.capacity;

import io.vigie.bench.bulk.ServerProcess;
import io.vigie.bench.load.Mix;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures all of a {@link Plan}. Used once. */
public final class CapacityRun {
    private static final double LOW_SHARE = 0.1;
    private static final Duration CEILING_STEP_MAX = Duration.ofSeconds(10);

    private final Plan plan;
    private final Goal goal;
    private final Path folder;
    private final List<String> serverOptions;
    private final Consumer<String> progress;

    /**
     * @param folder of the worlds, kept or made in it
     * @param serverOptions of {@code vigie serve}
     * @param progress told a line now and then
     */
    public CapacityRun(Plan plan, Goal goal, Path folder, List<String> serverOptions, Consumer<String> progress) {
        this.plan = plan;
        this.goal = goal;
        this.folder = folder;
        this.serverOptions = List.copyOf(serverOptions);
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param command as it stands in the report
     * @param isQuick as well
     * @throws IOException when the server answered wrongly, even once
     */
    public CapacityReport run(String command, boolean isQuick) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        MadeWorld world = MadeWorld.of(plan.world(), folder, progress);
        List<Carried> carried = new ArrayList<>();
        ServerProcess.Memory memory;
        try (AskedProcess server = serve(world)) {
            check(server, world.world());
            for (Traffic traffic : Traffic.values()) {
                carried.add(carried(server, traffic, world.world()));
            }
            memory = server.memory();
        }
        List<Growth> growth = List.of(
                growth("documents", plan.documents(), plan::ofDocuments, Traffic.DOCUMENTS),
                growth("persons", plan.persons(), plan::ofPersons, Traffic.CHECKS));
        return new CapacityReport(machine, command, isQuick, plan, goal, world, memory, carried, growth);
    }

    /** Questions of every kind and truth, which warm the server as well: a figure of a server that lies is worth nothing. */
    private void check(AskedProcess server, SyntheticWorld world) throws IOException, InterruptedException {
        progress.accept("asking questions of every kind …");
        // A server that is cold may miss deadlines, but none of its answers may be wrong.
        server.closed(Traffic.exact(world), Duration.ZERO, plan.step());
        Step asked = server.closed(Traffic.exact(world), plan.warmup(), plan.step());
        if (asked.failed() + asked.unanswered() > 0) {
            throw new IOException("the server gave no answer to " + (asked.failed() + asked.unanswered()) + " questions");
        }
    }

    private Carried carried(AskedProcess server, Traffic traffic, SyntheticWorld world)
            throws IOException, InterruptedException {
        Mix.Questions questions = traffic.asked(world);
        Step closed = ceiling(server, questions);
        progress.accept(String.format(Locale.ROOT, "%s: closed loop %,.0f/s", traffic.label(), closed.answered()));
        RateSearch search = new RateSearch(goal, rate -> {
            Step step = server.open(rate, questions, plan.warmup(), plan.step());
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: %,.0f/s: p50 %.2f ms, p99 %.2f ms, %.2f cores%s",
                    traffic.label(),
                    rate,
                    step.millis(50),
                    step.millis(99),
                    step.cores(),
                    goal.isKept(step) ? "" : " · misses the goal"));
            return step;
        });
        return new Carried(traffic, closed, search.run(closed.answered(), plan.steps(), plan.refinements()));
    }

    /** The second of two: the first warms up. Longer where a short step saw no answer, as when the machine was taken away. */
    private Step ceiling(AskedProcess server, Mix.Questions questions) throws IOException, InterruptedException {
        Duration step = plan.step();
        while (true) {
            server.closed(questions, Duration.ZERO, step);
            Step closed = server.closed(questions, plan.warmup(), step);
            if (closed.answered() > 0) {
                return closed;
            }
            if (step.compareTo(CEILING_STEP_MAX) > 0) {
                throw new IOException("the server answered nothing within " + step.toSeconds() + " s");
            }
            step = step.multipliedBy(2);
        }
    }

    /** Worlds by their size. */
    private interface Worlds {
        SyntheticWorld of(long count);
    }

    private Growth growth(String of, List<Long> sizes, Worlds worlds, Traffic traffic)
            throws IOException, InterruptedException {
        List<Growth.Point> points = new ArrayList<>();
        for (long size : sizes) {
            points.add(point(size, MadeWorld.of(worlds.of(size), folder, progress), traffic));
        }
        return new Growth(of, points);
    }

    private Growth.Point point(long size, MadeWorld world, Traffic traffic) throws IOException, InterruptedException {
        world.readOnce();
        try (AskedProcess server = serve(world)) {
            Mix.Questions questions = traffic.asked(world.world());
            Step closed = ceiling(server, questions);
            Step low = server.open(Math.max(1, closed.answered() * LOW_SHARE), questions, plan.warmup(), plan.step());
            ServerProcess.Memory memory = server.memory();
            progress.accept(String.format(
                    Locale.ROOT, "%s: %,.0f/s, p99 %.2f ms", MadeWorld.counts(world.world()), closed.answered(), low.millis(99)));
            return new Growth.Point(
                    size,
                    world.loadSeconds(),
                    world.diskBytes(),
                    server.readySeconds(),
                    memory.own(),
                    memory.mapped(),
                    closed.answered(),
                    low.millis(50),
                    low.millis(99));
        }
    }

    private AskedProcess serve(MadeWorld world) throws IOException {
        return new AskedProcess(ServerProcess.start(world.data(), serverOptions), null, progress);
    }
}
