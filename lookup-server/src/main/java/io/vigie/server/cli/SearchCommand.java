package io.vigie.server.cli;

import io.vigie.v1.Dataset;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Question;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One dataset. */
@Command(
        name = "search",
        description = "Searches one dataset.",
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OF_ANSWERS, ExitCode.OF_FAILURES, ExitCode.OF_INVALID, ExitCode.OF_HIT, ExitCode.OF_POSSIBLE, ExitCode.OF_PARTIAL
        },
        synopsisSubcommandLabel = "document|person|notice",
        subcommands = {SearchCommand.Document.class, SearchCommand.Person.class, SearchCommand.Notice.class})
final class SearchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Commands.line(spec), "search what? (expected: document, person or notice)");
    }

    /** How many hits, how good, how explained. */
    static final class Options {
        @Option(names = "--limit", paramLabel = "N", description = "hits at most (default: 10)")
        private int limit;

        @Option(names = "--min-score", paramLabel = "S", description = "leave out hits below this score, 0 to 1")
        private double minScore;

        @Option(names = "--explain", description = "say how each compared feature agreed")
        private boolean explain;

        Question.Builder on(Question.Builder question, Dataset.Code dataset) {
            return question.addDatasets(dataset)
                    .setLimit(limit)
                    .setMinScore(minScore)
                    .setExplain(explain);
        }
    }

    /** A dataset that a traveller's own options search. */
    abstract static class OfTraveller implements Callable<Integer> {
        private final Dataset.Code dataset;

        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private TravellerOptions traveller = new TravellerOptions();

        @Mixin
        private Options options = new Options();

        @Mixin
        private AskOptions asking = new AskOptions();

        OfTraveller(Dataset.Code dataset) {
            this.dataset = dataset;
        }

        @Override
        public Integer call() {
            CommandLine line = Commands.line(spec);
            return asking.ask(options.on(traveller.question(line), dataset).build(), line.getOut());
        }
    }

    /** Travel documents. */
    @Command(
            name = "document",
            description = "Travel documents by number, prefix (AB12*) or zone.")
    static final class Document extends OfTraveller {
        Document() {
            super(Dataset.Code.TRAVEL_DOCUMENTS);
        }
    }

    /** Persons. */
    @Command(
            name = "person",
            description = "Persons by name, or by the person fields of a zone.")
    static final class Person extends OfTraveller {
        Person() {
            super(Dataset.Code.PERSONS);
        }
    }

    /** Notices. */
    @Command(
            name = "notice",
            description = "Notices by id, subject, owner, file, colour or status, page by page.")
    static final class Notice implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--id", paramLabel = "ID", description = "such as 2026/12345")
        private String id = "";

        @Option(names = "--subject", paramLabel = "ID", description = "person or document that it is about")
        private String subject = "";

        @Option(names = "--owner", paramLabel = "PARTY", description = "who entered it, such as FRA or EUROPOL")
        private String owner = "";

        @Option(names = "--file", paramLabel = "NAME", description = "collection that it belongs to")
        private String file = "";

        @Option(names = "--colour", paramLabel = "C", description = "RED, BLUE, GREEN, YELLOW, BLACK, ORANGE, …")
        private String colour = "";

        @Option(names = "--status", paramLabel = "S", description = "PUBLISHED, UNDER_REVIEW, CANCELLED, …")
        private String status = "";

        @Option(names = "--page", paramLabel = "P", description = "what the page before named as the next")
        private String page = "";

        @Mixin
        private Options options = new Options();

        @Mixin
        private AskOptions asking = new AskOptions();

        @Override
        public Integer call() {
            CommandLine line = Commands.line(spec);
            Question.Builder question = Question.newBuilder().setNotice(notice(line));
            return asking.ask(options.on(question, Dataset.Code.NOTICES).build(), line.getOut());
        }

        private NoticeQuestion notice(CommandLine line) {
            return NoticeQuestion.newBuilder()
                    .setId(id)
                    .setSubject(subject)
                    .setOwner(owner.toUpperCase(Locale.ROOT))
                    .setFile(file)
                    .setColour(code(line, "--colour", colour, NoticeColour.Code.class, NoticeColour.Code.UNSPECIFIED))
                    .setStatus(code(line, "--status", status, NoticeStatus.Code.class, NoticeStatus.Code.UNSPECIFIED))
                    .setPage(page)
                    .build();
        }

        private static <E extends Enum<E>> E code(
                CommandLine line, String option, String given, Class<E> codes, E absent) {
            String name = given.toUpperCase(Locale.ROOT).replace('-', '_');
            List<E> known = EnumSet.allOf(codes).stream()
                    .filter(code -> !code.equals(absent) && !code.name().equals("UNRECOGNIZED"))
                    .toList();
            return given.isEmpty()
                    ? absent
                    : known.stream()
                            .filter(code -> code.name().equals(name))
                            .findAny()
                            .orElseThrow(() -> new ParameterException(
                                    line, option + ": " + given + " (expected: one of " + known + ")"));
        }
    }
}
