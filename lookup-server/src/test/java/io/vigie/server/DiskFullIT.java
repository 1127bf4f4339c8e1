package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.audit.TrailKeys;
import io.vigie.server.testing.ChildServer;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Batch;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** R5: a data file or an audit trail that cannot grow, by the system's limit on the size of files. */
class DiskFullIT {
    private static final int RECORDS = 20_000;
    private static final int ROUNDS_MAX = 200;

    @TempDir
    Path data;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "limits a running process by prlimit, which Linux has")
    void changesAreRefusedAndQuestionsAnsweredUntilThereIsRoomAgain() throws Exception {
        Fixtures.load(
                data,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> record(document("D-" + i, "N" + i, "FRA")))
                        .toArray(Record[]::new));
        long size = Files.size(data.resolve("gen-000001/data.mdb"));
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = LookupClient.connect(ClientConfig.builder()
                        .endpoint(server.address())
                        .deadline(Duration.ofSeconds(20))
                        .build())) {
            server.limitFiles(size + (256 << 10));
            int stored = fill(client);
            assertThatThrownBy(() -> submit(client, stored))
                    .isInstanceOfSatisfying(
                            LookupException.class, e -> assertThat(e.code()).isEqualTo(Error.Code.Value.NOT_DURABLE));
            assertThat(ask(client, "N7")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(client, "NEVER")).isInstanceOf(Answer.Clear.class);
            assertThat(ask(client, "F" + stored + "X0")).as("refused as a whole").isInstanceOf(Answer.Clear.class);
            assertThat(client.statusAndWait().getPosition().getSequence()).isEqualTo(RECORDS + 100L * stored);
            server.unlimitFiles();
            submit(client, stored);
            assertThat(ask(client, "F" + stored + "X0")).isInstanceOf(Answer.Hits.class);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "limits a running process by prlimit, which Linux has")
    void nothingIsAnsweredThatCannotBeRecordedUntilThereIsRoomAgain() throws Exception {
        Fixtures.load(data, record(document("D-7", "N7", "FRA")));
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = client(server)) {
            server.limitFiles(4 << 10);
            int answered = 0;
            // Of what nothing is known, since what is found also writes messages, to a file of their own.
            Answer answer = ask(client, "NEVER");
            while (answer instanceof Answer.Clear && answered < ROUNDS_MAX) {
                answered++;
                answer = ask(client, "NEVER");
            }
            assertThat(answered).as("the first fitted").isPositive();
            assertThat(answer).isInstanceOfSatisfying(
                    Answer.Failed.class, failed -> assertThat(failed.code()).isEqualTo(Error.Code.Value.AUDIT_FAILED));
            assertThat(ask(client, "N7")).as("what is known is an answer too").isInstanceOf(Answer.Failed.class);
            assertThat(client.statusAndWait().getReasonsList()).contains("the audit trail cannot be written");
            server.unlimitFiles();
            await().until(() -> client.statusAndWait().getReady());
            assertThat(ask(client, "N7")).isInstanceOf(Answer.Hits.class);
            answered++;
            server.kill();
            assertThat(AuditTrail.read(data.resolve("audit"), _ -> {}).entries()).isGreaterThanOrEqualTo(answered);
            assertThat(AuditTrail.verify(data.resolve("audit"), TrailKeys.NONE, List.of(), null).faults()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "limits a running process by prlimit, which Linux has")
    void noHitIsAnsweredThatItsOwnerCannotBeToldOfUntilThereIsRoomAgain() throws Exception {
        Fixtures.load(
                data,
                IntStream.range(0, ROUNDS_MAX)
                        .mapToObj(i -> record(document("D-" + i, "N" + i, "FRA")))
                        .toArray(Record[]::new));
        int answered = 0;
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = client(server)) {
            // The messages' file outgrows the trail's, so that it is the one that meets the limit.
            while (answered < 50) {
                assertThat(ask(client, "N" + answered++)).isInstanceOf(Answer.Hits.class);
            }
            server.limitFiles(Files.size(data.resolve("messages/journal")) + (1 << 10));
            Answer answer = ask(client, "N" + answered);
            while (answer instanceof Answer.Hits) {
                answer = ask(client, "N" + ++answered);
            }
            assertThat(answer).isInstanceOfSatisfying(
                    Answer.Failed.class, failed -> assertThat(failed.code()).isEqualTo(Error.Code.Value.AUDIT_FAILED));
            assertThat(ask(client, "NEVER")).as("nobody is to be told").isInstanceOf(Answer.Clear.class);
            assertThat(client.statusAndWait().getReasonsList()).containsExactly("messages to owners cannot be kept");
            server.unlimitFiles();
            await().until(() -> client.statusAndWait().getReady());
            assertThat(ask(client, "N" + answered++)).isInstanceOf(Answer.Hits.class);
            server.kill();
        }
        try (ChildServer server = ChildServer.start(data);
                LookupClient client = client(server)) {
            List<String> told = client
                    .messagesAndWait(MessagesRequest.newBuilder().setParty("FRA").setCredit(1_000).build())
                    .getMessagesList()
                    .stream()
                    .map(OwnerMessage::getRecordId)
                    .toList();
            assertThat(told).containsExactlyInAnyOrderElementsOf(
                    IntStream.range(0, answered).mapToObj(i -> "D-" + i).toList());
        }
    }

    private static LookupClient client(ChildServer server) {
        return LookupClient.connect(ClientConfig.builder()
                .endpoint(server.address())
                .connectTimeout(Duration.ofSeconds(10))
                .deadline(Duration.ofSeconds(5))
                .build());
    }

    /** Batches that were stored before one was refused. */
    private static int fill(LookupClient client) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            try {
                submit(client, round);
            } catch (LookupException e) {
                return round;
            }
        }
        throw new AssertionError("the data file grew beyond its limit");
    }

    private static void submit(LookupClient client, int round) {
        Batch.Builder batch = Batch.newBuilder();
        for (int i = 0; i < 100; i++) {
            batch.addSubmissions(Submission.newBuilder()
                    .setTravelDocument(document("F-" + round + "-" + i, "F" + round + "X" + i, "FRA")));
        }
        var _ = client.submitAndWait(batch.build());
    }

    private static Answer ask(LookupClient client, String number) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build());
    }
}
