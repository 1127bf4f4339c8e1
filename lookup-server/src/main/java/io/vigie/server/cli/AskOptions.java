package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How one question is asked and its answer shown; its exit codes go into the help of every command that has it. */
@Command(
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OF_ANSWERS, ExitCode.OF_FAILURES, ExitCode.OF_INVALID, ExitCode.OF_HIT, ExitCode.OF_POSSIBLE, ExitCode.OF_PARTIAL
        })
final class AskOptions {
    /** Time for a person at a keyboard; the server's own default is shorter. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(names = "--json", description = "print the answer as one line of JSON")
    private boolean json;

    @Option(names = "--exit-code", description = "end with 0 NO_HIT, 10 HIT, 11 POSSIBLE, 12 PARTIAL")
    private boolean exitCode;

    /** Asks, prints, and gives the exit code. */
    int ask(Question question, PrintWriter out) {
        Answer answer;
        try (LookupClient client = server.connect(DEADLINE)) {
            answer = client.askAndWait(question).message();
        }
        out.println(json ? Json.print(answer) : AnswerText.of(answer, Colours.ofOutput()));
        out.flush();
        return exitCode ? ExitCode.ofVerdict(answer) : ExitCode.of(answer);
    }
}
