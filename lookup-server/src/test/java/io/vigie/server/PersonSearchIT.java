package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Contradiction;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.Error;
import io.vigie.v1.Explanation;
import io.vigie.v1.Hit;
import io.vigie.v1.Identity;
import io.vigie.v1.IdentityCategory;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.Person;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.Sex;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons by name, from the client to the disk. */
class PersonSearchIT {
    private static final String NAME = "Mikhail Sergeevich Volkov";

    @TempDir
    Path data;

    @Test
    void findsAPersonUnderOtherSpellingsAndSaysWhy() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(person("P1", NAME, "1974-08-12")), other("P2"))) {
            for (String asked : List.of(
                    "Mikhail Volkov", "VOLKOV MIKHAIL SERGEEVICH", "Михаил Сергеевич Волков", "Mikhail Sergeevich Wolkov")) {
                Answer answer = ask(world, named(asked).setBirthDate("1974-08-12"));
                assertThat(ids(answer)).as(asked).containsExactly("P1");
                assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.POSSIBLE);
            }
            Hit exact = ask(world, named(NAME)).message().getHits(0);
            assertThat(exact.getMatch()).isEqualTo(Match.Code.EXACT);
            assertThat(exact.getCertain()).isFalse();
            assertThat(exact.getExplanationList()).isEmpty();
            Question.Builder why = question(named("Mikhail Sergeevich Wolkov")).setExplain(true);
            Hit explained = world.client().askAndWait(why.build()).message().getHits(0);
            assertThat(explained.getMatch()).isEqualTo(Match.Code.FUZZY);
            assertThat(explained.getExplanationList()).extracting(Explanation::getQuery).contains("WOLKOV");
        }
    }

    /** Both sides are searched with their own birth, sex and nationality, or a typing error would clear who is listed. */
    @Test
    void searchesZoneAndFieldsThatDisagreeEachWithItsOwn() throws IOException {
        List<String> zone = MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState("FRA")
                .documentNumber("X12345678")
                .names("VOLKOV", "MIKHAIL SERGEEVICH")
                .nationality("FRA")
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('M')
                .expiryDate(LocalDate.of(2032, 4, 15))
                .lines();
        try (ServedWorld world = ServedWorld.of(
                data, record(person("ofZone", NAME, "1974-08-12")), record(person("ofFields", NAME, "1961-02-27")))) {
            Question.Builder asked = Question.newBuilder()
                    .addAllMrz(zone)
                    .setPerson(named(NAME)
                            .setBirthDate("1961-02-27")
                            .setSex(Sex.Code.FEMALE)
                            .addNationalities("DEU"));
            Answer answer = world.client().askAndWait(asked.build());
            assertThat(ids(answer)).containsExactlyInAnyOrder("ofZone", "ofFields");
            Answer birthAlone = world.client()
                    .askAndWait(Question.newBuilder()
                            .addAllMrz(zone)
                            .setPerson(PersonQuestion.newBuilder().setBirthDate("1961-02-27"))
                            .build());
            assertThat(ids(birthAlone)).containsExactlyInAnyOrder("ofZone", "ofFields");
            assertThat(answer.message().getContradictionsList())
                    .extracting(Contradiction::getField)
                    .containsExactly("person.birthDate", "person.sex", "person.nationalities");
            Answer other = world.client()
                    .askAndWait(Question.newBuilder().addAllMrz(zone).setPerson(named("Anna Eriksson")).build());
            assertThat(ids(other)).containsExactly("ofZone");
            assertThat(other.message().getContradictionsList())
                    .extracting(Contradiction::getField)
                    .containsExactly("person.names");
        }
    }

    @Test
    void saysThatNothingIsKnownOnlyWhenAllWereSearched() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(person("P1", NAME, "1974-08-12")))) {
            assertThat(ask(world, named("Anna Maria Eriksson"))).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, numbered("FRA", "123456"))).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void findsAPersonByANumberAlone() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(numbered(person("P1", NAME, ""))), other("P2"))) {
            for (PersonQuestion.Builder asked : List.of(
                    numbered("DEU", "77-12345"), numbered("D", "7712345"), numbered("", "77/12345"), numbered("RUS", "75 1234567"))) {
                Answer answer = ask(world, asked);
                assertThat(ids(answer)).as("%s", asked).containsExactly("P1");
                assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
                assertThat(answer.message().getDatasets(1).getState()).isEqualTo(DatasetState.State.Code.ANSWERED);
            }
            assertThat(ask(world, numbered("DEU", "77-12345")).message().getHits(0).getMatch()).isEqualTo(Match.Code.EXACT);
            assertThat(ask(world, numbered("DEU", "7712345")).message().getHits(0).getMatch())
                    .isEqualTo(Match.Code.NORMALISED);
            for (PersonQuestion.Builder asked : List.of(
                    numbered("FRA", "77-12345"), numbered("DEU", "77-1234"), numbered("DEU", "77-123456"))) {
                assertThat(ask(world, asked)).as("%s", asked).isInstanceOf(Answer.Clear.class);
            }
            Answer namedOtherwise = ask(world, numbered("DEU", "77-12345").addNames(Name.newBuilder().setFull("Li Wang")));
            assertThat(ids(namedOtherwise)).containsExactly("P1");
            assertThat(namedOtherwise.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            Question ofDocument = Question.newBuilder()
                    .setDocument(DocumentQuestion.newBuilder().setNumber("751234567").setIssuingState("RUS"))
                    .addDatasets(Dataset.Code.PERSONS)
                    .build();
            assertThat(ids(world.client().askAndWait(ofDocument))).containsExactly("P1");
        }
    }

    @Test
    void findsTheHolderOfADocumentByItsZoneWhateverTheName() throws IOException {
        Person.Builder person =
                person("P1", NAME, "")
                        .addDocuments(DocumentReference.newBuilder().setIssuingState("RUS").setNumber("640000009"))
                        .addNationalIds(NationalId.newBuilder().setState("RUS").setNumber("ZE 184226-B"));
        try (ServedWorld world = ServedWorld.of(data, record(person))) {
            List<String> zone = zone("ADICHIE", "NGOZI");
            Answer answer =
                    world.client().askAndWait(Question.newBuilder().addAllMrz(zone).build());
            assertThat(ids(answer)).containsExactly("P1");
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            Answer byNationalId = world.client().askAndWait(Question.newBuilder()
                    .addAllMrz(zone("ADICHIE", "NGOZI", "640000001", "ZE184226B"))
                    .addDatasets(Dataset.Code.PERSONS)
                    .build());
            assertThat(ids(byNationalId)).containsExactly("P1");
            // The digit for the number fails, and no repair fits: it may be another number.
            String misread = zone.get(1).replace("640000009", "540000009");
            Answer unverified = world.client()
                    .askAndWait(Question.newBuilder().addMrz(zone.get(0)).addMrz(misread).addDatasets(Dataset.Code.PERSONS).build());
            assertThat(ids(unverified)).isEmpty();
            assertThat(unverified.message().getDatasets(1).getReason())
                    .isEqualTo(DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
    }

    @Test
    void findsNobodyByANumberThatFillsAField() throws IOException {
        Person.Builder person = person("P1", NAME, "")
                .addNationalIds(NationalId.newBuilder().setState("RUS").setNumber("000000"))
                .addNationalIds(NationalId.newBuilder().setState("RUS").setNumber("123"));
        try (ServedWorld world = ServedWorld.of(data, record(person))) {
            for (String number : List.of("000000", "123", "1-2-3")) {
                Answer answer = ask(world, numbered("RUS", number));
                assertThat(ids(answer)).as(number).isEmpty();
                assertThat(answer).as("not searched is not nothing known").isInstanceOf(Answer.Incomplete.class);
                assertThat(answer.message().getDatasets(1).getReason())
                        .isEqualTo(DatasetState.Reason.Code.UNVERIFIED_INPUT);
            }
        }
    }

    @Test
    void forgetsNumbersThatARecordNoLongerHas() throws IOException {
        Fixtures.load(data, record(numbered(person("P1", NAME, ""))), other("P2"));
        Fixtures.load(
                data,
                record(person("P1", NAME, "").addNationalIds(NationalId.newBuilder().setState("DEU").setNumber("9900001"))),
                record(numbered(person("P3", "Li Wang", ""))));
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            assertThat(ids(ask(world, numbered("DEU", "9900001")))).containsExactly("P1");
            assertThat(ids(ask(world, numbered("DEU", "7712345")))).containsExactly("P3");
        }
    }

    @Test
    void isCertainOnlyWhenANumberAgrees() throws IOException {
        Person.Builder person = person("P1", NAME, "1974-08-12")
                .addNationalIds(NationalId.newBuilder().setState("RUS").setNumber("77-12345"))
                .addDocuments(DocumentReference.newBuilder().setIssuingState("RUS").setNumber("751234567"));
        try (ServedWorld world = ServedWorld.of(
                data,
                record(person),
                Fixtures.record(document("D1", "640000001", "RUS").addPersonIds("P1")))) {
            PersonQuestion.Builder withId = named("Mikhail Volkov")
                    .addNationalIds(NationalId.newBuilder().setState("RUS").setNumber("7712345"));
            assertThat(ask(world, withId).message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            for (String number : List.of("75 1234567", "64 0000001")) {
                Question.Builder both = Question.newBuilder()
                        .setPerson(named("Mikhail Volkov"))
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("RUS"));
                Answer answer = world.client().askAndWait(both.build());
                assertThat(answer.message().getHitsList())
                        .as(number)
                        .filteredOn(hit -> hit.getRecordId().equals("P1"))
                        .singleElement()
                        .extracting(Hit::getCertain)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void findsTheHolderOfAZone() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(person("P1", NAME, "1974-08-12")))) {
            Answer answer = world.client()
                    .askAndWait(Question.newBuilder().addAllMrz(zone("VOLKOV", "MIKHAIL")).build());
            assertThat(ids(answer)).containsExactly("P1");
        }
    }

    @Test
    void showsNothingOfARecordThatTheAskerMayNotSee() throws IOException {
        Person.Builder hidden = numbered(person("P1", NAME, "1974-08-12"))
                .setRestrictions(Restrictions.newBuilder()
                        .setRecipients(Recipients.Code.LIST)
                        .addParties("DEU"));
        try (ServedWorld world = ServedWorld.of(data, record(hidden))) {
            for (PersonQuestion.Builder asked : List.of(named(NAME), numbered("DEU", "77-12345"))) {
                Question.Builder question = question(asked);
                assertThat(ids(world.client().askAndWait(question.setAskingParty("DEU").build())))
                        .containsExactly("P1");
                assertThat(world.client().askAndWait(question.setAskingParty("ITA").build()))
                        .isInstanceOf(Answer.Clear.class);
            }
        }
    }

    @Test
    void saysWhenMoreAgreeThanWereAskedFor() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data, record(person("P1", NAME, "1974-08-12")), record(person("P2", NAME, "1974-08-12")))) {
            Question.Builder question = question(named(NAME));
            Answer all = world.client().askAndWait(question.setLimit(2).build());
            assertThat(ids(all)).containsExactly("P1", "P2");
            assertThat(all.message().getComplete()).isTrue();
            Answer one = world.client().askAndWait(question.setLimit(1).build());
            assertThat(ids(one)).containsExactly("P1");
            assertThat(one.message().getDatasets(1).getReason()).isEqualTo(DatasetState.Reason.Code.TRUNCATED);
        }
    }

    @Test
    void refusesANameWithoutALetter() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, other("P2"))) {
            for (String name : List.of("😀", "- .", "123")) {
                Answer answer = ask(world, named(name));
                assertThat(answer).as(name).isInstanceOf(Answer.Failed.class);
                assertThat(answer.message().getError().getField()).isEqualTo("person.names");
                assertThat(answer.message().getError().getCode()).isEqualTo(Error.Code.Value.INVALID_VALUE);
            }
        }
    }

    @Test
    void findsWhatWasChangedSinceTheIndexWasBuilt() throws IOException {
        Fixtures.load(data, record(person("P1", NAME, "1974-08-12")), other("P2"));
        Fixtures.load(data, record(person("P1", "Giuseppe Ferrari", "1974-08-12")), record(person("P3", "Li Wang", "")));
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            assertThat(ids(ask(world, named("Giuseppe Ferrari")))).containsExactly("P1");
            assertThat(ids(ask(world, named("Li Wang")))).containsExactly("P3");
            assertThat(ask(world, named(NAME))).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void answersTheDictionarysVariantsWhenItHasOne() throws IOException {
        Path dictionary = Files.writeString(data.resolveSibling("groups-" + data.getFileName() + ".txt"),
                "Giovanni, Zwarnik => 1\nFerrari, Ferrari => 2\n");
        Fixtures.load(data, record(person("P1", "Zwarnik Ferrari", "1974-08-12")));
        PersonQuestion.Builder asked = named("Giovanni Ferrari").setBirthDate("1974-08-12");
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            assertThat(ask(world, asked)).isInstanceOf(Answer.Clear.class);
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of("match.name-groups", dictionary.toString()))) {
            assertThat(ids(ask(world, asked))).containsExactly("P1");
        } finally {
            Files.delete(dictionary);
        }
    }

    @Test
    void answersMoreAtOnceThanThereAreWorkers() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, record(person("P1", NAME, "1974-08-12")))) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(world.client()
                        .ask(question(named(NAME)).setDeadlineMillis(60_000).build())
                        .toCompletableFuture());
            }
            assertThat(answers).allSatisfy(answer -> assertThat(ids(answer.join())).containsExactly("P1"));
            Question documents = Question.newBuilder()
                    .setDocument(DocumentQuestion.newBuilder().setNumber("X1"))
                    .build();
            assertThat(world.client().askAndWait(documents)).isInstanceOf(Answer.Clear.class);
        }
    }

    private static Answer ask(ServedWorld world, PersonQuestion.Builder person) {
        Answer answer = world.client().askAndWait(question(person).build());
        if (answer instanceof Answer.Clear) {
            assertThat(answer.message().getDatasets(1).getState()).isEqualTo(DatasetState.State.Code.ANSWERED);
        }
        return answer;
    }

    private static Question.Builder question(PersonQuestion.Builder person) {
        return Question.newBuilder().setPerson(person).addDatasets(Dataset.Code.PERSONS);
    }

    private static PersonQuestion.Builder named(String full) {
        return PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(full));
    }

    private static PersonQuestion.Builder numbered(String state, String number) {
        return PersonQuestion.newBuilder()
                .addNationalIds(NationalId.newBuilder().setState(state).setNumber(number));
    }

    private static Person.Builder numbered(Person.Builder person) {
        return person.addNationalIds(NationalId.newBuilder().setState("DEU").setNumber("77-12345"))
                .addDocuments(DocumentReference.newBuilder().setIssuingState("RUS").setNumber("751234567"));
    }

    private static List<String> zone(String surname, String given) {
        return zone(surname, given, "640000009", "");
    }

    private static List<String> zone(String surname, String given, String number, String optionalData) {
        return MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState("RUS")
                .documentNumber(number)
                .optionalData(optionalData)
                .names(surname, given)
                .nationality("RUS")
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('M')
                .expiryDate(LocalDate.of(2031, 4, 15))
                .lines();
    }

    private static Person.Builder person(String id, String name, String birthDate) {
        Identity.Builder identity = Identity.newBuilder()
                .setCategory(IdentityCategory.Code.CONFIRMED)
                .addNames(Name.newBuilder().setFull(name));
        if (!birthDate.isEmpty()) {
            identity.addBirthDates(birthDate);
        }
        return Person.newBuilder().setId(id).setOwner("FRA").addIdentities(identity);
    }

    private static Record record(Person.Builder person) {
        return Record.newBuilder().setPerson(person).build();
    }

    private static Record other(String id) {
        return record(person(id, "Ngozi Adichie", "1980-01-02"));
    }

    private static List<String> ids(Answer answer) {
        return answer.message().getHitsList().stream().map(Hit::getRecordId).toList();
    }
}
