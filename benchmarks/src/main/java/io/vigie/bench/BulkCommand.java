package io.vigie.bench;

import io.vigie.bench.bulk.BulkLoad;
import io.vigie.bench.bulk.StartUp;
import io.vigie.bench.bulk.WorldFiles;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.server.ingest.SyntheticFiles;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loading at size. */
@Command(
        name = "bulk",
        description = {
            "Loads a synthetic file of documents and measures time, disk and heap, and how soon a server is ready with it.",
            "The file is made first, outside the measured time, and kept for later runs, with its questions.jsonl."
        })
final class BulkCommand implements Callable<Integer> {
    private static final int DOCUMENTS = 1_000_000;
    private static final int QUICK_DOCUMENTS = 100_000;
    private static final int STARTS = 3;
    private static final int QUICK_STARTS = 1;
    private static final double MEGABYTE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "data folder to load into")
    private Path data = Path.of("");

    @Option(names = "--replace", description = "throw away what the data folder holds")
    private boolean replace;

    @Option(names = "--files", paramLabel = "DIR", description = "where synthetic files are kept (default: DIR-files)")
    private @Nullable Path files;

    @Option(names = "--documents", paramLabel = "N", description = "travel documents (default: 1000000, --quick: 100000)")
    private @Nullable Long documents;

    @Option(names = "--format", paramLabel = "F", description = "of the file: ${COMPLETION-CANDIDATES}")
    private SyntheticFiles.Format format = SyntheticFiles.Format.PB;

    @Option(names = "--seed", paramLabel = "S", description = "of the world (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        SyntheticWorld world = world();
        if (Files.exists(data.resolve("CURRENT")) && !replace) {
            throw Bench.wrong(spec, "--data: " + data + " holds data (expected: a new folder, or --replace)");
        }
        Bench.say(spec, "making the file, or taking the one that is there …");
        Path made = WorldFiles.of(world, format, files == null ? Path.of(data + "-files") : files);
        Bench.say(spec, "loading " + made + " …");
        BulkLoad load = BulkLoad.measure(made.resolve("records." + format.extension()), data, line -> Bench.say(spec, line));
        Bench.say(spec, "starting servers …");
        figures.print("bulk", figures(load, starts()), Bench.line(spec).getOut());
        Bench.say(spec, "to go on: `vigie serve --data " + data + "`, and then `vigie bench load --questions "
                + made.resolve("questions.jsonl") + "`");
        return ExitCode.OK;
    }

    private SyntheticWorld world() {
        long count = documents != null ? documents : figures.isQuick() ? QUICK_DOCUMENTS : DOCUMENTS;
        if (count < 1) {
            throw Bench.wrong(spec, "--documents: " + count + " (expected: >= 1)");
        }
        try {
            return new SyntheticWorld(count, 0, 0, seed);
        } catch (IllegalArgumentException e) {
            throw Bench.wrong(spec, String.valueOf(e.getMessage()));
        }
    }

    /** In order of length. The first start is left out: it brings the pages of the data and of the jar into memory. */
    private List<Double> starts() throws IOException {
        StartUp.measure(data);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < (figures.isQuick() ? QUICK_STARTS : STARTS); i++) {
            seconds.add(StartUp.measure(data));
        }
        Collections.sort(seconds);
        return seconds;
    }

    private List<Figure> figures(BulkLoad load, List<Double> starts) {
        String name = "bulk." + format.extension() + ".documents" + load.documents();
        Figure.Spread spread = new Figure.Spread(starts.getFirst(), starts.getLast());
        return List.of(
                Figure.of(name + ".load", load.seconds(), "s"),
                Figure.of(name + ".rate", load.documents() / load.seconds(), "documents/s"),
                Figure.of(name + ".disk", (double) load.diskBytes() / load.documents(), "bytes/document"),
                Figure.of(name + ".heap.peak", load.heapPeakBytes() / MEGABYTE, "MiB"),
                Figure.of(name + ".heap.afterCollection", load.heapAfterCollectionBytes() / MEGABYTE, "MiB"),
                new Figure(name + ".ready", starts.get(starts.size() / 2), spread, "s"));
    }
}
