package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigie.client.Answer;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.store.StoreException;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Action;
import io.vigie.v1.ActionOverride;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Caution;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack over loopback with the real client. */
class LookupServerIT {
    @TempDir
    Path data;

    @Test
    void findsTheRealDocumentHoweverItsNumberIsWritten() throws IOException {
        Path lists = Fixtures.shared("watchlists/un-ofac.jsonl");
        assumeThat(lists).as("../shared/data is absent").exists();
        Fixtures.loadFile(data, lists, false, new ArrayList<>());
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            for (String number : List.of("OB 0243318", "OB0243318", "ob-0243318", "ob.02/433 18<<")) {
                Hit hit = onlyHit(ask(world, number, "COD"));
                assertThat(hit.getRecordId()).isEqualTo("UN-CDi.021-D1");
                assertThat(hit.getLinkedList())
                        .singleElement()
                        .satisfies(linked -> {
                            assertThat(linked.getRecordId()).isEqualTo("UN-CDi.021");
                            assertThat(linked.getName()).isEqualTo("FLORIBERT NGABU NJABU");
                        });
            }
            assertThat(onlyHit(ask(world, "OB 0243318", "COD")).getMatch()).isEqualTo(Match.Code.EXACT);
            assertThat(onlyHit(ask(world, "OB0243318", "")).getMatch()).isEqualTo(Match.Code.NORMALISED);
            assertThat(ask(world, "OB 0243318", "FRA")).isInstanceOf(Answer.Clear.class);
            assertThat(world.server().status().getPosition().getSequence()).isEqualTo(7299);
        }
    }

    @Test
    void answersByStatusLinksAndRestrictions() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("lost", "A1", "FRA").setStatus(DocumentStatus.Code.LOST)),
                record(document("recovered", "A2", "FRA").setStatus(DocumentStatus.Code.RECOVERED)),
                record(document("valid", "A3", "FRA").setStatus(DocumentStatus.Code.VALID)),
                record(valid("dangling", "A4").addPersonIds("nobody")),
                record(valid("ofPerson", "A5").addPersonIds("P1")),
                record(valid("ofActive", "A6").addNoticeIds("2026/1")),
                record(valid("ofEnded", "A7").addNoticeIds("2026/2")),
                record(document("hidden", "A8", "FRA")
                        .setRestrictions(Restrictions.newBuilder()
                                .setRecipients(Recipients.Code.LIST)
                                .addParties("DEU"))),
                record(document("flagged", "A9", "FRA")
                        .addActionByState(ActionOverride.newBuilder()
                                .setState("DEU")
                                .setAction(Action.Code.INFORMATION_ONLY))),
                Fixtures.person("P1", "ANNA ERIKSSON"),
                Fixtures.notice("2026/1", NoticeStatus.Code.UNDER_REVIEW),
                Fixtures.notice("2026/2", NoticeStatus.Code.CANCELLED))) {
            assertThat(verdict(world, "A1")).isEqualTo(Verdict.Code.HIT);
            assertThat(verdict(world, "A2")).isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(verdict(world, "A3")).isEqualTo(Verdict.Code.NO_HIT);
            assertThat(verdict(world, "A4")).isEqualTo(Verdict.Code.NO_HIT);
            assertThat(verdict(world, "A5")).isEqualTo(Verdict.Code.HIT);
            assertThat(verdict(world, "A6")).isEqualTo(Verdict.Code.HIT);
            assertThat(verdict(world, "A7")).isEqualTo(Verdict.Code.NO_HIT);
            assertThat(verdict(world, "A8")).isEqualTo(Verdict.Code.HIT);
            assertThat(askAs(world, "A8", "DEU")).isInstanceOf(Answer.Hits.class);
            assertThat(askAs(world, "A8", "FRA")).as("the owner").isInstanceOf(Answer.Hits.class);
            assertThat(askAs(world, "A8", "ITA")).isInstanceOf(Answer.Clear.class);
            assertThat(onlyHit(ask(world, "A9", "FRA")).getAction()).isEqualTo(Action.Code.SEIZE_DOCUMENT);
            assertThat(onlyHit(askAs(world, "A9", "DEU")).getAction()).isEqualTo(Action.Code.INFORMATION_ONLY);
        }
    }

    @Test
    void showsWhatLinkedRecordsAskForAndHidesWhatMayNotBeSeen() throws IOException {
        Restrictions forFranceOnly = Restrictions.newBuilder()
                .setRecipients(Recipients.Code.LIST)
                .addParties("FRA")
                .build();
        Person silent = Fixtures.person("P1", "ANNA").getPerson().toBuilder()
                .setRestrictions(Restrictions.newBuilder().setSilent(true))
                .addCautions(Caution.Code.ARMED)
                .setAction(Action.Code.ARREST_PROVISIONAL)
                .build();
        Person hidden = Fixtures.person("P2", "BERTA").getPerson().toBuilder()
                .setRestrictions(forFranceOnly)
                .build();
        TravelDocument.Builder many = valid("many", "A4");
        for (int i = 0; i < 60; i++) {
            many.addPersonIds("nobody" + i);
        }
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("D", "A1", "FRA").addPersonIds("P1").addPersonIds("P2").addPersonIds("absent")),
                record(document("notForGermany", "A2", "FRA")
                        .setRestrictions(Restrictions.newBuilder()
                                .setRecipients(Recipients.Code.EXCEPT)
                                .addParties("D"))),
                record(valid("reviewed", "A3").addNoticeIds("2026-7")),
                record(many.addPersonIds("P1")),
                Record.newBuilder().setPerson(silent).build(),
                Record.newBuilder().setPerson(hidden).build(),
                Fixtures.notice("2026/7", NoticeStatus.Code.UNDER_REVIEW))) {
            Hit hit = onlyHit(askAs(world, "A1", "ITA"));
            assertThat(hit.getSilent()).isTrue();
            assertThat(hit.getCautionsList()).containsExactly(Caution.Code.ARMED);
            assertThat(hit.getAction()).isEqualTo(Action.Code.ARREST_PROVISIONAL);
            assertThat(hit.getPersonIdsList()).as("hidden, or not there").containsExactly("P1");
            assertThat(askAs(world, "A2", "DEU")).isInstanceOf(Answer.Clear.class);
            assertThat(askAs(world, "A2", "ITA")).isInstanceOf(Answer.Hits.class);
            assertThat(onlyHit(ask(world, "A3", "FRA")).getUnderReview()).isTrue();
            assertThat(verdict(world, "A4")).isEqualTo(Verdict.Code.HIT);
            assertThat(askAs(world, "A1", "europol")).isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void neverClearsARepairThatNothingConfirms() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "SO8501B25", "FRA")))) {
            List<String> zone = zone("SO8501B25");
            String second = zone.get(1);
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                char birthDigit = second.charAt(19) == '9' ? '0' : (char) (second.charAt(19) + 1);
                String misread = second.substring(0, 9) + wrong + second.substring(10, 19) + birthDigit
                        + second.substring(20);
                assertThat(askZone(world, List.of(zone.get(0), misread)))
                        .as("number digit %c", wrong)
                        .isInstanceOf(Answer.Hits.class);
            }
        }
    }

    @Test
    void repairsAMisreadZoneAndNeverClearsAnUnreadableOne() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "L89802C36", "FRA")))) {
            List<String> zone = zone("L89802C36");
            assertThat(onlyHit(askZone(world, zone)).getMatch()).isEqualTo(Match.Code.EXACT);
            List<String> misread = List.of(zone.get(0), zone.get(1).replaceFirst("0", "O"));
            assertThat(onlyHit(askZone(world, misread)).getMatch()).isEqualTo(Match.Code.REPAIRED);
            List<String> clear = zone("X12345678");
            assertThat(askZone(world, clear)).isInstanceOf(Answer.Clear.class);
            List<String> unreadable = List.of(clear.get(0), "WW" + clear.get(1).substring(2));
            Answer answer = askZone(world, unreadable);
            assertThat(answer).isInstanceOf(Answer.Incomplete.class);
            assertThat(answer.message().getDatasets(0).getReason())
                    .isEqualTo(DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
    }

    @Test
    void clearsATravellerOnlyWhenEverythingAskedWasSearched() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "Ngozi Adichie"))) {
            Question.Builder person = Question.newBuilder()
                    .setPerson(PersonQuestion.newBuilder()
                            .addNames(Name.newBuilder().setFull("SOMEBODY ELSE")));
            assertThat(world.client().askAndWait(person.build())).isInstanceOf(Answer.Clear.class);
            Answer noSuchNotice = world.client()
                    .askAndWait(Question.newBuilder()
                            .setNotice(NoticeQuestion.newBuilder().setId("2026/1"))
                            .build());
            assertThat(noSuchNotice).isInstanceOf(Answer.Clear.class);
            Answer tooShort = world.client()
                    .askAndWait(person.setDocument(DocumentQuestion.newBuilder().setNumber("1"))
                            .build());
            assertThat(tooShort).as("a number that tells nobody").isInstanceOf(Answer.Incomplete.class);
            Answer zone = world.client()
                    .askAndWait(Question.newBuilder().addAllMrz(zone("X12345678")).build());
            assertThat(zone).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void staleDataIsNeverClear() throws IOException {
        Fixtures.load(data, record(document("D", "A1", "FRA")));
        Clock later = Clock.offset(Clock.systemUTC(), java.time.Duration.ofHours(49));
        try (LookupServer server =
                LookupServer.start(ServedWorld.config(data, Map.of("data.age-max", "48h")), later)) {
            try (var client = io.vigie.client.LookupClient.connect(
                    io.vigie.client.ClientConfig.of("127.0.0.1:" + server.address().getPort()))) {
                Answer answer = client.askAndWait(question("B1", "FRA"));
                assertThat(answer).isInstanceOf(Answer.Incomplete.class);
                assertThat(answer.message().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.STALE);
                assertThat(client.askAndWait(question("A1", "FRA"))).isInstanceOf(Answer.Hits.class);
                assertThat(client.statusAndWait().getWarningsList()).anyMatch(warning -> warning.startsWith("data is stale: "));
            }
        }
    }

    @Test
    void namesTheFieldOfAnInvalidQuestion() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A1", "FRA")))) {
            invalid(world, Question.getDefaultInstance(), "", Error.Code.Value.MISSING_VALUE);
            invalid(world, question("", ""), "document.number", Error.Code.Value.MISSING_VALUE);
            invalid(world, question("---", ""), "document.number", Error.Code.Value.INVALID_VALUE);
            invalid(world, question("1".repeat(65), ""), "document.number", Error.Code.Value.INVALID_VALUE);
            invalid(world, question("1\u0000", ""), "document.number", Error.Code.Value.INVALID_VALUE);
            invalid(world, question("1", "QQQ"), "document.issuingState", Error.Code.Value.UNKNOWN_VALUE);
            Question personsOnly = Question.newBuilder()
                    .setPerson(PersonQuestion.newBuilder()
                            .addNames(Name.newBuilder().setFull("X")))
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .build();
            invalid(world, personsOnly, "datasets", Error.Code.Value.MISSING_VALUE);
            invalid(
                    world,
                    question("1", "").toBuilder().setLimit(101).build(),
                    "limit",
                    Error.Code.Value.INVALID_VALUE);
            invalid(
                    world,
                    question("1", "").toBuilder().setMinScore(Double.NaN).build(),
                    "minScore",
                    Error.Code.Value.INVALID_VALUE);
        }
    }

    @Test
    void recordsEveryQuestionBeforeItsAnswerIsSeen() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A1", "FRA")))) {
            for (int i = 0; i < 100; i++) {
                world.client().askAndWait(question("A" + i, "FRA"));
                List<AuditEntry> entries = new ArrayList<>();
                AuditTrail.read(data.resolve("audit"), entries::add);
                assertThat(entries).hasSize(i + 1);
            }
            List<AuditEntry> entries = new ArrayList<>();
            assertThat(AuditTrail.read(data.resolve("audit"), entries::add).faults()).isEmpty();
            assertThat(entries.get(1).getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(entries.get(1).getRecordIdsList()).containsExactly("D");
            assertThat(Question.parseFrom(entries.get(1).getRequest()).getDocument().getNumber())
                    .isEqualTo("A1");
        }
    }

    @Test
    void answersThousandsInFlightOnOneConnection() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A7", "FRA")))) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                answers.add(world.client().ask(question("A" + i % 10, "FRA")).toCompletableFuture());
                if (answers.size() % 500 == 0) {
                    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
                }
            }
            for (int i = 0; i < answers.size(); i++) {
                boolean hit = answers.get(i).join() instanceof Answer.Hits;
                assertThat(hit).as("answer %d", i).isEqualTo(i % 10 == 7);
            }
        }
    }

    @Test
    void showsRecordsWholeAndSaysWhatIsMissing() throws IOException {
        try (ServedWorld world =
                ServedWorld.of(data, Fixtures.notice("2026/12345", NoticeStatus.Code.PUBLISHED))) {
            assertThat(world.client().fetchAndWait("2026/12345").orElseThrow().getNotice().getVersion())
                    .isEqualTo(1);
            assertThat(world.client().fetchAndWait("2026/1")).isEmpty();
        }
    }

    @Test
    void showsHealthAndMetersWithoutPersonalData() throws Exception {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "SECRET123", "FRA")))) {
            world.client().askAndWait(question("SECRET123", "FRA"));
            assertThat(get(world, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(world, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(world, "/nothing").statusCode()).isEqualTo(404);
            String meters = get(world, "/metrics").body();
            assertThat(meters)
                    .contains("vigie_questions_total{kind=\"ask\",verdict=\"HIT\"} 1.0")
                    .contains("vigie_datasets_answered_total{dataset=\"TRAVEL_DOCUMENTS\"} 1.0")
                    .contains("vigie_records{dataset=\"TRAVEL_DOCUMENTS\"} 1.0")
                    .contains("vigie_ready 1.0")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void endsEveryQuestionWithAnAnswerOrACodeWhenItDrains() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A7", "FRA")))) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(world.client().ask(question("A7", "FRA")).toCompletableFuture());
            }
            answers.getFirst().join();
            world.server().close();
            for (CompletableFuture<Answer> answer : answers) {
                Answer given = answer.join();
                assertThat(given instanceof Answer.Hits || given instanceof Answer.Failed)
                        .as("%s", given)
                        .isTrue();
            }
        }
    }

    @Test
    void saysInOneLineWhyItCannotStart() throws IOException {
        assertThatThrownBy(() -> ServedWorld.serve(data, Map.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds no data");
        try (ServedWorld world = ServedWorld.of(data, record(document("D", "A7", "FRA")))) {
            assertThatThrownBy(() -> ServedWorld.serve(data, Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("held by another");
            Path other = data.resolve("other");
            Fixtures.load(other, record(document("D", "A7", "FRA")));
            assertThatThrownBy(() -> ServedWorld.serve(other, Map.of("net.listen", "127.0.0.1:" + world.port())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("net.listen: 127.0.0.1:" + world.port() + " cannot be used");
            // A failed start leaves nothing held.
            ServedWorld.serve(other, Map.of()).close();
        }
    }

    private static void invalid(ServedWorld world, Question question, String field, Error.Code.Value code) {
        assertThat(world.client().askAndWait(question))
                .as("%s", field)
                .isInstanceOfSatisfying(Answer.Failed.class, answer -> {
                    assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
                    assertThat(answer.code()).isEqualTo(code);
                    assertThat(answer.field()).isEqualTo(field);
                });
    }

    private static HttpResponse<String> get(ServedWorld world, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + world.server().adminAddress().getPort() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static TravelDocument.Builder valid(String id, String number) {
        return document(id, number, "FRA").setStatus(DocumentStatus.Code.VALID);
    }

    private static List<String> zone(String number) {
        return MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState("FRA")
                .documentNumber(number)
                .names("ERIKSSON", "ANNA")
                .nationality("FRA")
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2031, 4, 15))
                .lines();
    }

    private static Answer askZone(ServedWorld world, List<String> zone) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .addAllMrz(zone)
                        .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                        .build());
    }

    private static Answer ask(ServedWorld world, String number, String state) {
        return world.client().askAndWait(question(number, state));
    }

    private static Answer askAs(ServedWorld world, String number, String party) {
        return world.client()
                .askAndWait(question(number, "FRA").toBuilder()
                        .setAskingParty(party)
                        .build());
    }

    private static Verdict.Code verdict(ServedWorld world, String number) {
        return ask(world, number, "FRA").message().getVerdict();
    }

    private static Question question(String number, String state) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState(state))
                .build();
    }

    private static Hit onlyHit(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Hits.class);
        assertThat(answer.message().getHitsList()).hasSize(1);
        return answer.message().getHits(0);
    }
}
