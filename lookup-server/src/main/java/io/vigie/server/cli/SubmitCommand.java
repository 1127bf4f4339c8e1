package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.index.RecordKind;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.RecordSource;
import io.vigie.v1.Batch;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records of a file submitted as their owner, one outcome per line out. */
@Command(
        name = "submit",
        description = {
            "Creates, replaces and withdraws records of a running server, as their owner.",
            "One record, or {\"withdraw\":{\"id\":…,\"version\":…}}, per line in; one outcome per line out, in the same order, as "
                    + "soon as it is durable."
        })
final class SubmitCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOption server = new ServerOption();

    @Parameters(arity = "0..1", paramLabel = "FILE|-", description = "submissions (default: standard input)")
    private String file = "-";

    private boolean invalid;
    private boolean refused;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Commands.line(spec).getOut();
        try (LookupClient client = server.connect(Duration.ofSeconds(60));
                RecordSource lines = RecordSource.lines(file, new ByteCounter())) {
            SubmissionLines batch = new SubmissionLines();
            for (RecordSource.Item item = lines.next(); item != null; item = lines.next()) {
                if (!batch.hasRoomFor(item)) {
                    print(batch.outcomes(sent -> submit(client, sent)), out);
                    batch = new SubmissionLines();
                }
                batch.add(item);
                if (!lines.isReady()) {
                    print(batch.outcomes(sent -> submit(client, sent)), out);
                    batch = new SubmissionLines();
                }
            }
            print(batch.outcomes(sent -> submit(client, sent)), out);
        }
        return invalid ? ExitCode.INVALID : refused ? ExitCode.FAILED : ExitCode.ANSWERED;
    }

    private static List<Outcome> submit(LookupClient client, Batch batch) {
        try {
            return RateWait.ask(() -> client.submitAndWait(batch));
        } catch (LookupException e) {
            // Nothing says what became of any of them.
            return batch.getSubmissionsList().stream()
                    .map(submission -> SubmissionLines.refused(RecordKind.idOf(submission), e.error()))
                    .toList();
        }
    }

    private void print(List<Outcome> outcomes, PrintWriter out) {
        for (Outcome outcome : outcomes) {
            out.println(Json.print(outcome));
            if (outcome.getOutcome() == Outcome.Result.Code.REFUSED) {
                boolean wrong = outcome.getError().getCode() == Error.Code.Value.INVALID_VALUE;
                invalid |= wrong;
                refused |= !wrong;
            }
        }
        out.flush();
    }
}
