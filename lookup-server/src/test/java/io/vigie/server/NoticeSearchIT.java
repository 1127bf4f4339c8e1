package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Action;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentReference;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Hit;
import io.vigie.v1.LinkColour;
import io.vigie.v1.LinkedRecord;
import io.vigie.v1.Match;
import io.vigie.v1.Name;
import io.vigie.v1.Notice;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Person;
import io.vigie.v1.PersonLink;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notices over loopback: by themselves, and tied to a traveller. */
class NoticeSearchIT {
    private static final Restrictions FOR_GERMANY = Restrictions.newBuilder()
            .setRecipients(Recipients.Code.LIST)
            .addParties("DEU")
            .build();

    @TempDir
    Path data;

    @Test
    void findsANoticeByEitherSpellingOfItsIdAndCountsItWhenItIsActive() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED),
                Fixtures.notice("2026-2", NoticeStatus.Code.UNDER_REVIEW),
                Fixtures.notice("2026/3", NoticeStatus.Code.CANCELLED))) {
            for (String id : List.of("2026/1", "2026-1")) {
                Answer answer = ask(world, notice().setId(id));
                assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
                assertThat(ids(answer)).containsExactly("2026/1");
            }
            Hit reviewed = ask(world, notice().setId("2026/2")).message().getHits(0);
            assertThat(reviewed.getUnderReview()).isTrue();
            assertThat(reviewed.getCertain()).isTrue();
            Answer ended = ask(world, notice().setId("2026/3"));
            assertThat(ended).isInstanceOf(Answer.Hits.class);
            assertThat(ended.message().getVerdict()).isEqualTo(Verdict.Code.NO_HIT);
            assertThat(ended.message().getHits(0).getStatus()).isEqualTo("CANCELLED");
            assertThat(ended.message().getHits(0).getAction()).as("nothing is to be done").isEqualTo(Action.Code.NONE);
            assertThat(ask(world, notice().setId("2026/4"))).isInstanceOf(Answer.Clear.class);
        }
    }

    /** As many as are shown with a hit are all followed; of one more nobody would know, so that the answer says so. */
    @ParameterizedTest
    @CsvSource({"50,ANSWERED", "51,INCOMPLETE"})
    void saysWhenNotAllNoticesOfADocumentAreFollowed(int count, DatasetState.State.Code state) throws IOException {
        List<Record> records = new ArrayList<>();
        TravelDocument.Builder document = document("FRA-D-0001", "12AB34567", "FRA");
        for (int i = 1; i <= count; i++) {
            records.add(Fixtures.notice("2026/" + i, NoticeStatus.Code.PUBLISHED));
            document.addNoticeIds("2026/" + i);
        }
        records.add(record(document));
        try (ServedWorld world = ServedWorld.of(data, records.toArray(Record[]::new))) {
            Question question = Question.newBuilder()
                    .setDocument(DocumentQuestion.newBuilder().setNumber("12AB34567"))
                    .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                    .addDatasets(Dataset.Code.NOTICES)
                    .setLimit(100)
                    .build();
            io.vigie.v1.Answer answer = ask(world, question).message();
            assertThat(answer.getHitsCount()).isEqualTo(1 + 50);
            assertThat(answer.getDatasetsList())
                    .filteredOn(dataset -> dataset.getDataset() == Dataset.Code.NOTICES)
                    .extracting(DatasetState::getState)
                    .containsExactly(state);
        }
    }

    @Test
    void listsPageByPageWhatAgreesInEveryFieldAndNothingHidden() throws IOException {
        List<Record> records = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = String.format(Locale.ROOT, "2026/%05d", i);
            Notice.Builder notice = Fixtures.notice(
                            id, i % 3 == 0 ? NoticeStatus.Code.EXPIRED : NoticeStatus.Code.PUBLISHED)
                    .getNotice()
                    .toBuilder()
                    .setOwner(i % 2 == 0 ? "D" : "FRA")
                    .setFile(i % 5 == 0 ? "" : "fighters")
                    .setColour(i % 4 == 0 ? NoticeColour.Code.RED : NoticeColour.Code.BLUE);
            if (i % 7 == 0) {
                notice.setRestrictions(FOR_GERMANY).setOwner("DEU");
            } else if (i % 2 == 0 && i % 5 != 0) {
                wanted.add(id);
            }
            records.add(Record.newBuilder().setNotice(notice).build());
        }
        try (ServedWorld world = ServedWorld.of(data, records.toArray(Record[]::new))) {
            NoticeQuestion.Builder asked = notice().setOwner("DEU").setFile("fighters");
            for (int size : new int[] {1, 3, 7, 100}) {
                assertThat(allPages(world, asked, size)).containsExactlyElementsOf(wanted);
            }
            assertThat(allPages(world, asked.setColour(NoticeColour.Code.RED), 2))
                    .containsExactlyElementsOf(wanted.stream()
                            .filter(id -> Integer.parseInt(id.substring(5)) % 4 == 0)
                            .toList());
            assertThat(allPages(world, notice().setStatus(NoticeStatus.Code.EXPIRED), 100))
                    .isNotEmpty()
                    .allMatch(id -> Integer.parseInt(id.substring(5)) % 3 == 0
                            && Integer.parseInt(id.substring(5)) % 7 != 0);
            assertThat(ask(world, notice().setFile("other"))).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void refusesWhatDescribesNoNotice() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED),
                Fixtures.notice("2026/2", NoticeStatus.Code.PUBLISHED))) {
            String next = page(world, notice().setOwner("FRA"), 1).getNextPage();
            assertThat(next).isNotEmpty();
            assertFault(world, notice(), "notice");
            assertFault(world, notice().setPage(next), "notice");
            assertFault(world, notice().setOwner("FRANCE "), "notice.owner");
            assertFault(world, notice().setOwner("FRA").setPage("?"), "notice.page");
            assertFault(world, notice().setOwner("FRA").setPage("AAAA"), "notice.page");
            assertFault(world, notice().setOwner("DEU").setPage(next), "notice.page");
            Answer mixed = world.client()
                    .askAndWait(byNumber("A1").toBuilder().setNotice(notice().setOwner("FRA")).build());
            assertThat(mixed.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
        }
    }

    @Test
    void aTieCountsWhicheverSideNamesTheOther() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                valid("ofNotice", "A1"),
                valid("ofEnded", "A2"),
                valid("ofHidden", "A3"),
                valid("ofBearer", "A45678"),
                valid("ofOthersNumber", "A56789"),
                about("2026/1", NoticeStatus.Code.PUBLISHED, "ofNotice", "P1", "nobody"),
                about("2026/2", NoticeStatus.Code.CANCELLED, "ofEnded"),
                hidden(about("2026/3", NoticeStatus.Code.PUBLISHED, "ofHidden", "P1")),
                Fixtures.person("P1", "ANNA ERIKSSON"),
                bearer("P2", "A45678", "FRA"),
                bearer("P3", "A56789", "ITA"))) {
            Answer tied = askByNumber(world, "A1");
            assertThat(tied.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(linked(tied.message().getHits(0))).containsExactly("2026/1");
            assertThat(askByNumber(world, "A2")).isInstanceOf(Answer.Clear.class);
            assertThat(askByNumber(world, "A3")).as("hidden").isInstanceOf(Answer.Clear.class);
            assertThat(linked(askByNumber(world, "A45678").message().getHits(0))).containsExactly("P2");
            assertThat(askByNumber(world, "A56789")).as("of another state").isInstanceOf(Answer.Clear.class);

            Answer person = ask(world, byName("Anna Eriksson"));
            assertThat(person.message().getVerdict()).isEqualTo(Verdict.Code.POSSIBLE);
            assertThat(ids(person)).containsExactly("P1", "2026/1");
            assertThat(linked(person.message().getHits(0))).containsExactly("2026/1");
            Hit notice = person.message().getHits(1);
            assertThat(notice.getMatch()).isEqualTo(Match.Code.LINKED);
            assertThat(notice.getThroughList()).containsExactly("P1");
            assertThat(linked(notice)).containsExactly("ofNotice", "P1");

            assertThat(ids(ask(world, notice().setSubject("P1")))).containsExactly("2026/1");
            assertThat(ids(ask(world, notice().setSubject("ofEnded")))).containsExactly("2026/2");
            assertThat(ids(ask(world, notice().setSubject("nobody")))).containsExactly("2026/1");
        }
    }

    @Test
    void clearsAWholeZoneAndSaysWhatItIsTiedTo() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                valid("D1", "L89802C36"),
                about("2026/1", NoticeStatus.Code.UNDER_REVIEW, "D1"),
                Fixtures.person("P1", "PIERRE DUPONT"))) {
            Answer clear = ask(world, zone("L89802C37"));
            assertThat(clear).isInstanceOf(Answer.Clear.class);
            assertThat(states(clear)).containsExactly("ANSWERED", "ANSWERED", "ANSWERED");
            Answer tied = ask(world, zone("L89802C36"));
            assertThat(tied.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(ids(tied)).containsExactly("D1", "2026/1");
            assertThat(tied.message().getHitsList()).allMatch(Hit::getUnderReview).allMatch(Hit::getCertain);
            Answer alone = ask(
                    world, zone("L89802C36").toBuilder().addDatasets(Dataset.Code.NOTICES).build());
            assertThat(ids(alone)).containsExactly("2026/1");
            assertThat(states(alone)).containsExactly("NOT_ASKED", "NOT_ASKED", "ANSWERED");
        }
    }

    @Test
    void neverSaysNoticesAnsweredWhenWhatLeadsToThemDidNot() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P1", "PIERRE DUPONT"))) {
            List<String> lines = new ArrayList<>(zone("L89802C36").getMrzList());
            lines.set(1, "L89802C36" + lines.get(1).substring(9));
            lines.set(1, lines.get(1).replace('0', '8'));
            Answer unread = ask(world, Question.newBuilder().addAllMrz(lines).build());
            assertThat(unread.message().getVerdict()).isEqualTo(Verdict.Code.PARTIAL);
            DatasetState notices = unread.message().getDatasets(2);
            assertThat(notices.getState()).isEqualTo(DatasetState.State.Code.INCOMPLETE);
            assertThat(notices.getReason()).isEqualTo(DatasetState.Reason.Code.UNVERIFIED_INPUT);
        }
    }

    @Test
    void onePersonFoundByNameAndDocumentIsOneHitWithBothReasons() throws IOException {
        Person other = Fixtures.person("P2", "ANNA ERIKSON").getPerson().toBuilder()
                .setOwner("DEU")
                .addLinks(PersonLink.newBuilder().setPersonId("P1").setColour(LinkColour.Code.WHITE))
                .setAction(Action.Code.ARREST_PROVISIONAL)
                .build();
        try (ServedWorld world = ServedWorld.of(
                data,
                record(document("D1", "A12345", "FRA")
                        .setStatus(DocumentStatus.Code.VALID)
                        .addPersonIds("P1")
                        .addPersonIds("P3")),
                Fixtures.person("P1", "ANNA ERIKSSON"),
                Record.newBuilder().setPerson(other).build(),
                Fixtures.person("P3", "SOMEBODY ELSE ENTIRELY"),
                Fixtures.person("P4", "ANNA ERIKSSON"))) {
            Question both = byNumber("A12345").toBuilder()
                    .setPerson(byName("Anna Eriksson").getPerson())
                    .build();
            Answer answer = ask(world, both);
            assertThat(ids(answer)).containsExactly("D1", "P1", "P3", "P4", "P2");
            Hit certain = answer.message().getHits(1);
            assertThat(certain.getCertain()).isTrue();
            assertThat(certain.getMatch()).as("the name").isEqualTo(Match.Code.EXACT);
            assertThat(certain.getThroughList()).as("the document").containsExactly("D1");
            assertThat(answer.message().getHits(2).getMatch()).isEqualTo(Match.Code.LINKED);
            assertThat(answer.message().getHitsList().stream().map(Hit::getGroup))
                    .containsExactly("", "P1", "P1", "", "P1");
        }
    }

    @Test
    void findsTheHolderOfADocumentWhenPersonsAloneAreAsked() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data, record(document("D1", "A12345", "FRA").addPersonIds("P1")), Fixtures.person("P1", "ANNA ERIKSSON"))) {
            Answer answer = ask(
                    world,
                    byNumber("A12345").toBuilder()
                            .clearDatasets()
                            .addDatasets(Dataset.Code.PERSONS)
                            .build());
            assertThat(ids(answer)).containsExactly("P1");
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
        }
    }

    private static List<String> allPages(ServedWorld world, NoticeQuestion.Builder asked, int size) {
        List<String> ids = new ArrayList<>();
        NoticeQuestion.Builder next = asked.clone();
        do {
            io.vigie.v1.Answer page = page(world, next, size);
            assertThat(page.getHitsCount()).isLessThanOrEqualTo(size);
            assertThat(page.getComplete()).isEqualTo(page.getNextPage().isEmpty());
            page.getHitsList().stream().map(Hit::getRecordId).sorted().forEach(ids::add);
            next.setPage(page.getNextPage());
        } while (!next.getPage().isEmpty());
        return ids;
    }

    private static io.vigie.v1.Answer page(ServedWorld world, NoticeQuestion.Builder asked, int size) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setNotice(asked)
                        .setLimit(size)
                        .setAskingParty("ITA")
                        .build())
                .message();
    }

    private static void assertFault(ServedWorld world, NoticeQuestion.Builder asked, String field) {
        Answer answer = ask(world, asked);
        assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
        assertThat(answer.message().getError().getField()).isEqualTo(field);
    }

    private static NoticeQuestion.Builder notice() {
        return NoticeQuestion.newBuilder();
    }

    private static Answer ask(ServedWorld world, NoticeQuestion.Builder asked) {
        return ask(world, Question.newBuilder().setNotice(asked).build());
    }

    private static Answer ask(ServedWorld world, Question question) {
        return world.client().askAndWait(question.toBuilder().setAskingParty("ITA").build());
    }

    private static Answer askByNumber(ServedWorld world, String number) {
        return ask(world, byNumber(number));
    }

    private static Question byNumber(String number) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("FRA"))
                .build();
    }

    private static Question byName(String full) {
        return Question.newBuilder()
                .setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(full)))
                .build();
    }

    private static Question zone(String number) {
        return Question.newBuilder()
                .addAllMrz(MrzWriter.of(MrzFormat.TD3)
                        .documentCode("P")
                        .issuingState("FRA")
                        .documentNumber(number)
                        .names("Eriksson", "Anna Maria")
                        .nationality("FRA")
                        .birthDate(LocalDate.of(1974, 8, 12))
                        .sex('F')
                        .expiryDate(LocalDate.of(2031, 4, 15))
                        .lines())
                .build();
    }

    private static List<String> ids(Answer answer) {
        return answer.message().getHitsList().stream().map(Hit::getRecordId).toList();
    }

    private static List<String> linked(Hit hit) {
        return hit.getLinkedList().stream().map(LinkedRecord::getRecordId).toList();
    }

    private static List<String> states(Answer answer) {
        return answer.message().getDatasetsList().stream()
                .map(state -> state.getState().name())
                .toList();
    }

    private static Record valid(String id, String number) {
        TravelDocument.Builder document = document(id, number, "FRA").setStatus(DocumentStatus.Code.VALID);
        return record(document);
    }

    private static Record about(String id, NoticeStatus.Code status, String... subjects) {
        return Record.newBuilder()
                .setNotice(Fixtures.notice(id, status).getNotice().toBuilder().addAllSubjects(List.of(subjects)))
                .build();
    }

    private static Record hidden(Record notice) {
        return Record.newBuilder()
                .setNotice(notice.getNotice().toBuilder().setRestrictions(FOR_GERMANY))
                .build();
    }

    private static Record bearer(String id, String number, String state) {
        return Record.newBuilder()
                .setPerson(Fixtures.person(id, "BERTA LINDGREN").getPerson().toBuilder()
                        .addDocuments(DocumentReference.newBuilder().setNumber(number).setIssuingState(state)))
                .build();
    }
}
