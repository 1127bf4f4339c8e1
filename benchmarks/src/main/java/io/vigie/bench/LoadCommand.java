package io.vigie.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Figures;
import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.LoadGenerator;
import io.vigie.bench.load.LoadResult;
import io.vigie.bench.load.Mix;
import io.vigie.bench.load.Pace;
import io.vigie.bench.load.QuestionFile;
import io.vigie.bench.load.Ramp;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A running server under load. */
@Command(
        name = "load",
        description = {
            "Asks a running server the questions of a file and checks every answer against its truth; one wrong answer "
                    + "fails the run.",
            "Closed loop: a question leaves when an answer has come. Open loop (--rate, --ramp): each leaves at its time, and "
                    + "latency is counted from then, whatever the server does."
        })
final class LoadCommand implements Callable<Integer> {
    private static final int PIPELINE = 16;
    private static final int IN_FLIGHT_MAX = 1024;

    /** What a server takes from all connections together. */
    private static final int IN_FLIGHT_ALL_MAX = 65_536;

    /** Files that a run opens besides its connections. */
    private static final int OPEN_FILES_SPARE = 64;

    /** A rate of which less is answered in its time is too much. */
    private static final double CARRIED = 0.98;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    private static final String[] PERCENTILE_NAMES = {"p50", "p90", "p99", "p99.9", "max"};

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Figures figures = new Figures();

    @Mixin
    private AskedServer asked = new AskedServer();

    @ArgGroup
    private Loop loop = new Loop();

    @ArgGroup
    private Selection selection = new Selection();

    @Option(names = "--by", paramLabel = "KIND", description = "only questions by number, or by zone (default: both)")
    private @Nullable String by;

    @Option(
            names = "--ask",
            paramLabel = "SUBJECT",
            description = "documents (default), names, checks (a document, name and date of birth in all datasets), all")
    private String subject = "documents";

    @Option(names = "--connections", paramLabel = "N", description = "connections (default: ${DEFAULT-VALUE})")
    private int connections = 8;

    @Option(
            names = "--pipeline",
            paramLabel = "N",
            description = "questions under way on each connection (default: 16; open loop: what the server allows)")
    private @Nullable Integer pipeline;

    @Option(names = "--seconds", paramLabel = "S", description = "measured time (default: 10, --quick: 2)")
    private @Nullable Double seconds;

    @Option(names = "--warmup", paramLabel = "S", description = "time before it (default: 5, --quick: 1)")
    private @Nullable Double warmup;

    /** Open or closed. */
    static final class Loop {
        @Option(names = "--rate", paramLabel = "N", description = "open loop: so many questions a second")
        private @Nullable Double rate;

        @Option(
                names = "--ramp",
                paramLabel = "FROM:TO:STEP",
                description = "open loop, rate after rate, each with its warm-up, until one is not answered in its time")
        private @Nullable String ramp;

        @Option(names = "--closed", description = "closed loop (the default)")
        private boolean closed;
    }

    /** Which questions. */
    static final class Selection {
        @Option(
                names = "--mix",
                paramLabel = "MIX",
                description = "all (default: the file as it is), no-hit, hit, real (1 hit in 15,000)")
        private @Nullable String mix;

        @Option(names = "--hits", paramLabel = "FRACTION", description = "share of questions on something known, 0 to 1")
        private @Nullable Double hits;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Pace> paces = paces();
        checkOpenFiles();
        Mix.Questions questions = questions();
        PrintWriter err = Bench.line(spec).getErr();
        List<Figure> measured = new ArrayList<>();
        boolean right = true;
        for (Pace pace : paces) {
            LoadResult result = LoadGenerator.run(config(pace, questions), err::println);
            measured.addAll(figures(name(pace), result));
            result.examples().forEach(err::println);
            if (!result.isRight()) {
                err.println("vigie: " + result.wrong() + " wrong answers, " + result.missed() + " of " + result.sought()
                        + " listed persons missed, " + result.failed() + " failed, " + result.unanswered() + " questions unanswered");
            }
            // A ramp is meant to find the rate that is too much; a wrong answer is wrong at any.
            right = loop.ramp == null ? result.isRight() : !result.isWrong();
            if (!right || !isCarried(pace, result)) {
                break;
            }
        }
        figures.print("load", measured, Bench.line(spec).getOut());
        return right ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static boolean isCarried(Pace pace, LoadResult result) {
        return result.isRight()
                && !(pace instanceof Pace.Open open && result.answersPerSecond() < CARRIED * open.questionsPerSecond());
    }

    private LoadGenerator.Config config(Pace pace, Mix.Questions questions) {
        return new LoadGenerator.Config(
                address(),
                asked.tls().context(),
                positive("--connections", connections),
                pace,
                questions,
                seconds("--warmup", warmup, figures.isQuick() ? 1 : 5),
                seconds("--seconds", seconds, figures.isQuick() ? 2 : 10),
                PATIENCE);
    }

    private List<Pace> paces() {
        Double rate = loop.rate;
        String ramp = loop.ramp;
        if (ramp != null) {
            return rates(ramp).stream().map(this::open).toList();
        }
        if (loop.closed || rate == null) {
            return List.of(new Pace.Closed(positive("--pipeline", pipeline == null ? PIPELINE : pipeline)));
        }
        if (!(rate > 0 && rate <= 1e9)) {
            throw Bench.wrong(spec, "--rate: " + rate + " (expected: > 0)");
        }
        return List.of(open(rate));
    }

    private List<Double> rates(String ramp) {
        try {
            return Ramp.rates(ramp);
        } catch (IllegalArgumentException e) {
            throw Bench.wrong(spec, "--ramp: " + e.getMessage());
        }
    }

    private Pace open(double rate) {
        int most = Math.clamp(IN_FLIGHT_ALL_MAX / Math.max(1, connections), 1, IN_FLIGHT_MAX);
        return new Pace.Open(rate, positive("--pipeline", pipeline == null ? most : pipeline));
    }

    /** Each connection is an open file, here and in the server; running out of them shows as anything but that. */
    private void checkOpenFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long room = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - OPEN_FILES_SPARE;
            if (connections > room) {
                throw Bench.wrong(
                        spec,
                        "--connections: " + connections + " (expected: at most " + Math.max(0, room) + ", since a process may open "
                                + system.getMaxFileDescriptorCount() + " files here; `ulimit -n` raises it)");
            }
        }
    }

    private static String name(Pace pace) {
        return switch (pace) {
            case Pace.Closed closed -> "load.closed.pipeline" + closed.pipeline();
            case Pace.Open open -> "load.open.rate" + Figure.number(open.questionsPerSecond()).toPlainString();
        };
    }

    private Mix.Questions questions() throws IOException {
        Mix mix = mix();
        List<KnownQuestion> read = asked.questions(subject());
        try {
            return mix.of(ofKind(read));
        } catch (IllegalArgumentException e) {
            throw Bench.wrong(spec, asked.file() + ": " + e.getMessage());
        }
    }

    private QuestionFile.Subject subject() {
        return switch (subject) {
            case "documents" -> QuestionFile.Subject.DOCUMENTS;
            case "names" -> QuestionFile.Subject.NAMES;
            case "checks" -> QuestionFile.Subject.CHECKS;
            case "all" -> QuestionFile.Subject.ALL;
            default -> throw Bench.wrong(spec, "--ask: " + subject + " (expected: documents, names, checks or all)");
        };
    }

    private List<KnownQuestion> ofKind(List<KnownQuestion> read) {
        if (by == null) {
            return read;
        }
        boolean byZone =
                switch (by) {
                    case "zone" -> true;
                    case "number" -> false;
                    default -> throw Bench.wrong(spec, "--by: " + by + " (expected: number or zone)");
                };
        return read.stream().filter(question -> question.byZone() == byZone).toList();
    }

    private Mix mix() {
        Double hits = selection.hits;
        if (hits != null) {
            if (!(hits >= 0 && hits <= 1)) {
                throw Bench.wrong(spec, "--hits: " + hits + " (expected: 0 to 1)");
            }
            return new Mix(hits);
        }
        String name = selection.mix == null ? "all" : selection.mix;
        return switch (name) {
            case "all" -> Mix.ALL;
            case "no-hit" -> Mix.NO_HIT;
            case "hit" -> Mix.HIT;
            case "real" -> Mix.REAL;
            default -> throw Bench.wrong(spec, "--mix: " + name + " (expected: all, no-hit, hit or real)");
        };
    }

    private InetSocketAddress address() {
        String server = asked.endpoint();
        int colon = server.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw Bench.wrong(spec, "--server: " + server + " (expected: HOST:PORT)");
        }
        throw Bench.wrong(spec, "--server: " + server + " (expected: HOST:PORT)");
    }

    private Duration seconds(String option, @Nullable Double given, double otherwise) {
        double value = given == null ? otherwise : given;
        if (!(value >= 0 && value <= 86_400)) {
            throw Bench.wrong(spec, option + ": " + value + " (expected: 0 to 86400)");
        }
        return Duration.ofNanos((long) (value * 1e9));
    }

    private int positive(String option, int value) {
        if (value < 1 || value > 1 << 16) {
            throw Bench.wrong(spec, option + ": " + value + " (expected: 1 to " + (1 << 16) + ")");
        }
        return value;
    }

    private static List<Figure> figures(String name, LoadResult result) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name, result.answersPerSecond(), "questions/s"));
        for (int i = 0; i < PERCENTILES.length; i++) {
            figures.add(Figure.of(
                    name + "." + PERCENTILE_NAMES[i], result.latency().getValueAtPercentile(PERCENTILES[i]) / 1e3, "µs"));
        }
        // How late the generator itself was: large beside small latencies, it was the slower side.
        figures.add(Figure.of(name + ".late.p99", result.lag().getValueAtPercentile(99) / 1e3, "µs"));
        for (Map.Entry<Verdict.Code, Long> verdict : new TreeMap<>(result.verdicts()).entrySet()) {
            figures.add(Figure.of(name + ".verdict." + verdict.getKey(), verdict.getValue(), "answers"));
        }
        if (result.sought() > 0) {
            figures.add(Figure.of(name + ".missed", 100.0 * result.missed() / result.sought(), "% of listed persons"));
        }
        figures.add(Figure.of(name + ".wrong", result.wrong(), "answers"));
        figures.add(Figure.of(name + ".failed", result.failed(), "answers"));
        figures.add(Figure.of(name + ".unanswered", result.unanswered(), "questions"));
        return figures;
    }
}
