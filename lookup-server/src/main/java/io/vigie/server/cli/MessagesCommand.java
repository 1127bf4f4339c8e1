package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.Json;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Messages of a party. */
@Command(
        name = "messages",
        description = {
            "Prints the messages of your party, oldest first.",
            "They are hits on its records, confirmations, and what other parties write. Whatever is not acknowledged is printed "
                    + "again next time."
        },
        subcommands = MessagesCommand.Send.class)
final class MessagesCommand implements Callable<Integer> {
    private static final int CREDIT = 200;
    private static final int WAIT_MILLIS = 20_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(names = "--party", paramLabel = "PARTY", description = "the local operator says whose messages are meant")
    private String party = "";

    @Option(names = "--follow", description = "go on with what comes, until the command is stopped")
    private boolean follow;

    @Option(names = "--acknowledge", description = "acknowledge what was printed: it is not told again")
    private boolean acknowledge;

    @Option(names = "--json", description = "one message a line")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Commands.line(spec).getOut();
        try (LookupClient client = server.connect(Duration.ofSeconds(10))) {
            String last = "";
            Messages page;
            do {
                MessagesRequest request = request(last);
                page = RateWait.ask(() -> client.messagesAndWait(request));
                for (OwnerMessage message : page.getMessagesList()) {
                    out.println(json ? Json.print(message) : MessageText.of(message));
                    last = message.getId();
                }
                out.flush();
                if (out.checkError()) {
                    // Nobody reads: nothing of it is acknowledged.
                    return ExitCode.FAILED;
                }
            } while (follow || page.getMessagesCount() > 0);
        }
        return ExitCode.ANSWERED;
    }

    /** What was printed is acknowledged with the request for what comes after. */
    private MessagesRequest request(String last) {
        MessagesRequest.Builder request = MessagesRequest.newBuilder()
                .setParty(party)
                .setCredit(CREDIT)
                .setAfter(last)
                .setWaitMillis(follow ? WAIT_MILLIS : 0);
        return acknowledge ? request.setAcknowledge(last).build() : request.build();
    }

    /** A message in plain words. */
    @Command(name = "send", description = "Sends a message to another party; it is kept until that acknowledges it.")
    static final class Send implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private ServerOption server = new ServerOption();

        @Option(names = "--to", required = true, paramLabel = "PARTY", description = "who gets it")
        private String to = "";

        @Option(names = "--text", required = true, paramLabel = "TEXT", description = "at most 2,000 characters")
        private String text = "";

        @Option(names = "--reference", arity = "1..*", paramLabel = "ID", description = "records that it is about")
        private List<String> references = List.of();

        @Option(names = "--party", paramLabel = "PARTY", description = "the local operator says who sends it")
        private String party = "";

        @Override
        public Integer call() {
            // Of its own: what was sent, and is sent again since its reply was lost, is one message.
            OwnerMessage message = OwnerMessage.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setTo(to)
                    .setText(text)
                    .addAllReferences(references)
                    .build();
            MessagesRequest request =
                    MessagesRequest.newBuilder().setParty(party).setSend(message).build();
            try (LookupClient client = server.connect(Duration.ofSeconds(10))) {
                Messages sent = RateWait.ask(() -> client.messagesAndWait(request));
                Commands.line(spec).getOut().println("sent " + sent.getSent());
            }
            return ExitCode.ANSWERED;
        }
    }
}
