package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Caller;
import io.vigie.server.access.Role;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.index.Outcome;
import io.vigie.server.index.RecordKind;
import io.vigie.server.index.RecordWriter;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Fetch;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a burst leaves in the audit trail, on an event loop and on a worker. */
class BurstTest {
    private static final Caller PARIS = Caller.terminal("FRA", "PAF", "T1", Role.MEMBER);
    private static final Caller BERLIN = Caller.terminal("D", "BPOL", "T2", Role.MEMBER);
    private static final Instant BEGUN = Instant.parse("2026-11-27T12:00:00Z");

    /** Longer than a thread of this test can stand still, and less microseconds than an int holds. */
    private static final Duration BETWEEN_BLOCKS = Duration.ofMinutes(30);

    private static final int BLOCKS = 3;
    private static final int EARLIER_MICROS = 3_000;
    private static final long EARLIER_NANOS = EARLIER_MICROS * 1_000L;

    @TempDir
    Path data;

    private final OwnClock clock = new OwnClock(BEGUN);
    private ServiceOnFolder opened;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(data, Fixtures.person("P1", "Ngozi Adichie"));
        opened = ServiceOnFolder.open(data, clock);
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
        List<Caller> callers = List.of(PARIS, PARIS, BERLIN, PARIS, Caller.LOCAL_OPERATOR, BERLIN, PARIS);
        List<AuditEntry> expected = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            long later = System.nanoTime();
            for (int i = 0; i < callers.size(); i++) {
                Answer answer = clear(burst, callers.get(i), question(i), i % 2 == 0 ? later - EARLIER_NANOS : later);
                assertThat(answer.getAsOf().getSequence()).as("changes before the block").isEqualTo(1 + block);
                assertThat(answer.getMicros()).isGreaterThanOrEqualTo(i % 2 == 0 ? EARLIER_MICROS : 0);
                expected.add(entry(callers.get(i), question(i), answer));
            }
            Answer slow = burst.ask(PARIS, question(9).toByteArray(), later, 0);
            expected.add(entry(PARIS, question(9), slow));
            end(burst);
            change("N" + block);
            clock.advance(BETWEEN_BLOCKS);
        }

        List<AuditEntry> read = entries();
        assertThat(read.stream().map(entry -> entry.toBuilder().clearTime().build())).containsExactlyElementsOf(expected);
        for (int block = 0; block < BLOCKS; block++) {
            Instant time = BEGUN.plus(BETWEEN_BLOCKS.multipliedBy(block));
            List<AuditEntry> entries = read.subList(block * (callers.size() + 1), (block + 1) * (callers.size() + 1));
            assertThat(entries).allSatisfy(entry -> assertThat(time(entry)).isBetween(time.minus(BETWEEN_BLOCKS), time));
            for (int i = 0; i < callers.size(); i++) {
                Instant first = time(entries.getFirst());
                assertThat(time(entries.get(i))).isEqualTo(i % 2 == 0 ? first : first.plusNanos(EARLIER_NANOS));
            }
        }
    }

    @Test
    void everyEntryHasTheTimeAtWhichItsRequestCameAndHowLongItTook() throws Exception {
        Burst burst = opened.service().newBurst();
        long arrived = System.nanoTime() - BETWEEN_BLOCKS.toNanos();
        var _ = burst.ask(PARIS, question(0).toByteArray(), arrived, 0);
        var _ = burst.fetch(PARIS, Fetch.newBuilder().setRecordId("P1").build().toByteArray(), arrived);
        byte[] refused = {1, 2, 3};
        burst.refused(
                PARIS,
                AuditEntry.AuditedKind.Code.FOLLOW,
                refused,
                arrived,
                Failures.error(Error.Code.Value.NOT_ALLOWED, "not you"));
        end(burst);
        List<AuditEntry> read = entries();
        assertThat(read).hasSize(3).allSatisfy(entry -> {
            assertThat(time(entry)).isBeforeOrEqualTo(BEGUN.minus(BETWEEN_BLOCKS));
            assertThat(entry.getMicros()).isGreaterThanOrEqualTo((int) (BETWEEN_BLOCKS.toNanos() / 1000));
        });
        assertThat(read.getLast().getRequest().toByteArray()).isEqualTo(refused);
    }

    /** The position of the questions before it says nothing of a request for which nothing was read. */
    @Test
    void aRefusedRequestNamesNoPosition() throws Exception {
        Burst burst = opened.service().newBurst();
        clear(burst, PARIS, question(0), System.nanoTime());
        end(burst);
        burst.refused(
                PARIS,
                AuditEntry.AuditedKind.Code.FOLLOW,
                new byte[0],
                System.nanoTime(),
                Failures.error(Error.Code.Value.NOT_ALLOWED, "not you"));
        end(burst);
        assertThat(entries()).satisfiesExactly(
                asked -> assertThat(asked.hasAsOf()).isTrue(), refused -> assertThat(refused.hasAsOf()).isFalse());
    }

    @Test
    void anEntryNamesTheDatasetsThatAnsweredAndThoseThatDidNot() throws Exception {
        Burst burst = opened.service().newWorkersBurst();
        Question both = question(0).toBuilder()
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .addDatasets(Dataset.Code.NOTICES)
                .build();
        opened.service().scrubbed(() -> Set.of(RecordKind.NOTICE));
        var _ = burst.ask(PARIS, both.toByteArray(), System.nanoTime(), 0);
        end(burst);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.getDatasetsList()).containsExactly(Dataset.Code.TRAVEL_DOCUMENTS);
            assertThat(entry.getIncompleteList()).containsExactly(Dataset.Code.NOTICES);
        });
    }

    /** What fails while a burst begins may be what would have said that nothing is clear. */
    @Test
    void aBurstThatCouldNotBeginIsBegunAnew() throws Exception {
        Burst burst = opened.service().newBurst();
        assertThat(clear(burst, PARIS, question(0), System.nanoTime())).isNotNull();
        end(burst);
        AtomicBoolean failing = new AtomicBoolean(true);
        opened.service().scrubbed(() -> {
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("of this test");
            }
            return Set.of(RecordKind.DOCUMENT);
        });
        assertThat(burst.ask(PARIS, question(0).toByteArray(), System.nanoTime(), 0).getError().getCode())
                .isEqualTo(Error.Code.Value.INTERNAL);
        byte[] bytes = question(1).toByteArray();
        assertThat(burst.tryClear(PARIS, bytes, 0, bytes.length, 1, System.nanoTime(), 0)).isZero();
    }

    private void change(String number) {
        var _ = opened.folder().write(view -> {
            RecordWriter writer = new RecordWriter(view, clock.instant());
            assertThat(writer.put(Fixtures.record(Fixtures.document("D" + number, number, "FRA"))))
                    .isInstanceOf(Outcome.Accepted.class);
            return writer.finish();
        });
    }

    private static void end(Burst burst) throws Exception {
        CompletableFuture<Boolean> recorded = new CompletableFuture<>();
        burst.end(recorded::complete);
        assertThat(recorded.get()).isTrue();
    }

    private List<AuditEntry> entries() throws IOException {
        opened.audit().close();
        List<AuditEntry> read = new ArrayList<>();
        assertThat(AuditTrail.read(opened.auditFolder(), read::add).faults()).isEmpty();
        return read;
    }

    private static Answer clear(Burst burst, Caller caller, Question question, long arrivedNanos) throws IOException {
        byte[] bytes = question.toByteArray();
        int size = burst.tryClear(caller, bytes, 0, bytes.length, 1, arrivedNanos, 0);
        assertThat(size).isPositive();
        return Answer.parseFrom(ByteBuffer.wrap(burst.clearFrame(), 0, size).position(FrameLayout.HEADER_SIZE));
    }

    private static Question question(int i) {
        return Question.newBuilder()
                .setId("q" + i)
                .setDocument(DocumentQuestion.newBuilder().setNumber("ABC" + i).setIssuingState("FRA"))
                .build();
    }

    /** But for its time. */
    private static AuditEntry entry(Caller caller, Question question, Answer clear) {
        return AuditEntry.newBuilder()
                .setCaller(caller.name())
                .setKind(AuditEntry.AuditedKind.Code.ASK)
                .setRequest(question.toByteString())
                .setVerdict(Verdict.Code.NO_HIT)
                .setAsOf(clear.getAsOf())
                .setMicros(clear.getMicros())
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .build();
    }

    private static Instant time(AuditEntry entry) {
        return ProtoTime.instant(entry.getTime());
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
