package io.vigie.bench;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The parts of a question's path, one by one, with JMH. */
@Command(
        name = "micro",
        description = {
            "Runs the JMH benchmarks whose names hold PATTERN, in JVMs of their own, and reports allocation.",
            "Data is built once and kept below the folder of -Dvigie.bench.folder (set it in VIGIE_JAVA_OPTIONS)."
        })
final class MicroCommand implements Callable<Integer> {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "regular expression, any case (default: all)")
    private String pattern = "";

    @Option(
            names = "--documents",
            split = ",",
            paramLabel = "N",
            description = "sizes of the data of DocumentLookup (default: 1000000)")
    private int[] documents = {};

    @Option(
            names = "--persons",
            split = ",",
            paramLabel = "N",
            description = "sizes of the data of PersonSearch (default: 1000000)")
    private int[] persons = {};

    @Option(names = "--forks", paramLabel = "N", description = "JVMs of each benchmark (default: 2, --quick: 1)")
    private @Nullable Integer forks;

    @Option(names = "--iteration-millis", hidden = true, description = "one iteration of so long and no warm-up: tests")
    private int iterationMillis;

    @Override
    public Integer call() throws IOException {
        Collection<RunResult> results;
        try {
            // Its report goes to stderr: stdout carries figures only.
            PrintStream report = new PrintStream(System.err, true, System.err.charset());
            VerboseMode mode = iterationMillis > 0 ? VerboseMode.SILENT : VerboseMode.NORMAL;
            OutputFormat format = OutputFormatFactory.createFormatInstance(report, mode);
            results = new Runner(options(chosen(format)), format).run();
        } catch (RunnerException e) {
            throw new IOException("a benchmark failed: " + e.getMessage(), e);
        }
        List<Figure> measured = new ArrayList<>();
        results.forEach(result -> addFigures(result, measured));
        figures.print("micro", measured, Bench.line(spec).getOut());
        return ExitCode.OK;
    }

    /** Full names of the benchmarks that fit the pattern, by that name or by their figure's. */
    private List<String> chosen(OutputFormat format) {
        Pattern wanted;
        try {
            wanted = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    Bench.line(spec), "PATTERN: " + pattern + " (expected: a regular expression)", e);
        }
        List<String> names = BenchmarkList.defaultList().getAll(format, List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(name -> wanted.matcher(name).find() || wanted.matcher(figureName(name)).find())
                .toList();
        if (names.isEmpty()) {
            throw new ParameterException(Bench.line(spec), "PATTERN: no benchmark's name holds " + pattern);
        }
        return names;
    }

    private Options options(List<String> names) {
        ChainedOptionsBuilder options = new OptionsBuilder();
        names.forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
        options
                .forks(forks == null ? figures.isQuick() ? 1 : 2 : forks)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(JvmFlags.read().toArray(String[]::new));
        if (figures.isQuick()) {
            options.warmupIterations(2).measurementIterations(2).measurementTime(TimeValue.seconds(1));
        }
        if (iterationMillis > 0) {
            options.warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(iterationMillis));
        }
        sizes(options, "documents", documents);
        sizes(options, "persons", persons);
        return options.build();
    }

    private static void sizes(ChainedOptionsBuilder options, String name, int[] sizes) {
        if (sizes.length > 0) {
            options.param(name, Arrays.stream(sizes).mapToObj(Integer::toString).toArray(String[]::new));
        }
    }

    private static void addFigures(RunResult result, List<Figure> into) {
        String name = name(result);
        Result<?> score = result.getPrimaryResult();
        Statistics iterations = score.getStatistics();
        Figure.Spread spread = new Figure.Spread(iterations.getMin(), iterations.getMax());
        into.add(new Figure(name, score.getScore(), spread, score.getScoreUnit()));
        if (result.getParams().getMode() == Mode.SampleTime) {
            into.add(Figure.of(name + ".p50", iterations.getPercentile(50), score.getScoreUnit()));
            into.add(Figure.of(name + ".p99", iterations.getPercentile(99), score.getScoreUnit()));
        }
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        if (allocated != null) {
            into.add(Figure.of(name + ".allocated", allocated.getScore(), allocated.getScoreUnit()));
        }
    }

    /** Such as {@code micro.documentLookup.hit.documents1000000}. */
    private static String name(RunResult result) {
        StringBuilder name = new StringBuilder(figureName(result.getParams().getBenchmark()));
        for (String key : result.getParams().getParamsKeys()) {
            name.append('.').append(key).append(result.getParams().getParam(key));
        }
        return name.toString();
    }

    private static String figureName(String benchmark) {
        String[] parts = benchmark.split("\\.");
        String subject = parts[parts.length - 2].replace("Benchmark", "");
        return "micro." + subject.substring(0, 1).toLowerCase(Locale.ROOT) + subject.substring(1) + "."
                + parts[parts.length - 1];
    }
}
