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
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.server.testing.StallingClock;
import io.vigie.v1.Batch;
import io.vigie.v1.Confirmation;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Question;
import io.vigie.v1.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit thread stands still, as on a disk that does not answer. */
class AuditStallIT {
    @TempDir
    private Path data;

    @Test
    @Timeout(60)
    void questionsFailWithACodeWhileAllElseGoesOnAndAreAnsweredAfterwards() throws Exception {
        Fixtures.load(data, record(document("D1", "AB123", "FRA")));
        StallingClock clock = new StallingClock("vigie-audit");
        try (LookupServer server =
                        LookupServer.start(ServedWorld.config(data, Map.of("audit.timeout", "200ms")), clock);
                LookupClient client = LookupClient.connect(ClientConfig.builder()
                        .endpoint("127.0.0.1:" + server.address().getPort())
                        .deadline(Duration.ofSeconds(5))
                        .build())) {
            assertThat(ask(client)).isInstanceOf(Answer.Hits.class);
            clock.stall();
            try {
                for (int i = 0; i < 3; i++) {
                    assertThat(ask(client)).isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(Error.Code.Value.AUDIT_FAILED));
                }
                assertThat(client.statusAndWait().getReasonsList())
                        .as("the loop that asked goes on")
                        .containsExactly("the audit trail cannot be written");
            } finally {
                clock.goOn();
            }
            await().until(() -> client.statusAndWait().getReady());
            assertThat(ask(client)).isInstanceOf(Answer.Hits.class);
        }
    }

    @Test
    @Timeout(60)
    void nothingTakesEffectThatCannotBeRecorded() throws Exception {
        Fixtures.load(data, record(document("D1", "AB123", "FRA")), record(document("D3", "EF789", "ITA").setOwner("ITA")));
        StallingClock clock = new StallingClock("vigie-audit");
        MessagesRequest taking = MessagesRequest.newBuilder().setParty("FRA").setCredit(10).build();
        try (LookupServer server =
                        LookupServer.start(ServedWorld.config(data, Map.of("audit.timeout", "200ms")), clock);
                LookupClient client = LookupClient.connect(ClientConfig.builder()
                        .endpoint("127.0.0.1:" + server.address().getPort())
                        .deadline(Duration.ofSeconds(5))
                        .build())) {
            assertThat(ask(client)).isInstanceOf(Answer.Hits.class);
            OwnerMessage told = client.messagesAndWait(taking).getMessages(0);
            clock.stall();
            try {
                assertThat(ask(client)).isInstanceOf(Answer.Failed.class);
                assertThat(ask(client, "EF789")).isInstanceOf(Answer.Failed.class);
                assertRefused(() -> client.submitAndWait(Batch.newBuilder()
                        .addSubmissions(Submission.newBuilder().setTravelDocument(document("D2", "CD456", "FRA")))
                        .build()));
                assertRefused(() -> client.messagesAndWait(
                        taking.toBuilder().setAcknowledge(told.getId()).build()));
                assertRefused(() -> client.messagesAndWait(MessagesRequest.newBuilder()
                        .setParty("DEU")
                        .setSend(OwnerMessage.newBuilder().setTo("FRA").setText("Who is this?"))
                        .build()));
                assertRefused(() -> client.confirmAndWait(Confirmation.newBuilder()
                        .setHitId(told.getHitId())
                        .setUrgency(Confirmation.Urgency.Code.URGENT)
                        .build()));
            } finally {
                clock.goOn();
            }
            await().until(() -> client.statusAndWait().getReady());
            assertThat(ask(client, "CD456")).isInstanceOf(Answer.Clear.class);
            assertThat(client.messagesAndWait(taking.toBuilder().setParty("ITA").build()).getMessagesList())
                    .as("of a hit whose answer was a failure")
                    .isEmpty();
            assertThat(client.messagesAndWait(taking).getMessagesList())
                    .filteredOn(message -> !message.getId().equals(told.getId()))
                    .allMatch(message -> message.getKind() == OwnerMessage.Kind.Code.HIT);
            assertThat(client.messagesAndWait(taking).getMessages(0).getId()).isEqualTo(told.getId());
            assertThat(client.confirmAndWait(Confirmation.getDefaultInstance())).isEmpty();
        }
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        LookupException.class,
                        e -> assertThat(e.code()).isEqualTo(Error.Code.Value.AUDIT_FAILED));
    }

    private static Answer ask(LookupClient client) {
        return ask(client, "AB123");
    }

    private static Answer ask(LookupClient client, String number) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build());
    }
}
