package io.vigie.server.query;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.mrz.MrzFormat;
import io.vigie.mrz.MrzWriter;
import io.vigie.server.access.AccessRules;
import io.vigie.server.access.Caller;
import io.vigie.server.access.Profiles;
import io.vigie.server.access.Role;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.AccessGrant;
import io.vigie.v1.AccessProfile;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Context;
import io.vigie.v1.Dataset;
import io.vigie.v1.Direction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Error;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short way must answer and record what the way of all questions does, or nothing. */
class PlainQuestionTest {
    private static final Caller CALLER = Caller.LOCAL_OPERATOR;
    private static final int CORRELATION = 0x01020304;
    private static final String[] NUMBERS = {
        "A1", "a-1", "B2", "B 2", "R0005", "r.0005", "R0020", "ZZ99", "AB12*", "A?1", "é1", "١٢٣", "", "-", "A\u0001",
        "9".repeat(64), "9".repeat(65), "12/34<5", "A1\n"
    };
    private static final MrzFormat[] FORMATS = {
        MrzFormat.TD1, MrzFormat.TD2, MrzFormat.TD3, MrzFormat.MRVA, MrzFormat.MRVB
    };
    private static final String[] STATES = {"", "FRA", "D", "UTO", "QQQ", "fra", "FRAN", "GBD"};

    @TempDir
    Path data;

    private ServiceOnFolder opened;
    private DataFolder folder;
    private QueryService service;
    private Burst burst;

    @BeforeEach
    void open() throws IOException {
        Fixtures.load(
                data,
                record(document("D", "A1", "FRA")),
                record(document("R", "R0001", "FRA").setNumberEnd("R0010")));
        opened = ServiceOnFolder.open(data);
        folder = opened.folder();
        service = opened.service();
        burst = service.newBurst();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void theOrdinaryMissIsPlain() throws IOException {
        Question question = Question.newBuilder()
                .setId("q1")
                .addDatasets(Dataset.Code.TRAVEL_DOCUMENTS)
                .setDocument(DocumentQuestion.newBuilder()
                        .setNumber("L898902C3")
                        .setIssuingState("FRA")
                        .setType(DocumentType.Code.PASSPORT))
                .setDeadlineMillis(1000)
                .setContext(Context.newBuilder()
                        .setOfficer("7")
                        .setPlace("CDG")
                        .setDirection(Direction.Code.ENTRY)
                        .setPurpose(Purpose.Code.BORDER))
                .build();
        assertThat(clear(question.toByteArray())).isNotNull().extracting(Answer::getVerdict).isEqualTo(Verdict.Code.NO_HIT);
    }

    @Test
    void whatIsKnownIsNeverClear() {
        for (String number : List.of("A1", "a-1", "R0001", "R0005", "R0010")) {
            assertThat(clear(asking(number).build().toByteArray())).isNull();
        }
    }

    @Test
    void answersAndRecordsAsTheLongWayDoes() throws IOException {
        Random random = new Random(7);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = question(random).toByteArray();
            if (random.nextInt(4) == 0) {
                payload = damaged(payload, random);
            }
            Answer shortWay = clear(payload);
            if (shortWay != null) {
                taken++;
                Answer longWay = burst.ask(CALLER, payload, System.nanoTime(), 0);
                assertThat(shortWay).isEqualTo(withMicros(longWay, shortWay.getMicros()));
            }
            if (burst.size() > 500) {
                burst.end(_ -> {});
            }
        }
        burst.end(_ -> {});
        assertThat(taken).isGreaterThan(1000);
        opened.audit().close();
        List<AuditEntry> entries = new ArrayList<>();
        assertThat(AuditTrail.read(opened.auditFolder(), entries::add).faults()).isEmpty();
        assertThat(entries).hasSize(2 * taken);
        for (int i = 0; i < entries.size(); i += 2) {
            assertThat(entries.get(i)).isEqualTo(timed(entries.get(i + 1), entries.get(i)));
        }
    }

    /** All formats, every field filled or empty, a third of them with one character changed. */
    @Test
    void answersZonesAsTheLongWayDoes() throws IOException {
        Random random = new Random(11);
        EnumSet<MrzFormat> taken = EnumSet.noneOf(MrzFormat.class);
        int count = 0;
        for (int i = 0; i < 6_000; i++) {
            MrzFormat format = FORMATS[random.nextInt(FORMATS.length)];
            byte[] payload = asking(zone(format, random)).build().toByteArray();
            Answer shortWay = clear(payload);
            if (shortWay != null) {
                taken.add(format);
                count++;
                Answer longWay = burst.ask(CALLER, payload, System.nanoTime(), 0);
                assertThat(shortWay).isEqualTo(withMicros(longWay, shortWay.getMicros()));
            }
            if (burst.size() > 500) {
                burst.end(_ -> {});
            }
        }
        assertThat(taken).containsExactlyInAnyOrder(FORMATS);
        assertThat(count).isGreaterThan(2_000);
    }

    @Test
    void aZoneOfWhichSomethingIsKnownOrWrongIsNeverClear() {
        List<String> known = passport("A1", "FRA").lines();
        List<String> clear = passport("B2", "FRA").lines();
        assertThat(clear(asking(clear))).isNotNull();
        assertThat(clear(asking(known))).isNull();
        assertThat(clear(asking(passport("R0005", "FRA").lines()))).isNull();
        assertThat(clear(asking(passport("B2", "UTO").lines()))).isNull();
        List<String> misread = List.of(clear.get(0), clear.get(1).replaceFirst("B2", "82"));
        assertThat(clear(asking(misread))).isNull();
        assertThat(clear(asking(clear).clearDatasets()))
                .as("a whole zone asks for its holder too")
                .isNull();
        assertThat(clear(asking(clear).setDocument(DocumentQuestion.newBuilder().setNumber("B3"))))
                .as("a zone and a number")
                .isNull();
    }

    @Test
    void theCanaryIsLookedForOnTheShortWayToo() {
        assertThat(burst.probeClear(asking("VIGIECANARY1").build())).isFalse();
        assertThat(burst.probeClear(asking("B2").build())).isTrue();
    }

    @Test
    void isNotClearPastItsDeadline() {
        byte[] payload = asking("B2").setDeadlineMillis(1).build().toByteArray();
        assertThat(tryClear(payload, System.nanoTime() - 2_000_000, 0)).isZero();
        assertThat(tryClear(asking("B2").build().toByteArray(), System.nanoTime() - 2_000_000, 1000))
                .isZero();
    }

    @Test
    void isNotClearWhileTheCanaryFails() throws IOException {
        assertThat(clear(asking("B2").build().toByteArray())).isNotNull();
        burst.end(_ -> {});
        byte[] key = folder.write(view -> {
            byte[] last = view.lastKey(Table.DOCUMENT);
            view.delete(Table.DOCUMENT, last);
            return last;
        });
        assertThat(key).isNotEmpty();
        assertThat(service.canaries().probe()).isFalse();
        assertThat(clear(asking("B2").build().toByteArray())).isNull();
    }

    /** Contexts with fields blank, absent and twice, under profiles that demand some of them. */
    @Test
    void aProfileAllowsOnTheShortWayWhatItAllowsOnTheLongOne() throws Exception {
        Random random = new Random(13);
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            AccessProfile.Builder profile = AccessProfile.newBuilder();
            for (int field = 1; field <= 5; field++) {
                if (random.nextInt(4) == 0) {
                    profile.addMandatoryContextValue(field);
                }
            }
            for (int some = random.nextInt(3); some > 0; some--) {
                profile.addPurposesValue(1 + random.nextInt(5));
            }
            profile.setEnds(random.nextInt(8) == 0 ? "2020-01-01" : random.nextBoolean() ? "2999-12-31" : "");
            Caller caller = caller(profile);
            ByteString context = context(random).toByteString();
            if (random.nextInt(4) == 0) {
                context = context.concat(context(random).toByteString());
            }
            byte[] payload = asking("B2")
                    .build()
                    .toByteString()
                    .concat(ByteString.copyFrom(new byte[] {13 << 3 | 2, (byte) context.size()}))
                    .concat(context)
                    .toByteArray();
            boolean shortWay = tryClear(caller, payload, System.nanoTime(), 0) > 0;
            Answer longWay = burst.ask(caller, payload, System.nanoTime(), 0);
            assertThat(shortWay).as("%s %s", profile, longWay).isEqualTo(longWay.getVerdict() == Verdict.Code.NO_HIT);
            taken += shortWay ? 1 : 0;
            if (burst.size() > 500) {
                burst.end(_ -> {});
            }
        }
        assertThat(taken).isBetween(1_000, 4_000);
    }

    /** Owners are told of it, so it is no place for what a screen would not show. */
    @Test
    void aControlCharacterInIdOrContextIsInvalidOnEitherWay() throws Exception {
        for (String letter : new String[] {"\u0000", "\t", "\u007F"}) {
            for (Question asked : new Question[] {
                asking("B2").setId("q" + letter).build(),
                asking("B2").setContext(Context.newBuilder().setPlace("Gate" + letter)).build()
            }) {
                byte[] payload = asked.toByteArray();
                assertThat(tryClear(payload, System.nanoTime(), 0)).isZero();
                assertThat(burst.ask(CALLER, payload, System.nanoTime(), 0).getVerdict())
                        .isEqualTo(Verdict.Code.INVALID);
            }
        }
    }

    @Test
    void theShortWayCountsAgainstTheRate() throws Exception {
        Caller caller = caller(AccessProfile.newBuilder().setRate(1e-9).setBurst(3));
        byte[] payload = asking("B2").build().toByteArray();
        assertThat(tryClear(caller, payload, System.nanoTime(), 0)).isPositive();
        assertThat(burst.ask(caller, payload, System.nanoTime(), 0).getVerdict()).isEqualTo(Verdict.Code.NO_HIT);
        assertThat(tryClear(caller, payload, System.nanoTime(), 0)).isPositive();
        assertThat(tryClear(caller, payload, System.nanoTime(), 0)).isZero();
        assertThat(burst.ask(caller, payload, System.nanoTime(), 0).getError().getCode())
                .isEqualTo(Error.Code.Value.RATE_EXCEEDED);
    }

    private static Caller caller(AccessProfile.Builder profile) throws Profiles.InvalidProfilesException {
        AccessRules rules = new AccessRules();
        rules.enforce(Profiles.of(
                AccessProfiles.newBuilder()
                        .addProfiles(profile.setName("p"))
                        .addGrants(AccessGrant.newBuilder().setProfile("p"))
                        .build(),
                Map.of()));
        return rules.withRights(Caller.terminal("FRA", "police", "gate", Role.MEMBER));
    }

    private static Context context(Random random) {
        String[] texts = {"", " ", "x", "  ", " x "};
        return Context.newBuilder()
                .setOfficer(texts[random.nextInt(texts.length)])
                .setPlace(texts[random.nextInt(texts.length)])
                .setDirectionValue(random.nextInt(3))
                .setJourney(texts[random.nextInt(texts.length)])
                .setPurposeValue(random.nextInt(6))
                .build();
    }

    private Answer clear(Question.Builder question) {
        return clear(question.build().toByteArray());
    }

    private Answer clear(byte[] payload) {
        int size = tryClear(payload, System.nanoTime(), 0);
        if (size == 0) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.wrap(burst.clearFrame(), 0, size);
        assertThat(frame.getInt(FrameLayout.LENGTH_OFFSET)).isEqualTo(size - 4);
        assertThat(frame.get(FrameLayout.KIND_OFFSET)).isEqualTo((byte) FrameKind.ANSWER.number());
        assertThat(frame.getInt(FrameLayout.CORRELATION_OFFSET)).isEqualTo(CORRELATION);
        try {
            return Answer.parseFrom(frame.position(FrameLayout.HEADER_SIZE));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the answer is no message", e);
        }
    }

    /** Asks among other bytes, as a frame lies among other frames. */
    private int tryClear(byte[] payload, long arrivedNanos, int budgetMicros) {
        return tryClear(CALLER, payload, arrivedNanos, budgetMicros);
    }

    private int tryClear(Caller caller, byte[] payload, long arrivedNanos, int budgetMicros) {
        byte[] bytes = new byte[payload.length + 10];
        Arrays.fill(bytes, (byte) 0x0A);
        System.arraycopy(payload, 0, bytes, 5, payload.length);
        return burst.tryClear(caller, bytes, 5, payload.length, CORRELATION, arrivedNanos, budgetMicros);
    }

    private static Answer withMicros(Answer answer, int micros) {
        return answer.toBuilder().setMicros(micros).build();
    }

    private static AuditEntry timed(AuditEntry entry, AuditEntry as) {
        return entry.toBuilder().setTime(as.getTime()).setMicros(as.getMicros()).build();
    }

    private static Question.Builder asking(String number) {
        return Question.newBuilder().setDocument(DocumentQuestion.newBuilder().setNumber(number));
    }

    private static Question.Builder asking(List<String> zone) {
        return Question.newBuilder().addAllMrz(zone).addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
    }

    private static MrzWriter passport(String number, String state) {
        return MrzWriter.of(MrzFormat.TD3)
                .documentCode("P")
                .issuingState(state)
                .documentNumber(number)
                .names("ERIKSSON", "ANNA MARIA")
                .nationality(state)
                .birthDate(LocalDate.of(1974, 8, 12))
                .sex('F')
                .expiryDate(LocalDate.of(2032, 4, 15));
    }

    private static List<String> zone(MrzFormat format, Random random) {
        MrzWriter writer = MrzWriter.of(format)
                .documentCode(format == MrzFormat.MRVA || format == MrzFormat.MRVB ? "V" : "P")
                .issuingState(random.nextInt(9) == 0 ? "D" : "FRA")
                .documentNumber("X" + random.nextInt(100_000_000))
                .names(
                        random.nextInt(9) == 0 ? "A VERY LONG NAME THAT FILLS ITS FIELD TO THE END" : "ERIKSSON",
                        random.nextInt(5) == 0 ? "" : "ANNA MARIA")
                .nationality("SWE")
                .birthDate(LocalDate.of(1930 + random.nextInt(90), 1 + random.nextInt(12), 1 + random.nextInt(28)))
                .sex("MFX".charAt(random.nextInt(3)))
                .expiryDate(LocalDate.of(2015 + random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        if (random.nextBoolean()) {
            writer.optionalData("AB1" + random.nextInt(1000));
        }
        List<String> lines = new ArrayList<>(writer.lines());
        if (random.nextInt(3) == 0) {
            int line = random.nextInt(lines.size());
            StringBuilder changed = new StringBuilder(lines.get(line));
            changed.setCharAt(random.nextInt(changed.length()), "A0<9é ".charAt(random.nextInt(6)));
            lines.set(line, changed.toString());
        }
        return lines;
    }

    private static Question question(Random random) {
        Question.Builder question = Question.newBuilder();
        DocumentQuestion.Builder document = question.getDocumentBuilder();
        document.setNumber(random.nextInt(3) > 0 ? "X" + random.nextInt() : NUMBERS[random.nextInt(NUMBERS.length)]);
        document.setIssuingState(STATES[random.nextInt(3) > 0 ? 1 : random.nextInt(STATES.length)]);
        document.setTypeValue(random.nextInt(20));
        question.setId("q".repeat(random.nextInt(30) == 0 ? random.nextInt(140) : random.nextInt(9)));
        switch (random.nextInt(8)) {
            case 0 -> question.setNear(random.nextBoolean());
            case 1 -> question.setLimit(random.nextInt(200));
            case 2 -> question.setDeadlineMillis(random.nextInt(100_000));
            case 3 -> question.addDatasetsValue(random.nextInt(5));
            case 4 -> question.setExplain(random.nextBoolean());
            case 5 -> question.setAskingParty("FRA");
            case 6 ->
                question.setContext(Context.newBuilder()
                        .setOfficer("o".repeat(random.nextInt(130)))
                        .setDirectionValue(random.nextInt(9))
                        .setPlace(random.nextBoolean() ? "Orly" : "Zürich"));
            default -> question.addDatasets(Dataset.Code.TRAVEL_DOCUMENTS);
        }
        return question.build();
    }

    private static byte[] damaged(byte[] payload, Random random) {
        if (payload.length == 0) {
            return payload;
        }
        if (random.nextBoolean()) {
            return ByteString.copyFrom(payload).concat(ByteString.copyFrom(payload)).toByteArray();
        }
        byte[] other = payload.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return random.nextBoolean() ? other : Arrays.copyOf(other, random.nextInt(other.length));
    }
}
