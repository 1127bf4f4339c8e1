package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Name;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void takesPersonsAloneOutWithinTwoSecondsWhenTheirIndexBreaks() throws Exception {
        try (ServedWorld world =
                ServedWorld.of(data, record(document("D", "A1", "FRA")), Fixtures.person("P", "Anna Eriksson"))) {
            assertThat(askName(world, "Ngozi Adichie")).isInstanceOf(Answer.Clear.class);
            assertThat(world.meter("vigie_canary{dataset=\"PERSONS\"}")).isEqualTo(1);
            Path index = personsIndex();
            byte[] whole = Files.readAllBytes(index);
            Files.write(index, new byte[whole.length], StandardOpenOption.WRITE);
            awaitPersons(world, DatasetState.Reason.Code.DAMAGED);
            assertThat(world.meter("vigie_canary{dataset=\"PERSONS\"}")).isZero();
            Answer withoutNames = askName(world, "Ngozi Adichie");
            assertThat(withoutNames).isNotInstanceOf(Answer.Clear.class);
            assertThat(withoutNames.message().getDatasets(1).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
            assertThat(ask(world, "B1")).as("documents go on").isInstanceOf(Answer.Clear.class);
            assertThat(health(world).statusCode()).isEqualTo(200);
            Files.write(index, whole, StandardOpenOption.WRITE);
            awaitPersons(world, DatasetState.Reason.Code.UNSPECIFIED);
            assertThat(askName(world, "Ngozi Adichie")).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void noticesThatAPersonIsNotFoundByNumber() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P", "Anna Eriksson"))) {
            world.server().folder().write(view -> {
                view.clear(Table.PERSON_NUMBER);
                return 0;
            });
            awaitPersons(world, DatasetState.Reason.Code.DAMAGED);
            assertThat(askName(world, "Ngozi Adichie")).isNotInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void takesNoticesAloneOutWithinTwoSecondsWhenTheirLinksBreak() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P", "Anna Eriksson"))) {
            assertThat(askName(world, "Ngozi Adichie")).isInstanceOf(Answer.Clear.class);
            world.server().folder().write(view -> {
                view.clear(Table.LINK);
                return 0;
            });
            await().atMost(Duration.ofSeconds(2))
                    .until(
                            () -> world.server().status().getDatasets(2).getReason(),
                            DatasetState.Reason.Code.DAMAGED::equals);
            assertThat(world.meter("vigie_canary{dataset=\"NOTICES\"}")).isZero();
            assertThat(askName(world, "Ngozi Adichie")).as("persons go on").isInstanceOf(Answer.Clear.class);
            Answer whole = world.client()
                    .askAndWait(Question.newBuilder()
                            .setPerson(PersonQuestion.newBuilder()
                                    .addNames(Name.newBuilder().setFull("Ngozi Adichie")))
                            .build());
            assertThat(whole).isNotInstanceOf(Answer.Clear.class);
            assertThat(whole.message().getDatasets(2).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
        }
    }

    /** A valid document may be tied by what can no longer be found; it must not be cleared though nobody asked for notices. */
    @Test
    void clearsNoValidDocumentWhileWhatMayTieItIsBroken() throws Exception {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("D", "A1234", "FRA").setStatus(DocumentStatus.Code.VALID)),
                Fixtures.person("P", "Anna Eriksson"))) {
            assertThat(ask(world, "A1234")).isInstanceOf(Answer.Clear.class);
            world.server().folder().write(view -> {
                view.clear(Table.LINK);
                return 0;
            });
            await().atMost(Duration.ofSeconds(2)).until(() -> !(ask(world, "A1234") instanceof Answer.Clear));
            assertThat(ask(world, "B1234")).as("nobody holds it").isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void theNoticeIsInNobodysLists() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P", "Anna Eriksson"))) {
            Answer owned = world.client()
                    .askAndWait(Question.newBuilder()
                            .setNotice(NoticeQuestion.newBuilder().setOwner("UNO"))
                            .build());
            assertThat(owned).isInstanceOf(Answer.Clear.class);
        }
    }

    private Path personsIndex() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith("persons.index")).findFirst().orElseThrow();
        }
    }

    private static void awaitPersons(ServedWorld world, DatasetState.Reason.Code reason) {
        await().atMost(Duration.ofSeconds(2))
                .until(() -> world.server().status().getDatasets(1).getReason(), reason::equals);
    }

    private static Answer askName(ServedWorld world, String name) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setPerson(PersonQuestion.newBuilder()
                                .addNames(Name.newBuilder().setFull(name)))
                        .addDatasets(Dataset.Code.PERSONS)
                        .build());
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
