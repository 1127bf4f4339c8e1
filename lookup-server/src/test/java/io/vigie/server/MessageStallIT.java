package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.server.testing.StallingClock;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread of messages stands still, as on a disk that does not answer. */
class MessageStallIT {
    @TempDir
    private Path data;

    private final StallingClock clock = new StallingClock("vigie-messages");

    @Test
    @Timeout(60)
    void hitsFailWithACodeWhileAllElseIsAnswered() throws Exception {
        try (LookupServer server = served();
                LookupClient client = client(server)) {
            assertThat(ask(client, "AB123")).isInstanceOf(Answer.Hits.class);
            clock.stall();
            try {
                for (int i = 0; i < 3; i++) {
                    assertThat(ask(client, "AB123")).isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(Error.Code.Value.AUDIT_FAILED));
                    assertThat(ask(client, "ZZ999")).isInstanceOf(Answer.Clear.class);
                }
                assertThat(client.statusAndWait().getReasonsList())
                        .containsExactly("messages to owners cannot be kept");
            } finally {
                clock.goOn();
            }
            await().until(() -> client.statusAndWait().getReady());
            assertThat(ask(client, "AB123")).isInstanceOf(Answer.Hits.class);
        }
    }

    @Test
    @Timeout(60)
    void theServerStopsAllTheSame() throws Exception {
        try {
            try (LookupServer server = served();
                    LookupClient client = client(server)) {
                clock.stall();
                assertThat(ask(client, "AB123")).isInstanceOf(Answer.Failed.class);
            }
        } finally {
            clock.goOn();
        }
    }

    private LookupServer served() throws Exception {
        Fixtures.load(data, record(document("D1", "AB123", "FRA")));
        return LookupServer.start(ServedWorld.config(data, Map.of("audit.timeout", "200ms")), clock);
    }

    private static LookupClient client(LookupServer server) {
        return LookupClient.connect(ClientConfig.builder()
                .endpoint("127.0.0.1:" + server.address().getPort())
                .deadline(Duration.ofSeconds(5))
                .build());
    }

    private static Answer ask(LookupClient client, String number) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build());
    }
}
