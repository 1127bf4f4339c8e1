package io.vigie.server.net;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.audit.AuditTrail;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Context;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Manifest;
import io.vigie.v1.ManifestEnd;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Verdict;
import io.vigie.wire.FrameKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests over a plain socket: every traveller is answered once, whatever the client does. */
class ManifestIT {
    private static final int IN_FLIGHT_MAX = 1100;
    private static final int CORRELATION = 6;
    private static final int MINUTE_MICROS = 60_000_000;
    private static final String COMMON = "COMMON";

    @TempDir
    Path data;

    private ServedWorld world;

    /** What came back for one manifest. */
    private record Answers(Map<Integer, Answer> byIndex, ManifestEnd end) {
        Verdict.Code verdict(int index) {
            return byIndex.get(index).getVerdict();
        }

        Error.Code.Value error(int index) {
            return byIndex.get(index).getError().getCode();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        // A hundred documents share a number, so that an answer about it is large.
        Stream<Record> common = IntStream.range(0, 100)
                .mapToObj(i -> record(document("C" + i, COMMON, "FRA").setIssuingPlace("x".repeat(200))));
        Stream<Record> others = Stream.of(record(document("D", "A1", "FRA")), Fixtures.person("P1", "Ngozi Adichie"));
        Fixtures.load(data, Stream.concat(common, others).toArray(Record[]::new));
        world = ServedWorld.serve(data, Map.of("net.in-flight-max", "" + IN_FLIGHT_MAX));
    }

    @AfterEach
    void nothingIsLeft() {
        world.close();
    }

    @Test
    void answersEveryTravellerOnceUnderItsIndexAndEndsWithTheCounts() throws IOException {
        Manifest.Builder manifest = Manifest.newBuilder().setId("m1");
        for (int i = 0; i < 1000; i++) {
            manifest.addTravellers(number("q" + i, i % 100 == 7 ? "A1" : "B" + i));
        }
        manifest.setTravellers(500, person("q500", "Ngozi Adichie"));
        try (RawConnection raw = connect()) {
            raw.send(FrameKind.ASK_MANY, CORRELATION, manifest.build());
            Answers answers = readAll(raw);
            assertThat(answers.byIndex).hasSize(1000);
            answers.byIndex.forEach((index, answer) -> {
                Verdict.Code expected = index == 500
                        ? Verdict.Code.POSSIBLE
                        : index % 100 == 7 ? Verdict.Code.HIT : Verdict.Code.NO_HIT;
                assertThat(answer.getVerdict()).as("index %d", index).isEqualTo(expected);
                assertThat(answer.getId()).isEqualTo("q" + index);
            });
            assertThat(answers.end)
                    .isEqualTo(ManifestEnd.newBuilder()
                            .setId("m1")
                            .setTravellers(1000)
                            .setAnswered(1000)
                            .build());
        }
        assertThat(audited()).hasSize(1000);
    }

    @Test
    void theContextOfTheManifestStandsForTravellersWithoutOne() throws IOException {
        Context flight = Context.newBuilder().setJourney("AF123").build();
        Context own = Context.newBuilder().setPlace("gate 4").build();
        try (RawConnection raw = connect()) {
            raw.send(
                    FrameKind.ASK_MANY,
                    CORRELATION,
                    Manifest.newBuilder()
                            .setContext(flight)
                            .addTravellers(number("q0", "A1"))
                            .addTravellers(number("q1", "B1"))
                            .addTravellers(number("q2", "B1").toBuilder().setContext(own))
                            .build());
            readAll(raw);
        }
        Map<String, Context> contexts = new TreeMap<>();
        for (AuditEntry entry : audited()) {
            Question asked = Question.parseFrom(entry.getRequest());
            contexts.put(asked.getId(), asked.getContext());
        }
        assertThat(contexts).isEqualTo(Map.of("q0", flight, "q1", flight, "q2", own));
    }

    @Test
    void aBadTravellerIsInvalidUnderItsIndexAndTheRestAreAnswered() throws IOException {
        byte[] context = Manifest.newBuilder()
                .setContext(Context.newBuilder().setJourney("AF123"))
                .build()
                .toByteArray();
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        manifest.writeBytes(context);
        List.of(number("q0", "A1"), number("q1", ""), number("q0", "A1"), Question.getDefaultInstance())
                .forEach(question -> manifest.writeBytes(
                        Manifest.newBuilder().addTravellers(question).build().toByteArray()));
        // A document that claims 32 bytes and has none: were the context put behind it, it would be read as one.
        manifest.writeBytes(new byte[] {0x12, 2, 0x1a, 32});
        manifest.writeBytes(new byte[] {0x12, 4, 0x1a, 2, 0x0a, 9});
        manifest.writeBytes(Manifest.newBuilder()
                .addTravellers(number("", "A1"))
                .addTravellers(number("", "A1"))
                .build()
                .toByteArray());
        try (RawConnection raw = connect()) {
            raw.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, manifest.toByteArray());
            Answers answers = readAll(raw);
            assertThat(answers.verdict(0)).isEqualTo(Verdict.Code.HIT);
            assertThat(answers.error(1)).isEqualTo(Error.Code.Value.MISSING_VALUE);
            assertThat(answers.error(2)).isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(answers.byIndex.get(2).getError().getField()).isEqualTo("id");
            assertThat(answers.error(3)).isEqualTo(Error.Code.Value.MISSING_VALUE);
            assertThat(answers.error(4)).isEqualTo(Error.Code.Value.BAD_PAYLOAD);
            assertThat(answers.error(5)).isEqualTo(Error.Code.Value.BAD_PAYLOAD);
            for (int invalid = 1; invalid <= 5; invalid++) {
                assertThat(answers.verdict(invalid)).isEqualTo(Verdict.Code.INVALID);
            }
            assertThat(answers.verdict(6)).as("empty ids are no duplicates").isEqualTo(Verdict.Code.HIT);
            assertThat(answers.verdict(7)).isEqualTo(Verdict.Code.HIT);
        }
        assertThat(audited()).hasSize(8);
    }

    @Test
    void refusesAManifestThatCannotBeAnsweredAsAWholeAndGoesOn() throws IOException {
        Question one = number("", "A1");
        try (RawConnection raw = connect()) {
            refused(raw, Manifest.getDefaultInstance(), Error.Code.Value.MISSING_VALUE);
            refused(raw, of(1001, one), Error.Code.Value.INVALID_VALUE);
            refused(raw, of(1, one).setId("x".repeat(129)).build(), Error.Code.Value.INVALID_VALUE);
            Context large = Context.newBuilder().setOfficer("x".repeat(4096)).build();
            refused(raw, of(1, one).setContext(large).build(), Error.Code.Value.INVALID_VALUE);
            assertThat(audited())
                    .hasSize(4)
                    .allMatch(entry -> entry.getVerdict() == Verdict.Code.INVALID)
                    .last()
                    .satisfies(entry -> assertThat(Manifest.parseFrom(entry.getRequest()).getContext()).isEqualTo(large));
            assertThat(raw.ask(one).getVerdict()).isEqualTo(Verdict.Code.HIT);
            raw.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, new byte[] {0x12, 100});
            raw.expectErrorAndEnd(Error.Code.Value.BAD_PAYLOAD);
        }
        assertThat(audited()).hasSize(5);
    }

    @Test
    void saysOfEveryTravellerThatTheTimeIsOver() throws IOException {
        byte[] manifest = of(300, number("", "B1")).build().toByteArray();
        try (RawConnection raw = connect()) {
            raw.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, 1, manifest);
            Answers answers = readAll(raw);
            assertThat(answers.byIndex).hasSize(300);
            for (int index = 0; index < 300; index++) {
                assertThat(answers.error(index)).isEqualTo(Error.Code.Value.DEADLINE_EXCEEDED);
                assertThat(answers.verdict(index)).isEqualTo(Verdict.Code.UNAVAILABLE);
            }
            assertThat(answers.end.getAnswered()).isEqualTo(300);
        }
    }

    @Test
    void aQuestionOfItsOwnIsAnsweredWhileAManifestRuns() throws IOException {
        try (RawConnection raw = connect()) {
            raw.send(FrameKind.ASK_MANY, CORRELATION, of(300, person("", "Ngozi Adichie")).build());
            raw.send(FrameKind.ASK, 7, number("q", "A1"));
            int before = 0;
            RawConnection.Reply reply = raw.read();
            for (; reply.correlation() != 7; reply = raw.read()) {
                before++;
            }
            assertThat(Answer.parseFrom(reply.payload()).getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(readAll(raw, CORRELATION).byIndex).hasSize(300 - before);
        }
    }

    @Test
    void aManifestCountsAsItsTravellersAgainstTheLimitOfTheServer() throws IOException {
        try (RawConnection slow = slowReader();
                RawConnection raw = connect()) {
            slow.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, MINUTE_MICROS, large(1000));
            int free = IN_FLIGHT_MAX - (int) inFlightWhenStill();
            assertThat(free).isBetween(1, 999);
            refused(raw, of(free + 1, number("", "A1")), Error.Code.Value.OVERLOADED);
            raw.send(FrameKind.ASK_MANY, CORRELATION, of(free, number("", "A1")).build());
            assertThat(readAll(raw).byIndex).hasSize(free);
            assertThat(readAll(slow).byIndex).hasSize(1000);
            raw.send(FrameKind.ASK_MANY, CORRELATION, of(1000, number("", "A1")).build());
            assertThat(readAll(raw).byIndex).hasSize(1000);
        }
    }

    @Test
    void beginsNothingMoreWhileTheClientDoesNotRead() throws IOException {
        try (RawConnection slow = slowReader()) {
            slow.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, MINUTE_MICROS, large(1000));
            // Else all of them would be answered, waiting in the server's memory.
            assertThat(inFlightWhenStill()).isGreaterThan(100);
            Answers answers = readAll(slow);
            assertThat(answers.byIndex).hasSize(1000);
            answers.byIndex.values().forEach(answer -> assertThat(answer.getHitsCount()).isEqualTo(100));
        }
    }

    @Test
    void cancelEndsAManifestWithTheNumberOfThoseNotBegun() throws IOException {
        try (RawConnection slow = slowReader()) {
            slow.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, MINUTE_MICROS, large(1000));
            assertThat(inFlightWhenStill()).isGreaterThan(100);
            slow.frame(1, FrameKind.CANCEL.number(), CORRELATION, new byte[0]);
            Answers answers = readAll(slow);
            assertThat(answers.end.getCancelled()).isPositive();
            assertThat(answers.end.getAnswered()).isEqualTo(answers.byIndex.size());
            assertThat(answers.end.getAnswered() + answers.end.getCancelled()).isEqualTo(1000);
            assertThat(audited()).hasSize(answers.byIndex.size());
            slow.send(FrameKind.ASK_MANY, CORRELATION, of(2, number("", "A1")).build());
            assertThat(readAll(slow).byIndex).hasSize(2);
        }
    }

    @Test
    void theEndOfTheConnectionCancels() throws IOException {
        try (RawConnection slow = slowReader()) {
            slow.frame(1, FrameKind.ASK_MANY.number(), CORRELATION, MINUTE_MICROS, large(1000));
            assertThat(inFlightWhenStill()).isGreaterThan(100);
        }
        assertThat(inFlightWhenStill()).isZero();
        assertThat(audited().size()).isLessThan(1000);
    }

    private void refused(RawConnection raw, Manifest.Builder manifest, Error.Code.Value code) throws IOException {
        refused(raw, manifest.build(), code);
    }

    private void refused(RawConnection raw, Manifest manifest, Error.Code.Value code) throws IOException {
        raw.send(FrameKind.ASK_MANY, CORRELATION, manifest);
        raw.expectError(CORRELATION, code);
    }

    private static Answers readAll(RawConnection raw) throws IOException {
        return readAll(raw, CORRELATION);
    }

    private static Answers readAll(RawConnection raw, int correlation) throws IOException {
        Map<Integer, Answer> byIndex = new TreeMap<>();
        while (true) {
            RawConnection.Reply reply = raw.read();
            assertThat(reply.correlation()).isEqualTo(correlation);
            if (reply.kind() == FrameKind.END) {
                return new Answers(byIndex, ManifestEnd.parseFrom(reply.payload()));
            }
            assertThat(reply.kind()).isEqualTo(FrameKind.ANSWER);
            Answer answer = Answer.parseFrom(reply.payload());
            assertThat(byIndex.put(answer.getIndex(), answer)).as("index told twice").isNull();
        }
    }

    /** Questions in flight once the server has done what it will do. */
    private double inFlightWhenStill() {
        double last = -1;
        for (int same = 0; same < 50; ) {
            double now = world.meter("vigie_in_flight");
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    private List<AuditEntry> audited() throws IOException {
        List<AuditEntry> entries = new ArrayList<>();
        assertThat(AuditTrail.read(data.resolve("audit"), entries::add).faults()).isEmpty();
        return entries;
    }

    private RawConnection connect() throws IOException {
        RawConnection raw = RawConnection.to(world.port());
        raw.hello();
        return raw;
    }

    private RawConnection slowReader() throws IOException {
        RawConnection raw = RawConnection.withSmallBuffer(world.port());
        raw.hello();
        return raw;
    }

    /** Travellers whose answers are 100 hits each. */
    private static byte[] large(int count) {
        Question question = number("", COMMON).toBuilder().setLimit(100).setExplain(true).build();
        return of(count, question).build().toByteArray();
    }

    private static Manifest.Builder of(int count, Question traveller) {
        Manifest.Builder manifest = Manifest.newBuilder();
        for (int i = 0; i < count; i++) {
            manifest.addTravellers(traveller);
        }
        return manifest;
    }

    private static Question number(String id, String number) {
        return Question.newBuilder()
                .setId(id)
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build();
    }

    private static Question person(String id, String name) {
        return Question.newBuilder()
                .setId(id)
                .setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(name)))
                .addDatasets(Dataset.Code.PERSONS)
                .build();
    }
}
