package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.Json;
import io.vigie.v1.DatasetStatus;
import io.vigie.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The state of a node. */
@Command(name = "status", description = "Shows whether a server is ready, and what it holds.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(names = "--json", description = "print the status as one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        Status status;
        try (LookupClient client = server.connect(Duration.ofSeconds(5))) {
            status = client.statusAndWait();
        }
        Commands.line(spec).getOut().println(json ? Json.print(status) : text(status));
        return status.getReady() ? ExitCode.ANSWERED : ExitCode.FAILED;
    }

    private static String text(Status status) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s · version %s · position %d/%d · generation %d",
                status.getReady() ? "ready" : "NOT READY",
                status.getVersion(),
                status.getPosition().getEpoch(),
                status.getPosition().getSequence(),
                status.getGeneration()));
        if (!status.getFollows().isEmpty()) {
            text.append(" · follows ").append(status.getFollows());
        }
        status.getReasonsList().forEach(reason -> text.append("\n  ").append(reason));
        status.getWarningsList().forEach(warning -> text.append("\n  warning: ").append(warning));
        for (DatasetStatus dataset : status.getDatasetsList()) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n  %-16s %,12d %s · %s · as of %s%s",
                    dataset.getDataset(),
                    dataset.getRecords(),
                    dataset.getRecords() == 1 ? "record " : "records",
                    dataset.getFreshness(),
                    Instant.ofEpochSecond(dataset.getAsOf().getSeconds()),
                    dataset.getReasonValue() == 0 ? "" : " · not searched (" + dataset.getReason() + ")"));
        }
        if (status.hasPurgedBy()) {
            text.append("\n  what was removed leaves the disk by ")
                    .append(Instant.ofEpochSecond(status.getPurgedBy().getSeconds()));
        }
        return text.toString();
    }
}
