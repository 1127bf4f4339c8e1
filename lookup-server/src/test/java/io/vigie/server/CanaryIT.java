package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server notices by itself that it no longer finds what it must find. */
class CanaryIT {

    @TempDir
    Path data;

    @Test
    void isNotReadyWithinTwoSecondsOfDamageAndReadyAgainAfterIt() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A1", "FRA")))) {
            assertThat(health(world).statusCode()).isEqualTo(200);
            byte[] key = canaryKey(world);
            byte[] value = world.server().folder().write(view -> view.get(Table.DOCUMENT, key));
            world.server().folder().write(view -> view.delete(Table.DOCUMENT, key));
            assertThat(polled(world, 503).body()).contains("canary");
            Answer clear = ask(world, "B1");
            assertThat(clear).isNotInstanceOf(Answer.Clear.class);
            assertThat(clear.message().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
            assertThat(ask(world, "A1")).as("what is found is still said").isInstanceOf(Answer.Hits.class);
            world.server().folder().write(view -> {
                view.put(Table.DOCUMENT, key, value);
                return 0;
            });
            assertThat(polled(world, 200).body()).contains("ready");
            assertThat(ask(world, "B1")).isInstanceOf(Answer.Clear.class);
            List<AuditEntry> entries = new ArrayList<>();
            AuditTrail.read(data.resolve("audit"), entries::add);
            assertThat(entries).as("only what people asked").hasSize(3);
        }
    }

    @Test
    void isNoRecordOfAnybodys() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A1", "FRA")))) {
            assertThat(world.server().status().getDatasets(0).getRecords()).isEqualTo(1);
            assertThat(world.server().status().getPosition().getSequence()).isEqualTo(1);
            Answer answer = world.client()
                    .askAndWait(Question.newBuilder()
                            .setDocument(DocumentQuestion.newBuilder()
                                    .setNumber("VIGIE CANARY 1")
                                    .setIssuingState("UTO"))
                            .build());
            assertThat(answer).isInstanceOf(Answer.Hits.class);
            assertThat(answer.message().getSpecimen()).isTrue();
        }
    }

    /** Asks for health until it is as expected, for two seconds at most and the time of the requests themselves. */
    private static HttpResponse<String> polled(ServedWorld world, int status) throws Exception {
        return await().atMost(Duration.ofSeconds(2)).until(() -> health(world), response -> response.statusCode() == status);
    }

    private static byte[] canaryKey(ServedWorld world) {
        ReadView view = world.server().folder().newView();
        view.begin();
        byte[] number = "VIGIECANARY1".getBytes(StandardCharsets.US_ASCII);
        assertThat(view.seek(Table.DOCUMENT, number, number.length)).isTrue();
        byte[] key = Arrays.copyOf(view.key(), view.keySize());
        view.end();
        return key;
    }

    private static Answer ask(ServedWorld world, String number) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                        .build());
    }

    private static HttpResponse<String> health(ServedWorld world) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + world.server().adminAddress().getPort() + "/health/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
