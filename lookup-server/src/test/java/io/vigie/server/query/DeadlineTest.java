package io.vigie.server.query;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.access.Caller;
import io.vigie.server.index.PersonIndex;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Answer;
import io.vigie.v1.DatasetState;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not answered in time is said to be missing, whenever the time is up. */
class DeadlineTest {
    /** More often than one question looks at the clock. */
    private static final int LOOKS_MAX = 40;

    @TempDir
    Path data;

    @Test
    void wheneverTheTimeIsUpNothingIsClearedThatWasNotSearched() throws IOException {
        Fixtures.load(
                data,
                record(document("D1", "L89802C36", "FRA")),
                Fixtures.person("P1", "ANNA MARIA ERIKSSON"),
                Record.newBuilder()
                        .setNotice(Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED).getNotice().toBuilder()
                                .addSubjects("P1"))
                        .build());
        try (ServiceOnFolder opened = ServiceOnFolder.open(data)) {
            PersonIndex.open(opened.folder());
            int timedOut = 0;
            for (int looks = 1; looks < LOOKS_MAX; looks++) {
                Answer stolen = ask(opened.service(), zone("L89802C36", "Eriksson", "Anna Maria"), looks);
                assertThat(stolen.getVerdict()).as("documents come first").isEqualTo(Verdict.Code.HIT);
                Answer listed = ask(opened.service(), zone("L89802C37", "Eriksson", "Anna Maria"), looks);
                Answer clear = ask(opened.service(), zone("L89802C37", "Wojciechowski", "Tadeusz"), looks);
                assertThat(state(clear, 0)).isEqualTo("ANSWERED");
                if (clear.getComplete()) {
                    assertThat(clear.getVerdict()).isEqualTo(Verdict.Code.NO_HIT);
                } else {
                    timedOut++;
                    assertThat(clear.getVerdict()).isEqualTo(Verdict.Code.PARTIAL);
                    assertThat(state(clear, 1)).isEqualTo("TIMED_OUT");
                    assertThat(state(clear, 2)).as("reached through persons").isEqualTo("TIMED_OUT");
                }
                if (listed.getComplete()) {
                    assertThat(listed.getHitsList()).extracting(hit -> hit.getRecordId()).containsExactly("P1", "2026/1");
                } else {
                    assertThat(listed.getVerdict()).isIn(Verdict.Code.PARTIAL, Verdict.Code.POSSIBLE);
                }
            }
            assertThat(timedOut).isBetween(1, LOOKS_MAX - 2);
        }
    }

    @Test
    void aPageThatWasCutByTheTimeSaysSoAndGoesOn() throws IOException {
        Fixtures.load(
                data,
                Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED),
                Fixtures.notice("2026/2", NoticeStatus.Code.PUBLISHED),
                Fixtures.notice("2026/3", NoticeStatus.Code.PUBLISHED));
        try (ServiceOnFolder opened = ServiceOnFolder.open(data)) {
            NoticeQuestion.Builder asked = NoticeQuestion.newBuilder().setOwner("FRA");
            Answer cut = ask(opened.service(), Question.newBuilder().setNotice(asked).build(), 3);
            assertThat(state(cut, 2)).isEqualTo("TIMED_OUT");
            assertThat(cut.getHitsList()).extracting(hit -> hit.getRecordId()).containsExactly("2026/1", "2026/2");
            asked.setPage(cut.getNextPage());
            Answer rest = ask(opened.service(), Question.newBuilder().setNotice(asked).build(), LOOKS_MAX);
            assertThat(rest.getHitsList()).extracting(hit -> hit.getRecordId()).containsExactly("2026/3");
            assertThat(rest.getComplete()).isTrue();
        }
    }

    /** The time is up when the clock was looked at so often. */
    private static Answer ask(QueryService service, Question question, int looks) {
        AtomicLong looked = new AtomicLong();
        long farOff = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        Deadline deadline = new Deadline(farOff, () -> looked.incrementAndGet() > looks ? farOff : farOff - 1);
        Burst burst = service.newWorkersBurst();
        Answer answer = burst.ask(
                Caller.LOCAL_OPERATOR, question, question.toByteArray(), System.nanoTime(), deadline);
        burst.end(_ -> {});
        return answer;
    }

    private static String state(Answer answer, int dataset) {
        DatasetState state = answer.getDatasets(dataset);
        return state.getState() == DatasetState.State.Code.INCOMPLETE
                ? state.getReason().name()
                : state.getState().name();
    }

    private static Question zone(String number, String surname, String given) {
        List<String> lines = MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState("FRA")
                .documentNumber(number)
                .names(surname, given)
                .nationality("FRA")
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2031, 4, 15))
                .lines();
        return Question.newBuilder().addAllMrz(lines).build();
    }
}
