package io.vigie.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The question a border asks: one traveller, all datasets, one verdict. */
@Command(name = "check", description = "One traveller, all datasets, one verdict.")
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
        return asking.ask(traveller.question(command).build(), command.getOut());
    }
}
