package io.vigie.server.cli;

import io.vigie.v1.Dataset;
import io.vigie.v1.Question;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The question a border asks: one traveller, all datasets, one verdict. */
@Command(
        name = "check",
        description = "One traveller, all datasets, one verdict.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TravellerOptions traveller = new TravellerOptions();

    @Mixin
    private AskOptions asking = new AskOptions();

    @Override
    public Integer call() {
        var command = Commands.line(spec);
        return asking.ask(whole(traveller.question(command)), command.getOut());
    }

    /** A number alone asks for documents alone, unless all are named; a pattern is no number of a person's. */
    private static Question whole(Question.Builder question) {
        boolean numberAlone = question.hasDocument() && question.getMrzCount() == 0 && !question.hasPerson();
        if (numberAlone && !question.getDocument().getNumber().endsWith("*")) {
            question.addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .addDatasets(Dataset.Code.PERSONS)
                    .addDatasets(Dataset.Code.NOTICES);
        }
        return question.build();
    }
}
