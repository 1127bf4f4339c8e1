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

    private static Answer ask(LookupClient client) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber("AB123"))
                .build());
    }
}
