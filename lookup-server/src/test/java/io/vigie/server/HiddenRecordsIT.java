package io.vigie.server;

import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two worlds that differ only in what a party may not see give it the same bytes, also where a bound cuts. */
class HiddenRecordsIT {
    private static final String BLIND = "ITA";
    private static final String SEEING = "DEU";
    private static final Restrictions FOR_SEEING = Restrictions.newBuilder()
            .setRecipients(Recipients.Code.LIST)
            .addParties(SEEING)
            .build();

    /** More than any bound of a search that counts what it looks at. */
    private static final int FLOOD = 4_500;

    @TempDir
    private Path folder;

    @Test
    void answersAreEqualToTheByte() throws IOException {
        List<Record> open = open();
        List<Record> all = new ArrayList<>(hidden());
        all.addAll(open);
        List<Answer> without;
        List<Answer> blind;
        List<Answer> seeing;
        try (ServedWorld world = ServedWorld.of(folder.resolve("open"), open.toArray(Record[]::new))) {
            without = ask(world, BLIND);
        }
        try (ServedWorld world = ServedWorld.of(folder.resolve("all"), all.toArray(Record[]::new))) {
            blind = ask(world, BLIND);
            seeing = ask(world, SEEING);
        }
        for (int i = 0; i < without.size(); i++) {
            assertThat(blind.get(i)).as("question %d", i).isEqualTo(without.get(i));
            assertThat(blind.get(i).toByteString()).isEqualTo(without.get(i).toByteString());
            assertThat(seeing.get(i)).as("what there is to hide from question %d", i).isNotEqualTo(without.get(i));
        }
        assertThat(without.getFirst().getHitsList()).as("the prefix").hasSize(60);
        assertThat(without.getFirst().getDatasets(0).getState()).isEqualTo(DatasetState.State.Code.ANSWERED);
        assertThat(without.get(1).getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.TRUNCATED);
    }

    private static List<Answer> ask(ServedWorld world, String party) {
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions()) {
            // An id of its own: those of hits are made of it.
            Question asked = question.toBuilder().setId("q" + answers.size()).setAskingParty(party).build();
            answers.add(world.client().askAndWait(asked).message().toBuilder().clearMicros().clearAsOf().build());
        }
        return answers;
    }

    private static List<Question> questions() {
        return List.of(
                byNumber("PREFIX*").setLimit(100).build(),
                byNumber("MANY*").setLimit(100).build(),
                byNumber("SAME").setLimit(100).build(),
                byNumber("RANGE55").build(),
                byNumber("RANGE*").build(),
                byNumber("NAMED").build(),
                byNumber("NAMING").build(),
                byNumber("ONLYHIDDEN").build(),
                byNumber("NEAR1").setNear(true).build(),
                about(NoticeQuestion.newBuilder().setSubject("P1")),
                about(NoticeQuestion.newBuilder().setSubject("hiddenPerson")),
                about(NoticeQuestion.newBuilder().setColour(NoticeColour.Code.BLUE)),
                about(NoticeQuestion.newBuilder().setOwner("FRA")),
                about(NoticeQuestion.newBuilder().setId("2020/1")));
    }

    private static Question.Builder byNumber(String number) {
        return Question.newBuilder()
                .addAllDatasets(
                        number.endsWith("*")
                                ? List.of(Dataset.Code.TRAVEL_DOCUMENTS)
                                : List.of(Dataset.Code.TRAVEL_DOCUMENTS, Dataset.Code.NOTICES))
                .setExplain(true)
                .setDeadlineMillis(60_000)
                .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("FRA"));
    }

    private static Question about(NoticeQuestion.Builder asked) {
        return Question.newBuilder().setNotice(asked).setLimit(100).setDeadlineMillis(60_000).build();
    }

    private static List<Record> open() {
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(record(Fixtures.document("pre" + i, "PREFIX" + i, "FRA")));
            records.add(record(Fixtures.document("same" + i, "SAME", "FRA")));
        }
        for (int i = 0; i < 1_200; i++) {
            records.add(record(Fixtures.document("many" + i, "MANY" + i, "FRA")));
        }
        records.add(record(Fixtures.document("range", "RANGE10", "FRA").setNumberEnd("RANGE90")));
        records.add(record(Fixtures.document("named", "NAMED", "FRA").setStatus(DocumentStatus.Code.VALID)));
        records.add(record(Fixtures.document("naming", "NAMING", "FRA")
                .addPersonIds("hiddenPerson")
                .addPersonIds("P1")
                .addPersonIds("nobody")
                .addNoticeIds("2020/1")));
        records.add(record(Fixtures.document("near", "NEAR2", "FRA")));
        records.add(Fixtures.person("P1", "ANNA ERIKSSON"));
        for (int i = 1; i <= 40; i++) {
            records.add(notice("2026/" + i, i % 2 == 0 ? "P1" : "hiddenPerson"));
        }
        records.add(notice("2026/41", "named"));
        return records;
    }

    /** Ids that come before and between those of the others. */
    private static List<Record> hidden() {
        List<Record> records = new ArrayList<>();
        records.add(hiddenPerson("hiddenPerson"));
        for (int i = 0; i < FLOOD; i++) {
            records.add(hiddenDocument("hiddenPre" + i, "PREFIX0" + i));
            records.add(hiddenDocument("hiddenMany" + i, "MANY1" + i));
            records.add(hiddenNotice("2020/" + (i + 1), i % 2 == 0 ? "P1" : "named"));
        }
        for (int i = 0; i < 1_500; i++) {
            records.add(record(document("hiddenSame" + i, "SAME").setOwner(owner(i))));
            records.add(record(document("hiddenRange" + i, "RANGE0" + i % 10).setNumberEnd("RANGE9" + i % 10)));
            records.add(hiddenDocument("hiddenNear" + i, "NEAR3"));
        }
        records.add(hiddenDocument("hiddenNear1", "NEAR1"));
        records.add(hiddenDocument("onlyHidden", "ONLYHIDDEN"));
        records.add(hiddenNotice("2020/99999", "hiddenPerson"));
        return records;
    }

    private static String owner(int i) {
        return i % 2 == 0 ? "FRA" : "ESP";
    }

    private static TravelDocument.Builder document(String id, String number) {
        return Fixtures.document(id, number, "FRA").setRestrictions(FOR_SEEING);
    }

    private static Record hiddenDocument(String id, String number) {
        return record(document(id, number));
    }

    private static Record hiddenPerson(String id) {
        Person person = Fixtures.person(id, "BERTA EKBERG").getPerson();
        return Record.newBuilder()
                .setPerson(person.toBuilder().setRestrictions(FOR_SEEING))
                .build();
    }

    private static Record notice(String id, String subject) {
        Notice notice = Fixtures.notice(id, NoticeStatus.Code.PUBLISHED).getNotice();
        return Record.newBuilder()
                .setNotice(notice.toBuilder().setColour(NoticeColour.Code.BLUE).addSubjects(subject))
                .build();
    }

    private static Record hiddenNotice(String id, String subject) {
        Notice notice = notice(id, subject).getNotice();
        return Record.newBuilder()
                .setNotice(notice.toBuilder().setRestrictions(FOR_SEEING))
                .build();
    }
}
