package io.vigie.server.cli;

import com.google.gson.JsonElement;
import io.vigie.client.LookupClient;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.RecordSource;
import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Questions of a file in, one answer per line out, in the same order. */
@Command(
        name = "batch",
        description = {
            "One question per line in, one answer per line out, in the same order.",
            "Or a passenger list in (UN/EDIFACT PAXLST, D.02B or D.12B), whose damaged segments are named on standard error."
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            " 0:every line was answered",
            " 1:some line was UNAVAILABLE or REFUSED, or the command failed",
            " 2:some line was INVALID, or wrong usage"
        })
final class BatchCommand implements Callable<Integer> {
    private static final int IN_FLIGHT_MAX = 512;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(names = "--format", paramLabel = "F", description = "of the input: ${COMPLETION-CANDIDATES}")
    private Format format = Format.JSONL;

    @Parameters(arity = "0..1", paramLabel = "FILE|-", description = "questions (default: standard input)")
    private String file = "-";

    /** Forms of input. */
    enum Format {
        JSONL,
        PAXLST
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Commands.line(spec).getOut();
        try (LookupClient client = server.connect(Duration.ofSeconds(5))) {
            return switch (format) {
                case JSONL -> lines(client, out);
                case PAXLST -> new PaxlstBatch(client, out, Commands.line(spec).getErr()).run(file);
            };
        }
    }

    private int lines(LookupClient client, PrintWriter out) throws IOException, InterruptedException {
        try (RecordSource lines = RecordSource.lines(file, new ByteCounter())) {
            AnswerPrinter printer = new AnswerPrinter(out, IN_FLIGHT_MAX);
            try (printer) {
                for (RecordSource.Item item = lines.next(); item != null; item = lines.next()) {
                    printer.awaitPlace();
                    printer.add(answer(client, item));
                }
            }
            return printer.exitCode();
        }
    }

    private CompletableFuture<Answer> answer(LookupClient client, RecordSource.Item item) {
        byte[] content = item.content();
        String line = content == null ? null : RecordSource.text(content);
        if (line == null) {
            String fault = item.fault() == null ? "not UTF-8" : item.fault();
            return CompletableFuture.completedFuture(invalid("", "", "line " + item.number() + ": " + fault));
        }
        try {
            Question question = Json.question(line);
            return client.ask(question)
                    .thenApply(io.vigie.client.Answer::message)
                    .toCompletableFuture();
        } catch (InvalidInputException e) {
            return CompletableFuture.completedFuture(
                    invalid(idOf(line), e.field(), "line " + item.number() + ": " + e.getMessage()));
        }
    }

    private static Answer invalid(String id, String field, String message) {
        return Answer.newBuilder()
                .setId(id)
                .setVerdict(Verdict.Code.INVALID)
                .setError(Error.newBuilder()
                        .setCode(Error.Code.Value.INVALID_VALUE)
                        .setField(field)
                        .setMessage(message))
                .build();
    }

    /** The id of a question that is otherwise wrong, so that its answer can still be told apart. */
    private static String idOf(String line) {
        try {
            JsonElement id = Json.object(line).get("id");
            return id != null && id.isJsonPrimitive() ? id.getAsString() : "";
        } catch (InvalidInputException e) {
            return "";
        }
    }
}
