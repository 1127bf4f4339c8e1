package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Record;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One record, whole, as it would be loaded. */
@Command(name = "show", description = "Prints one record, whole, as it would be loaded.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RECORD-ID", description = "such as FRA-D-0001 or 2026/12345")
    private String id = "";

    @Mixin
    private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        CommandLine line = Commands.line(spec);
        Optional<Record> record;
        try (LookupClient client = server.connect(Duration.ofSeconds(5))) {
            record = client.fetchAndWait(id);
        }
        if (record.isEmpty()) {
            line.getErr().println("vigie: no record has the id " + id);
            return ExitCode.FAILED;
        }
        line.getOut().println(Json.print(record.get()));
        return ExitCode.ANSWERED;
    }
}
