package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.client.Answer;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Error;
import io.vigie.v1.Explanation;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges, patterns, near misses and several owners, from the client to the disk. */
class DocumentSearchIT {
    @TempDir
    Path data;

    @Test
    void everyNumberOfARangeHitsAndNoOther() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("blanks", "AB0000001", "FRA")
                        .setNumberEnd("AB0999999")
                        .setStatus(DocumentStatus.Code.STOLEN_BLANK)
                        .setType(DocumentType.Code.PASSPORT)),
                record(document("german", "AB0500000", "FRA").setNumberEnd("AB0500009").setOwner("DEU")),
                record(document("one", "AB0500005", "FRA").setOwner("ITA")))) {
            for (String inside : List.of("AB0000001", "ab 0123456", "AB0999999", "AB-0499999", "AB0500010")) {
                Answer answer = ask(world, number(inside));
                assertThat(answer).as(inside).isInstanceOf(Answer.Hits.class);
                Hit hit = answer.message().getHits(0);
                assertThat(answer.message().getHitsCount()).isEqualTo(1);
                assertThat(List.of(hit.getRecordId(), hit.getMatch(), hit.getNumberEnd()))
                        .containsExactly("blanks", Match.Code.RANGE, "AB0999999");
            }
            for (String outside : List.of("AB0000000", "AB1000000", "AB000001", "AB00000010", "AC0000001")) {
                assertThat(ask(world, number(outside))).as(outside).isInstanceOf(Answer.Clear.class);
            }
            assertThat(ids(ask(world, number("AB0500005")))).containsExactlyInAnyOrder("blanks", "german", "one");
            assertThat(ids(ask(world, inState(number("AB0500005"), "ITA")))).isEmpty();
            assertThat(ids(ask(world, byZone(zone("AB0500010"))))).containsExactly("blanks");
            assertThat(world.client().fetchAndWait("blanks").orElseThrow().getTravelDocument().getNumberEnd())
                    .isEqualTo("AB0999999");
        }
    }

    @Test
    void rangesWeighByTheSameTable() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("recovered", "A100", "FRA")
                        .setNumberEnd("A199")
                        .setStatus(DocumentStatus.Code.RECOVERED)),
                record(document("tied", "B100", "FRA")
                        .setNumberEnd("B199")
                        .setStatus(DocumentStatus.Code.VALID)
                        .addPersonIds("P")),
                record(document("valid", "C100", "FRA")
                        .setNumberEnd("C199")
                        .setStatus(DocumentStatus.Code.VALID)),
                Fixtures.person("P", "ANNA ERIKSSON"))) {
            assertThat(ask(world, number("A150")).message().getVerdict()).isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(ask(world, number("B150")).message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(ask(world, number("C150"))).isInstanceOf(Answer.Clear.class);
        }
    }

    /** Doc 9303-7 leaves it to the issuer which of the two numbers a visa's zone bears. */
    @Test
    void aVisaIsFoundByItsNumberAndByThatOfItsPassport() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(passport("passport", "P1111111").setIssuingState("SWE")),
                record(passport("foreign", "P2222222").setIssuingState("ITA")),
                record(document("visa", "V3333333", "FRA").setType(DocumentType.Code.VISA)))) {
            assertThat(ids(ask(world, byZone(visa("P1111111"))))).containsExactly("passport");
            assertThat(ids(ask(world, byZone(visa("V3333333"))))).containsExactly("visa");
            assertThat(ask(world, byZone(visa("P2222222")))).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void nearMissesArePossibleAndOnlyWhenAskedFor() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(passport("slip", "AB12O45")),
                record(document("noType", "AB1204", "FRA")),
                record(passport("range", "CD1000").setNumberEnd("CD1999")))) {
            Question.Builder question = specific("AB12045").setNear(true);
            Answer near = ask(world, question);
            assertThat(near.message().getVerdict()).isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(near.message().getComplete()).isTrue();
            assertThat(near.message().getHits(0).getMatch()).isEqualTo(Match.Code.NEAR);
            assertThat(near.message().getHits(0).getCertain()).isFalse();
            assertThat(ask(world, specific("AB21O45").setNear(true)).message().getVerdict())
                    .isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(ask(world, specific("AB12O45").setNear(true)).message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(ask(world, specific("AB12045"))).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, number("AB12045").setNear(true))).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, specific("AB2104").setNear(true))).as("type unknown").isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, specific("CD2I00").setNear(true))).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, specific("DC1500").setNear(true))).as("a range").isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, specific("A".repeat(40)).setNear(true)).message().getDatasets(0).getReason())
                    .isEqualTo(DatasetState.Reason.Code.TRUNCATED);
        }
    }

    @Test
    void aZoneIsSearchedNearOnlyWhenItsNumberIsNotConfirmed() throws IOException {
        // One exchange apart; the zone's check digit confirms the number that is not recorded.
        try (ServedWorld world = ServedWorld.of(data, record(passport("slip", "X12345678")))) {
            List<String> zone = zone("X12345687");
            Question.Builder confirmed = Question.newBuilder()
                    .addAllMrz(zone)
                    .setNear(true)
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
            assertThat(ask(world, confirmed)).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, confirmed.clone().setDocument(specific("X12345687").getDocument())))
                    .isInstanceOf(Answer.Clear.class);
            String unread = zone.get(1);
            char wrong = unread.charAt(9) == '3' ? '4' : '3';
            Question.Builder unconfirmed = confirmed.clone()
                    .setMrz(1, unread.substring(0, 9) + wrong + unread.substring(10));
            Answer answer = ask(world, unconfirmed);
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(answer.message().getHits(0).getMatch()).isEqualTo(Match.Code.NEAR);
        }
    }

    @Test
    void findsByTheBeginningOfANumber() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(passport("one", "AB1200001")),
                record(passport("two", "AB1299999").setStatus(DocumentStatus.Code.RECOVERED)),
                record(document("german", "AB12", "D")),
                record(passport("range", "AB1000000").setNumberEnd("AB1999999")),
                record(passport("other", "AB1300000")))) {
            Answer answer = ask(world, number("ab 12*"));
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(answer.message().getComplete()).isTrue();
            assertThat(ids(answer)).containsExactlyInAnyOrder("one", "range", "german", "two").endsWith("two");
            assertThat(ids(ask(world, specific("AB12*")))).containsExactlyInAnyOrder("one", "range", "two");
            Answer cut = ask(world, number("AB12*").setLimit(3));
            assertThat(ids(cut)).hasSize(3).doesNotContain("two");
            assertThat(cut.message().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.TRUNCATED);
            assertThat(ask(world, number("AB12*").setLimit(4)).message().getComplete()).isTrue();
            assertThat(ask(world, number("AB22*"))).isInstanceOf(Answer.Clear.class);
            for (String wrong : List.of("AB1*", "AB1*2", "*AB12", "AB12?", "AB12**", "*")) {
                assertThat(ask(world, number(wrong))).as(wrong).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(Error.Code.Value.INVALID_VALUE);
                    assertThat(failed.field()).isEqualTo("document.number");
                });
            }
            assertThat(ask(world, number("AB12*").addAllMrz(zone("AB1200001"))).message().getContradictionsList())
                    .isEmpty();
            assertThat(ask(world, number("AB12*").addAllMrz(zone("AB1300000"))).message().getContradictionsList())
                    .hasSize(1);
        }
    }

    @Test
    void saysThatABoundCutTheDocumentsOfAPattern() throws IOException {
        var many = IntStream.range(0, 1001)
                .mapToObj(i -> record(passport("D" + i, "AB12" + i)))
                .toArray(Record[]::new);
        try (ServedWorld world = ServedWorld.of(data, many)) {
            Answer answer = ask(world, number("AB12*").setLimit(100));
            assertThat(answer.message().getHitsCount()).isEqualTo(100);
            assertThat(answer.message().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.TRUNCATED);
        }
    }

    @Test
    void showsTheRecordsOfAllOwnersBestFirst() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                record(passport("b", "X1").setOwner("DEU")),
                record(passport("a", "X1").setOwner("FRA").setStatus(DocumentStatus.Code.RECOVERED)),
                record(passport("c", "X1").setOwner("ITA")),
                record(passport("range", "X1").setNumberEnd("X9").setOwner("EUROPOL")))) {
            assertThat(ids(ask(world, number("X1")))).containsExactly("b", "c", "range", "a");
        }
    }

    @Test
    void explainsWhenAskedTo() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(passport("a", "12AB34567").setIssuingState("DEU")))) {
            Question.Builder question = inState(number("12 ab-34567"), "D");
            assertThat(ask(world, question).message().getHits(0).getExplanationList()).isEmpty();
            Hit hit = ask(world, question.setExplain(true)).message().getHits(0);
            assertThat(hit.getExplanationList())
                    .extracting(Explanation::getFeature, Explanation::getQuery, Explanation::getRecord)
                    .containsExactly(
                            tuple("number", "12 ab-34567", "12AB34567"), tuple("issuingState", "D", "DEU"));
        }
    }

    @Test
    void whatTheAskerFindsTooUnlikeDoesNotCount() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(passport("a", "12AB00000")))) {
            Question.Builder near = specific("I2AB00000").setNear(true);
            assertThat(ask(world, near)).isInstanceOf(Answer.Hits.class);
            assertThat(ask(world, near.setMinScore(0.95))).isInstanceOf(Answer.Clear.class);
        }
    }

    private static TravelDocument.Builder passport(String id, String number) {
        return document(id, number, "FRA").setType(DocumentType.Code.PASSPORT);
    }

    private static Question.Builder number(String number) {
        return Question.newBuilder().setDocument(DocumentQuestion.newBuilder().setNumber(number));
    }

    private static Question.Builder inState(Question.Builder question, String state) {
        question.getDocumentBuilder().setIssuingState(state);
        return question;
    }

    private static Question.Builder specific(String number) {
        Question.Builder question = inState(number(number), "FRA");
        question.getDocumentBuilder().setType(DocumentType.Code.PASSPORT);
        return question;
    }

    private static Answer ask(ServedWorld world, Question.Builder question) {
        return world.client().askAndWait(question.build());
    }

    private static List<String> ids(Answer answer) {
        return answer.message().getHitsList().stream().map(Hit::getRecordId).toList();
    }

    private static Question.Builder byZone(List<String> zone) {
        return Question.newBuilder().addAllMrz(zone).addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
    }

    private static List<String> zone(String number) {
        return zone(MrzFormat.TD3, "P", number, "FRA");
    }

    private static List<String> visa(String number) {
        return zone(MrzFormat.MRVA, "V", number, "SWE");
    }

    private static List<String> zone(MrzFormat format, String code, String number, String nationality) {
        return MrzWriter.of(format)
                .documentCode(code)
                .issuingState("FRA")
                .documentNumber(number)
                .names("ERIKSSON", "ANNA")
                .nationality(nationality)
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2031, 4, 15))
                .lines();
    }
}
