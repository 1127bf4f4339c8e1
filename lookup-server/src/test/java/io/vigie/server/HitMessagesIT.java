package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.LookupException;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Answer;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Confidentiality;
import io.vigie.v1.Context;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.Messages;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners learn of hits, over loopback. */
class HitMessagesIT {
    private static final Record PASSPORT = record(document("D-1", "N1", "FRA"));

    @TempDir
    Path data;

    private final OwnClock clock = new OwnClock(Instant.parse("2026-11-26T12:00:00Z"));

    @Test
    void tellsTheOwnerWhoAskedWhereAndHowItMatchedAndNothingOfTheTraveller() throws IOException {
        try (ServedWorld world = served(PASSPORT)) {
            Answer answer = ask(world, question("n-1").setId("q1").setAskingParty("DEU")
                    .setContext(Context.newBuilder().setOfficer("O-7").setPlace("KEHL").setPurpose(Purpose.Code.BORDER))
                    .setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull("SECRET TRAVELLER"))));
            OwnerMessage message = one(taken(world, "FRA"));
            assertThat(message.getKind()).isEqualTo(OwnerMessage.Kind.Code.HIT);
            assertThat(message.getFrom()).isEqualTo("DEU");
            assertThat(message.getTo()).isEqualTo("FRA");
            assertThat(message.getCaller()).isEqualTo("local-operator");
            assertThat(message.getRecordId()).isEqualTo("D-1");
            assertThat(message.getRecordVersion()).isEqualTo(1);
            assertThat(message.getMatch()).isEqualTo(Match.Code.NORMALISED);
            assertThat(message.getQuestionId()).isEqualTo("q1");
            assertThat(message.getContext().getPlace()).isEqualTo("KEHL");
            assertThat(message.getContext().getOfficer()).isEqualTo("O-7");
            assertThat(message.getCount()).isEqualTo(1);
            assertThat(message.getCertain()).isTrue();
            assertThat(message.getAskedList()).containsExactly("document", "person");
            assertThat(message.getTime().getSeconds()).isEqualTo(clock.instant().getEpochSecond());
            assertThat(message.getHitId()).isEqualTo(answer.getHits(0).getHitId()).hasSize(24);
            assertThat(message.toString()).doesNotContain("SECRET");
            assertThat(taken(world, "DEU").getMessagesList()).isEmpty();
        }
    }

    @Test
    void whatIsNotAcknowledgedIsToldAgainAlsoAfterARestartAndAReplacedLoad() throws IOException {
        OwnerMessage told;
        try (ServedWorld world = served(PASSPORT)) {
            var _ = ask(world, question("N1").setId("q1"));
            told = one(taken(world, "FRA"));
            assertThat(one(taken(world, "FRA"))).isEqualTo(told);
        }
        assertThat(Files.getPosixFilePermissions(data.resolve("messages/journal")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(data.resolve("other.jsonl"), "");
        Fixtures.loadFile(data, file, true, new java.util.ArrayList<>());
        try (ServedWorld world = ServedWorld.serve(data, Map.of(), clock)) {
            assertThat(one(taken(world, "FRA"))).isEqualTo(told);
            assertThat(acknowledged(world, "FRA", told.getId()).getWaiting()).isZero();
            assertThat(acknowledged(world, "FRA", told.getId()).getWaiting()).as("once more").isZero();
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of(), clock)) {
            assertThat(taken(world, "FRA").getMessagesList()).isEmpty();
            assertThat(acknowledged(world, "FRA", told.getId()).getWaiting()).isZero();
        }
    }

    @Test
    void theSameQuestionAskedAgainIsOneHitAndOthersWithinTheHourAreCounted() throws IOException {
        try (ServedWorld world = served(PASSPORT)) {
            for (String id : List.of("q1", "q1", "q2", "q3", "q2")) {
                var _ = ask(world, question("N1").setId(id));
            }
            OwnerMessage first = one(taken(world, "FRA"));
            assertThat(first.getCount()).isEqualTo(3);
            var _ = ask(world, question("N1").setId("q4"));
            var _ = ask(world, question("N1").setId("q4"));
            clock.advance(Duration.ofMinutes(59));
            var _ = ask(world, question("N1").setId("q5"));
            assertThat(one(taken(world, "FRA"))).as("what was taken stays as it was").isEqualTo(first);
            clock.advance(Duration.ofMinutes(1));
            OwnerMessage rest = one(next(world, "FRA", first.getId()));
            assertThat(rest.getCount()).isEqualTo(2);
            assertThat(rest.getRepeats()).isEqualTo(first.getId());
            assertThat(rest.getLastTime().getSeconds()).isEqualTo(clock.instant().getEpochSecond() - 60);
            var _ = ask(world, question("N1").setId("q6"));
            assertThat(taken(world, "FRA").getMessagesList())
                    .extracting(OwnerMessage::getCount)
                    .containsExactly(2, 1);
        }
    }

    @Test
    void countsThatWereNotToldOutliveARestart() throws IOException {
        try (ServedWorld world = served(PASSPORT)) {
            var _ = ask(world, question("N1").setId("q1"));
            var _ = taken(world, "FRA");
            var _ = ask(world, question("N1").setId("q2"));
            var _ = ask(world, question("N1").setId("q3"));
        }
        clock.advance(Duration.ofHours(2));
        try (ServedWorld world = ServedWorld.serve(data, Map.of(), clock)) {
            OwnerMessage first = taken(world, "FRA").getMessages(0);
            assertThat(one(next(world, "FRA", first.getId())).getCount()).isEqualTo(2);
        }
    }

    @Test
    void anotherPartyAndACertainHitAfterAPossibleOneAreToldAtOnce() throws IOException {
        Record person = Record.newBuilder()
                .setPerson(Fixtures.person("P-1", "JUAN GARCIA LOPEZ").getPerson().toBuilder()
                        .addNationalIds(io.vigie.v1.NationalId.newBuilder().setState("ESP").setNumber("XY1234567")))
                .build();
        try (ServedWorld world = served(person)) {
            PersonQuestion.Builder name = PersonQuestion.newBuilder()
                    .addNames(Name.newBuilder().setFull("JUAN GARCIA LOPEZ"));
            Question.Builder possible = Question.newBuilder().setPerson(name);
            Question.Builder certain = Question.newBuilder()
                    .setPerson(name.clone()
                            .addNationalIds(io.vigie.v1.NationalId.newBuilder().setState("ESP").setNumber("XY1234567")));
            var _ = ask(world, possible.clone().setId("q1").setAskingParty("DEU"));
            var _ = ask(world, possible.clone().setId("q2").setAskingParty("D"));
            var _ = ask(world, possible.clone().setId("q3").setAskingParty("ITA"));
            var _ = ask(world, certain.clone().setId("q4").setAskingParty("DEU"));
            assertThat(taken(world, "FRA").getMessagesList())
                    .extracting(message -> message.getFrom() + " " + message.getCertain() + " " + message.getCount())
                    .containsExactly("DEU false 2", "ITA false 1", "DEU true 1");
        }
    }

    @Test
    void tellsOfSilentRecordsAndOfThosesOnlyThatWereShown() throws IOException {
        try (ServedWorld world = served(
                record(document("D-1", "N1", "FRA")
                        .setRestrictions(Restrictions.newBuilder().setSilent(true))),
                record(document("D-2", "N2", "FRA")
                        .setRestrictions(Restrictions.newBuilder()
                                .setRecipients(Recipients.Code.LIST)
                                .addParties("ITA"))),
                record(document("D-3", "N3", "FRA")),
                record(document("D-4", "N3", "ITA")))) {
            assertThat(ask(world, question("N1").setAskingParty("DEU")).getHits(0).getSilent()).isTrue();
            assertThat(ask(world, question("N2").setAskingParty("DEU")).getHitsCount()).isZero();
            assertThat(ask(world, question("N3").setAskingParty("DEU").setLimit(1)).getHitsList())
                    .extracting(io.vigie.v1.Hit::getRecordId)
                    .containsExactly("D-3");
            assertThat(taken(world, "FRA").getMessagesList())
                    .extracting(message -> message.getRecordId() + " " + message.getSilent())
                    .containsExactly("D-1 true", "D-3 false");
        }
    }

    @Test
    void tellsNobodyOfTestsOfSilentQuestionsAndOfListsThatAreRead() throws IOException {
        try (ServedWorld world = served(PASSPORT, Fixtures.notice("2026/1", io.vigie.v1.NoticeStatus.Code.PUBLISHED))) {
            Context.Builder test = Context.newBuilder().setPurpose(Purpose.Code.TEST);
            Context.Builder visa = Context.newBuilder().setPurpose(Purpose.Code.VISA);
            assertThat(ask(world, question("N1").setContext(test)).getHitsCount()).isOne();
            assertThat(ask(world, question("N1").setContext(visa).setSilent(true)).getHitsCount()).isOne();
            assertThat(ask(world, question("VIGIECANARY1")).getVerdict()).isNotNull();
            assertThat(ask(world, Question.newBuilder().setNotice(NoticeQuestion.newBuilder().setOwner("FRA")))
                            .getHitsCount())
                    .isOne();
            assertThat(taken(world, "FRA").getMessagesList()).isEmpty();
            assertThat(taken(world, "UNO").getMessagesList()).isEmpty();
            Answer refused = ask(world, question("N1").setSilent(true));
            assertThat(refused.getError().getField()).isEqualTo("silent");
            assertThat(ask(world, Question.newBuilder().setNotice(NoticeQuestion.newBuilder().setId("2026/1")))
                            .getHitsCount())
                    .isOne();
            assertThat(one(taken(world, "FRA")).getRecordId()).isEqualTo("2026/1");
        }
    }

    @Test
    void switchedOffTellsNobody() throws IOException {
        Fixtures.load(data, PASSPORT);
        try (ServedWorld world = ServedWorld.serve(data, Map.of("messages.enabled", "false"))) {
            assertThat(ask(world, question("N1")).getHits(0).getHitId()).hasSize(24);
            assertThat(taken(world, "FRA").getMessagesList()).isEmpty();
        }
    }

    @Test
    void aFullQueueCountsWhatFindsNoRoomAndTellsItWhenThereIsSome() throws IOException {
        Record[] many = new Record[6];
        for (int i = 0; i < many.length; i++) {
            many[i] = record(document("D-" + i, "N" + i, "FRA"));
        }
        Fixtures.load(data, many);
        try (ServedWorld world = ServedWorld.serve(data, Map.of("messages.party-max", "4"), clock)) {
            for (int i = 0; i < many.length; i++) {
                assertThat(ask(world, question("N" + i).setId("q" + i)).getVerdict())
                        .isEqualTo(io.vigie.v1.Verdict.Code.HIT);
            }
            Messages full = taken(world, "FRA");
            assertThat(full.getMessagesList()).hasSize(4);
            assertThat(awaited(world, "messages to 1 party find no room")).isTrue();
            assertThat(world.server().status().getReady()).as("other nodes would not be better").isTrue();
            String last = full.getMessages(3).getId();
            OwnerMessage lost = one(next(world, "FRA", last));
            assertThat(lost.getKind()).isEqualTo(OwnerMessage.Kind.Code.LOST);
            assertThat(lost.getCount()).isEqualTo(2);
        }
    }

    @Test
    void idsThatAreNotOfThePartyAreRefused() throws IOException {
        try (ServedWorld world = served(PASSPORT, record(document("D-2", "N2", "FRA").setOwner("ITA")))) {
            var _ = ask(world, question("N1").setId("q1"));
            var _ = ask(world, question("N2").setId("q2"));
            String ofItaly = one(taken(world, "ITA")).getId();
            for (String id : List.of(ofItaly, "0000000-1", "x", ofItaly + "9", "-", "é".repeat(128))) {
                assertThat(code(() -> acknowledged(world, "FRA", id))).as(id).isEqualTo(Error.Code.Value.NOT_FOUND);
            }
            assertThat(code(() -> acknowledged(world, "FRA", "x".repeat(129)))).isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(code(() -> taken(world, ""))).isEqualTo(Error.Code.Value.MISSING_VALUE);
            assertThat(code(() -> taken(world, "XQZ"))).isEqualTo(Error.Code.Value.UNKNOWN_VALUE);
            assertThat(code(() -> world.client()
                            .messagesAndWait(MessagesRequest.newBuilder().setParty("FRA").setCredit(1_001).build())))
                    .isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(taken(world, "FRA").getMessagesList()).hasSize(1);
            assertThat(taken(world, "ITA").getMessagesList()).hasSize(1);
        }
        List<Error.Code.Value> refused = new java.util.ArrayList<>();
        var _ = AuditTrail.read(data.resolve("audit"), entry -> {
            if (entry.getKind() == AuditEntry.AuditedKind.Code.MESSAGES) {
                refused.add(entry.getError());
            }
        });
        assertThat(refused.stream().filter(Error.Code.Value.NOT_FOUND::equals)).hasSize(6);
    }

    @Test
    void plainMessagesReachTheirPartyOnceAndAreChecked() throws IOException {
        try (ServedWorld world = served(PASSPORT, record(document("D-2", "N2", "FRA")
                .setRestrictions(Restrictions.newBuilder()
                        .setRecipients(Recipients.Code.LIST)
                        .addParties("ITA"))))) {
            OwnerMessage.Builder text =
                    OwnerMessage.newBuilder().setId("m1").setTo("FRA").setText("Who is this?\nشكرا").addReferences("D-1");
            String id = sent(world, "DEU", text);
            assertThat(sent(world, "DEU", text)).isEqualTo(id);
            OwnerMessage message = one(taken(world, "FRA"));
            assertThat(message.getKind()).isEqualTo(OwnerMessage.Kind.Code.TEXT);
            assertThat(message.getFrom()).isEqualTo("DEU");
            assertThat(message.getText()).isEqualTo("Who is this?\nشكرا");
            assertThat(message.getReferencesList()).containsExactly("D-1");
            for (String reference : List.of("D-2", "D-9", "")) {
                assertThat(code(() -> sent(world, "DEU", text.clone().clearReferences().addReferences(reference))))
                        .as(reference)
                        .isEqualTo(Error.Code.Value.NOT_FOUND);
            }
            assertThat(code(() -> sent(world, "DEU", text.clone().setText("x".repeat(2_001)))))
                    .isEqualTo(Error.Code.Value.INVALID_VALUE);
            for (String mark : List.of("\u202e", "\u200f", "\u2067", "\u0007", "\u001b[2J", "\u2028")) {
                assertThat(code(() -> sent(world, "DEU", text.clone().setText("a" + mark + "b"))))
                        .isEqualTo(Error.Code.Value.INVALID_VALUE);
            }
            assertThat(code(() -> sent(world, "DEU", text.clone().setText(" ")))).isEqualTo(Error.Code.Value.MISSING_VALUE);
            assertThat(code(() -> sent(world, "DEU", text.clone().setTo("FR4")))).isEqualTo(Error.Code.Value.UNKNOWN_VALUE);
            assertThat(taken(world, "FRA").getMessagesList()).hasSize(1);
        }
    }

    @Test
    void whatIsNotToBePassedOnSaysSoAndIsNamedByItsOwnerOrToItAlone() throws IOException {
        Restrictions forGermany = Restrictions.newBuilder()
                .setRecipients(Recipients.Code.LIST)
                .addParties("DEU")
                .addParties("ITA")
                .setConfidentiality(Confidentiality.Code.CONFIDENTIAL)
                .setOnward(false)
                .build();
        try (ServedWorld world = served(record(document("D-1", "N1", "FRA").setRestrictions(forGermany)),
                record(document("D-2", "N2", "FRA").setRestrictions(forGermany.toBuilder().setOnward(true))))) {
            Hit hit = ask(world, question("N1").setAskingParty("DEU")).getHits(0);
            assertThat(hit.hasOnward() && !hit.getOnward()).isTrue();
            assertThat(hit.getConfidentiality()).isEqualTo(Confidentiality.Code.CONFIDENTIAL);
            assertThat(ask(world, question("N2").setAskingParty("DEU")).getHits(0).hasOnward()).isFalse();
            OwnerMessage.Builder text = OwnerMessage.newBuilder().setText("Look at this").addReferences("D-1");
            assertThat(code(() -> sent(world, "DEU", text.clone().setTo("ESP")))).isEqualTo(Error.Code.Value.NOT_ALLOWED);
            assertThat(code(() -> sent(world, "DEU", text.clone().setTo("ITA"))))
                    .as("who else may see it")
                    .isEqualTo(Error.Code.Value.NOT_ALLOWED);
            assertThat(sent(world, "DEU", text.clone().setTo("FRA"))).isNotEmpty();
            assertThat(sent(world, "FRA", text.clone().setTo("ESP"))).isNotEmpty();
            assertThat(sent(world, "DEU", text.clone().setTo("ESP").clearReferences().addReferences("D-2"))).isNotEmpty();
        }
    }

    @Test
    void whoWaitsIsToldAsSoonAsThereIsSomething() throws Exception {
        try (ServedWorld world = served(PASSPORT)) {
            var waiting = world.client()
                    .messages(MessagesRequest.newBuilder()
                            .setParty("FRA")
                            .setCredit(10)
                            .setWaitMillis(20_000)
                            .build())
                    .toCompletableFuture();
            var _ = ask(world, question("N1").setId("q1"));
            assertThat(one(waiting.get(10, java.util.concurrent.TimeUnit.SECONDS)).getRecordId()).isEqualTo("D-1");
        }
    }

    private ServedWorld served(Record... records) throws IOException {
        Fixtures.load(data, records);
        return ServedWorld.serve(data, Map.of(), clock);
    }

    /** The warning is renewed ten times a second. */
    private static boolean awaited(ServedWorld world, String warning) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (world.server().status().getWarningsList().stream().anyMatch(text -> text.startsWith(warning))) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static Question.Builder question(String number) {
        return Question.newBuilder().setDocument(DocumentQuestion.newBuilder().setNumber(number));
    }

    private static Answer ask(ServedWorld world, Question.Builder question) {
        return world.client().askAndWait(question.build()).message();
    }

    private static Messages taken(ServedWorld world, String party) {
        return world.client()
                .messagesAndWait(MessagesRequest.newBuilder().setParty(party).setCredit(100).build());
    }

    /** Acknowledges, and waits for what comes after. */
    private static Messages next(ServedWorld world, String party, String after) {
        return world.client()
                .messagesAndWait(MessagesRequest.newBuilder()
                        .setParty(party)
                        .setAcknowledge(after)
                        .setCredit(100)
                        .setWaitMillis(10_000)
                        .build());
    }

    private static Messages acknowledged(ServedWorld world, String party, String id) {
        return world.client()
                .messagesAndWait(MessagesRequest.newBuilder().setParty(party).setAcknowledge(id).build());
    }

    private static String sent(ServedWorld world, String party, OwnerMessage.Builder message) {
        return world.client()
                .messagesAndWait(MessagesRequest.newBuilder().setParty(party).setSend(message).build())
                .getSent();
    }

    private static OwnerMessage one(Messages messages) {
        assertThat(messages.getMessagesList()).hasSize(1);
        return messages.getMessages(0);
    }

    private static Error.Code.Value code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(call).isInstanceOf(LookupException.class).satisfies(e -> thrown[0] = e);
        return ((LookupException) thrown[0]).error().getCode();
    }
}
