package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.vigie.server.access.Caller;
import io.vigie.server.access.Role;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a burst leaves in the audit trail, on an event loop and on a worker. */
class BurstTest {
    @TempDir
    Path data;

    private ServiceOnFolder opened;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(data, Fixtures.person("P1", "Ngozi Adichie"));
        opened = ServiceOnFolder.open(data);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void writesNoBlockForABurstInWhichNothingWasAsked() throws IOException {
        List<Boolean> told = new ArrayList<>();
        opened.service().newBurst().end(told::add);
        assertThat(told).containsExactly(true);
        opened.audit().close();
        try (Stream<Path> segments = Files.list(opened.auditFolder())) {
            assertThat(segments.filter(file -> file.toString().endsWith(".audit")))
                    .isNotEmpty()
                    .allSatisfy(segment -> assertThat(Files.size(segment)).as("header alone").isEqualTo(84));
        }
    }

    /** Else its asker would wait, and its permit would be lost. */
    @Test
    void aWorkerTellsOfAQuestionThatFails() throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        try (QuestionWorkers workers = opened.service().startWorkers()) {
            assertThat(workers.submit(work(null, failed))).isTrue();
            assertThat(workers.submit(work(Question.getDefaultInstance(), next))).isTrue();
        }
        assertThat(failed.get()).isFalse();
        assertThat(next.get()).isTrue();
        opened.audit().close();
        assertThat(AuditTrail.read(opened.auditFolder(), _ -> {}).entries()).isEqualTo(1);
    }

    /** Entries of the short way are written as what they have beside the others: each must be read as if it were whole. */
    @Test
    void recordsOfTheShortWayAreReadAsTheirQuestionsCame() throws Exception {
        Burst burst = opened.service().newBurst();
        Caller paris = Caller.terminal("FRA", "PAF", "T1", Role.MEMBER);
        Caller berlin = Caller.terminal("D", "BPOL", "T2", Role.MEMBER);
        long later = System.nanoTime();
        long earlier = later - Duration.ofMillis(3).toNanos();
        List<Caller> callers = List.of(paris, paris, berlin, paris, Caller.LOCAL_OPERATOR, berlin, paris);
        List<AuditEntry> whole = new ArrayList<>();
        for (int blocks = 0; blocks < 3; blocks++) {
            for (int i = 0; i < callers.size(); i++) {
                clear(burst, callers.get(i), question(i), i % 2 == 0 ? earlier : later);
                whole.add(AuditEntry.newBuilder()
                        .setCaller(callers.get(i).name())
                        .setKind(AuditEntry.AuditedKind.Code.ASK)
                        .setRequest(question(i).toByteString())
                        .setVerdict(Verdict.Code.NO_HIT)
                        .build());
            }
            Answer slow = burst.ask(paris, Question.getDefaultInstance().toByteArray(), later, 0);
            whole.add(AuditEntry.newBuilder()
                    .setCaller(paris.name())
                    .setKind(AuditEntry.AuditedKind.Code.ASK)
                    .setVerdict(slow.getVerdict())
                    .setError(slow.getError().getCode())
                    .build());
            CompletableFuture<Boolean> recorded = new CompletableFuture<>();
            burst.end(recorded::complete);
            assertThat(recorded.get()).isTrue();
        }
        opened.audit().close();

        List<AuditEntry> read = new ArrayList<>();
        assertThat(AuditTrail.read(opened.auditFolder(), read::add).faults()).isEmpty();
        assertThat(read).allMatch(entry -> entry.getAsOf().getEpoch() > 0);
        assertThat(read.stream()
                        .map(entry -> entry.toBuilder().clearTime().clearAsOf().clearMicros().build()))
                .containsExactlyElementsOf(whole);
        assertThat(nanos(read.get(1)) - nanos(read.get(0))).isEqualTo(later - earlier);
        assertThat(nanos(read.get(2))).isEqualTo(nanos(read.get(0)));
    }

    private static void clear(Burst burst, Caller caller, Question question, long arrivedNanos) {
        byte[] bytes = question.toByteArray();
        assertThat(burst.tryClear(caller, bytes, 0, bytes.length, 1, arrivedNanos, 0)).isPositive();
    }

    private static Question question(int i) {
        return Question.newBuilder()
                .setId("q" + i)
                .setDocument(DocumentQuestion.newBuilder().setNumber("ABC" + i).setIssuingState("FRA"))
                .build();
    }

    private static long nanos(AuditEntry entry) {
        return Timestamps.toNanos(entry.getTime());
    }

    private static QuestionWorkers.Work work(Question question, CompletableFuture<Boolean> told) {
        return new QuestionWorkers.Work(
                Caller.LOCAL_OPERATOR,
                question,
                new byte[0],
                System.nanoTime(),
                0,
                (answer, recorded) -> told.complete(recorded));
    }
}
