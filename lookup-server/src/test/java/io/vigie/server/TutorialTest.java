package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.LookupClient;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start for integrators; README shows these very lines, and {@link DocsTest} compares them. */
class TutorialTest {
    @TempDir
    Path data;

    @Test
    void asksAServerThatTheTestStarted() throws IOException {
        Fixtures.load(data, record(document("FRA-D-0001", "12AB34567", "FRA")));
        // begin: server
        Map<String, String> freePorts = Map.of("net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0");
        ServerConfig config = ServerConfig.read(data, null, Map.of(), freePorts);
        try (LookupServer server = LookupServer.start(config, Clock.systemUTC())) {
            String endpoint = "127.0.0.1:" + server.address().getPort();
            // end: server
            assertThat(ask(endpoint)).isEqualTo("stop: FRA-D-0001");
        }
    }

    private static String ask(String endpoint) {
        // begin: client
        try (LookupClient client = LookupClient.connect(ClientConfig.of(endpoint))) {
            Question question = Question.newBuilder()
                    .setDocument(DocumentQuestion.newBuilder().setNumber("12 ab-34567").setIssuingState("FRA"))
                    .build();
            return switch (client.askAndWait(question)) {
                case Answer.Clear clear -> "pass";
                case Answer.Hits hits -> "stop: " + hits.message().getHits(0).getRecordId();
                case Answer.Incomplete incomplete -> "look again: not everything was searched";
                case Answer.Failed failed -> "no answer: " + failed.code();
            };
        }
        // end: client
    }
}
