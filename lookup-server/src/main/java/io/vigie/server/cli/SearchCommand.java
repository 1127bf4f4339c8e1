package io.vigie.server.cli;

import io.vigie.v1.Dataset;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.Question;
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
    @Command(name = "document", description = "Travel documents by number, prefix (AB12*) or zone.")
    static final class Document extends OfTraveller {
        Document() {
            super(Dataset.Code.TRAVEL_DOCUMENTS);
        }
    }

    /** Persons. */
    @Command(name = "person", description = "Persons by name, or by the person fields of a zone.")
    static final class Person extends OfTraveller {
        Person() {
            super(Dataset.Code.PERSONS);
        }
    }

    /** Notices. */
    @Command(name = "notice", description = "Notices by id.")
    static final class Notice implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--id", paramLabel = "ID", required = true, description = "such as 2026/12345")
        private String id = "";

        @Mixin
        private Options options = new Options();

        @Mixin
        private AskOptions asking = new AskOptions();

        @Override
        public Integer call() {
            Question.Builder question = Question.newBuilder()
                    .setNotice(NoticeQuestion.newBuilder().setId(id));
            return asking.ask(
                    options.on(question, Dataset.Code.NOTICES).build(),
                    Commands.line(spec).getOut());
        }
    }
}
