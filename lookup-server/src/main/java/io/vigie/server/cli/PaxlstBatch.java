package io.vigie.server.cli;

import io.vigie.client.LookupClient;
import io.vigie.server.ingest.paxlst.PaxlstFault;
import io.vigie.server.ingest.paxlst.PaxlstFile;
import io.vigie.text.Counted;
import io.vigie.v1.Answer;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Manifest;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks for the travellers of a passenger list: a manifest for each message, an answer for each traveller. */
final class PaxlstBatch {
    private static final int MANIFEST_MAX = 1000;
    private static final int IN_FLIGHT_MAX = 2 * MANIFEST_MAX;

    /** For a whole manifest. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final LookupClient client;
    private final PrintWriter out;
    private final PrintWriter err;

    PaxlstBatch(LookupClient client, PrintWriter out, PrintWriter err) {
        this.client = client;
        this.out = out;
        this.err = err;
    }

    /** Prints faults to {@code err} and answers to {@code out}, and gives the exit code. */
    int run(String file) throws IOException, InterruptedException {
        PaxlstFile list = PaxlstFile.read(bytes(file), LocalDate.now(ZoneOffset.UTC));
        String name = file.equals("-") ? "standard input" : file;
        list.faults().forEach(fault -> err.println("vigie: " + name + ": " + fault));
        if (list.faultsLeftOut() > 0) {
            err.println("vigie: " + name + ": " + Counted.of(list.faultsLeftOut(), "fault") + " more");
        }
        err.flush();
        AnswerPrinter printer = new AnswerPrinter(out, IN_FLIGHT_MAX);
        try (printer) {
            for (PaxlstFile.Message message : list.messages()) {
                List<PaxlstFile.Traveller> travellers = message.travellers();
                for (int from = 0; from < travellers.size(); from += MANIFEST_MAX) {
                    int to = Math.min(from + MANIFEST_MAX, travellers.size());
                    ask(travellers.subList(from, to), printer);
                }
            }
        }
        return list.faults().isEmpty() ? printer.exitCode() : ExitCode.INVALID;
    }

    private void ask(List<PaxlstFile.Traveller> travellers, AnswerPrinter printer) throws InterruptedException {
        Manifest.Builder manifest = Manifest.newBuilder();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (PaxlstFile.Traveller traveller : travellers) {
            printer.awaitPlace();
            manifest.addTravellers(traveller.question());
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            answers.add(answer);
            PaxlstFault fault = traveller.fault();
            printer.add(fault == null ? answer : answer.thenApply(answered -> qualified(answered, fault)));
        }
        var _ = client.askMany(manifest.build(), DEADLINE, answer -> {
            Answer message = answer.message();
            answers.get(message.getIndex()).complete(message);
        });
    }

    /**
     * The answer about a traveller of whom something could not be read: nothing about them is complete, whatever the
     * server, which knows only what could be read, says.
     */
    static Answer qualified(Answer answer, PaxlstFault fault) {
        Answer.Builder qualified = answer.toBuilder()
                .setComplete(false)
                .setError(Error.newBuilder()
                        .setCode(Error.Code.Value.INVALID_VALUE)
                        .setMessage(fault.toString()));
        if (answer.getVerdict() == Verdict.Code.NO_HIT) {
            qualified.setVerdict(Verdict.Code.PARTIAL);
        }
        for (DatasetState.Builder dataset : qualified.getDatasetsBuilderList()) {
            if (dataset.getState() == DatasetState.State.Code.ANSWERED) {
                dataset.setState(DatasetState.State.Code.INCOMPLETE)
                        .setReason(DatasetState.Reason.Code.UNVERIFIED_INPUT);
            }
        }
        return qualified.build();
    }

    /** As much as is read of a file, and a byte more. */
    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(PaxlstFile.SIZE_MAX + 1);
        }
    }
}
