package io.vigie.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What picocli fills in before a command runs. */
final class Commands {
    private Commands() {}

    static CommandLine line(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("command: run without picocli");
        }
        return spec.commandLine();
    }
}
