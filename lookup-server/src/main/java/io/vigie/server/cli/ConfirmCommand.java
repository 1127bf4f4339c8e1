package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Confirmation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Confirmations of hits. */
@Command(
        name = "confirm",
        description = "Asks the owner of a record to confirm a hit on it: urgent within 10 minutes, routine within the hour.",
        subcommands = {ConfirmCommand.Answer.class, ConfirmCommand.Show.class})
final class ConfirmCommand implements Callable<Integer> {
    private static final Pattern HIT_ID = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern CONFIRMATION_ID = Pattern.compile("[0-9a-f]{32}");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Asking asking = new Asking();

    @Parameters(
            arity = "0..1",
            paramLabel = "HIT-ID|RECORD-ID",
            description = "hitId of a hit, or the record of your party's last hit on it")
    private @Nullable String id;

    @ArgGroup
    private Urgency urgency = new Urgency();

    @Option(names = "--text", paramLabel = "TEXT", description = "what the owner should know, at most 2,000 characters")
    private String text = "";

    /** How soon. */
    static final class Urgency {
        @Option(names = "--urgent", description = "somebody waits at the border: 10 minutes")
        private boolean urgent;

        @Option(names = "--routine", description = "one hour (default)")
        private boolean routine;

        Confirmation.Urgency.Code code() {
            return urgent && !routine ? Confirmation.Urgency.Code.URGENT : Confirmation.Urgency.Code.ROUTINE;
        }
    }

    /** What all confirmations have in common. */
    static final class Asking {
        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec command;

        @Mixin
        private ServerOption server = new ServerOption();

        @Option(names = "--party", paramLabel = "PARTY", description = "the local operator says for whom")
        private String party = "";

        @Option(names = "--json", description = "one confirmation a line")
        private boolean json;

        int run(Confirmation.Builder request) {
            List<Confirmation> found;
            try (LookupClient client = server.connect(Duration.ofSeconds(10))) {
                found = client.confirmAndWait(request.setParty(party).build());
            }
            found.forEach(one -> Commands.line(command).getOut().println(json ? Json.print(one) : MessageText.of(one)));
            return ExitCode.ANSWERED;
        }
    }

    @Override
    public Integer call() {
        if (id == null) {
            throw new ParameterException(Commands.line(spec), "HIT-ID or RECORD-ID: absent");
        }
        return asking.run(about(id).setUrgency(urgency.code()).setText(text));
    }

    private static Confirmation.Builder about(String id) {
        Confirmation.Builder request = Confirmation.newBuilder();
        return HIT_ID.matcher(id).matches() ? request.setHitId(id) : request.setRecordId(id);
    }

    /** The owner's answer. */
    @Command(name = "answer", description = "Answers as the owner of the record.")
    static final class Answer implements Callable<Integer> {
        @Mixin
        private Asking asking = new Asking();

        @Parameters(index = "0", paramLabel = "ID", description = "of the confirmation")
        private String id = "";

        @Parameters(index = "1", paramLabel = "RESPONSE", description = "${COMPLETION-CANDIDATES}")
        private Response response = Response.POSITIVE;

        @Option(names = "--minutes", paramLabel = "N", description = "with NEEDS_TIME: how many more, 1 to 1440")
        private int minutes;

        @Option(names = "--text", paramLabel = "TEXT", description = "at most 2,000 characters")
        private String text = "";

        @Override
        public Integer call() {
            return asking.run(Confirmation.newBuilder()
                    .setId(id)
                    .setResponse(Confirmation.Response.Code.valueOf(response.name()))
                    .setMoreMinutes(minutes)
                    .setAnswerText(text));
        }
    }

    /** Responses that an owner can give. */
    enum Response {
        POSITIVE,
        NEGATIVE,
        NEEDS_TIME,
        NO_LONGER_VALID,
        DIFFERENT_PERSON,
        DOCUMENT_RECOVERED
    }

    /** How confirmations stand. */
    @Command(name = "show", description = "Shows how a confirmation stands, or all that are open, the soonest due first.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Asking asking = new Asking();

        @Parameters(arity = "0..1", paramLabel = "ID|HIT-ID|RECORD-ID", description = "of which; default: all open")
        private String id = "";

        @Override
        public Integer call() {
            if (id.isEmpty()) {
                return asking.run(Confirmation.newBuilder());
            }
            return asking.run(CONFIRMATION_ID.matcher(id).matches() ? Confirmation.newBuilder().setId(id) : about(id));
        }
    }
}
