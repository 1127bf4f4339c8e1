package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigie.client.Answer;
import io.vigie.client.ClientConfig;
import io.vigie.client.Following;
import io.vigie.client.LookupClient;
import io.vigie.client.LookupException;
import io.vigie.server.access.Identity;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.certificates.Authority;
import io.vigie.server.config.ConfigException;
import io.vigie.server.operator.OperatorClient;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.Caution;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Context;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Name;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Follow;
import io.vigie.v1.Hit;
import io.vigie.v1.Manifest;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Outcome;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Recipients;
import io.vigie.v1.Restrictions;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terminals prove who they are by certificates, and are shown what their party and profile may see. */
class TerminalsIT {
    private static final Identity PARIS = Identity.parse("FRA/police/gate-1");
    private static final Identity ROME = Identity.parse("ITA/border/gate-2");
    private static final Identity MILAN = Identity.parse("ITA/police/desk");

    @TempDir
    private static Path certificates;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws IOException {
        for (String name : List.of("ours", "theirs")) {
            Authority authority = authority(name);
            authority.server(List.of());
            authority.terminal(PARIS);
            authority.terminal(ROME);
            authority.terminal(MILAN);
        }
    }

    @Test
    void twoPartiesHaveTwoViewsOfOneServer() throws IOException {
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of());
                LookupClient paris = client(world, "ours", PARIS);
                LookupClient rome = client(world, "ours", ROME)) {
            assertThat(ask(paris, "A1")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(rome, "A1")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(paris, "A2")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(rome, "A2")).isInstanceOf(Answer.Clear.class);
            assertThat(rome.fetch("forFrance").toCompletableFuture().join()).isEmpty();
            assertThat(paris.fetch("forFrance").toCompletableFuture().join()).isPresent();
            assertThat(rome.askAndWait(question("A2").setAskingParty("FRA").build()).message().getError().getField())
                    .isEqualTo("askingParty");

            assertThat(rome.status().toCompletableFuture().join().getOwnedList()).isEmpty();
            assertThat(rome.status().toCompletableFuture().join().getDatasets(0).getRecords()).isEqualTo(-1);
            assertThat(paris.status().toCompletableFuture().join().getOwnedList())
                    .isNotEmpty()
                    .allMatch(owned -> owned.getOwner().equals("FRA"));

            Submission change = Submission.newBuilder().setTravelDocument(document("forAll", "A3", "FRA")).build();
            assertThat(submit(rome, change).getError().getCode()).isEqualTo(Error.Code.Value.NOT_OWNER);
            assertThat(submit(paris, change).getOutcome()).isEqualTo(Outcome.Result.Code.ACCEPTED);
            assertThatThrownBy(() -> rome.follow(Position.getDefaultInstance(), 10, _ -> {})
                            .ended()
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(LookupException.class, e ->
                            assertThat(e.code()).isEqualTo(Error.Code.Value.NOT_ALLOWED));
        }
        List<AuditEntry> entries = new ArrayList<>();
        assertThat(AuditTrail.read(folder.resolve("data/audit"), entries::add).faults()).isEmpty();
        assertThat(entries).extracting(AuditEntry::getCaller).contains("FRA/police/gate-1", "ITA/border/gate-2");
    }

    /** But for a record that would take its id: then it would be there, in the caller's name and recorded, if the id were free. */
    @Test
    void whoSubmitsLearnsNothingOfAnotherPartysRecord() throws IOException {
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of());
                LookupClient rome = client(world, "ours", ROME)) {
            for (String taken : List.of("forFrance", "forAll")) {
                for (int version : new int[] {0, 1, 2}) {
                    assertThat(submit(rome, withdraw(taken, version)).toBuilder().clearId().build())
                            .isEqualTo(submit(rome, withdraw("nobodys", version)).toBuilder().clearId().build());
                }
                for (int version : new int[] {1, 2}) {
                    assertThat(submit(rome, italian(taken, version)).toBuilder().clearId().build())
                            .isEqualTo(submit(rome, italian("nobodys", version)).toBuilder().clearId().build());
                }
                assertThat(submit(rome, italian(taken, 0)).getError().getCode()).isEqualTo(Error.Code.Value.NOT_OWNER);
            }
        }
    }

    private static Submission withdraw(String id, int version) {
        return Submission.newBuilder()
                .setWithdraw(Withdrawal.newBuilder().setId(id).setVersion(version))
                .build();
    }

    private static Submission italian(String id, int version) {
        return Submission.newBuilder()
                .setTravelDocument(document(id, "I1", "ITA").setOwner("ITA").setVersion(version))
                .build();
    }

    @Test
    void aProfileNarrowsWhatIsAskedAndShownAndChangesWhileTerminalsAreConnected() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "first line", "datasets": ["TRAVEL_DOCUMENTS"], "mandatoryContext": ["PLACE"],
                               "fields": ["issuingState"], "kinds": ["DOCUMENT"]}],
                 "grants": [{"profile": "first line", "party": "ITA"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient paris = client(world, "ours", PARIS);
                LookupClient rome = client(world, "ours", ROME)) {
            assertThat(ask(paris, "A1").message().getVerdict()).as("without a profile").isEqualTo(Verdict.Code.REFUSED);
            assertThat(ask(rome, "A1").message().getError().getField()).isEqualTo("context.place");
            Question.Builder placed = question("A1");
            placed.getContextBuilder().setPlace("Fiumicino");
            io.vigie.v1.Answer answer = rome.askAndWait(placed.build()).message();
            assertThat(answer.getVerdict()).isEqualTo(Verdict.Code.HIT);
            assertThat(answer.getHits(0).getIssuingState()).isEqualTo("FRA");
            assertThat(answer.getHits(0).getNumber()).as("a field that the profile does not name").isEmpty();
            assertThat(answer.getHits(0).getLinkedList()).as("records of a dataset that it does not name").isEmpty();
            assertThat(rome.askAndWait(placed.addDatasets(Dataset.Code.PERSONS).build()).message().getVerdict())
                    .isEqualTo(Verdict.Code.REFUSED);

            Question.Builder unknown = question("A9").setDocument(
                    DocumentQuestion.newBuilder().setNumber("A9").setIssuingState("FRA"));
            unknown.getContextBuilder().setPlace("Fiumicino");
            unknown.setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull("ANNA ERIKSSON")));
            assertThat(rome.askAndWait(unknown.build()).message().getError().getCode())
                    .as("a kind that it does not name")
                    .isEqualTo(Error.Code.Value.NOT_ALLOWED);

            Files.writeString(profiles, """
                    {"profiles": [{"name": "documents", "datasets": ["TRAVEL_DOCUMENTS"]}],
                     "grants": [{"profile": "documents", "party": "ITA"}]}
                    """);
            await().atMost(Duration.ofSeconds(20)).until(() -> rome.askAndWait(unknown.build()) instanceof Answer.Clear);
            io.vigie.v1.Answer clear = rome.askAndWait(unknown.build()).message();
            assertThat(clear.getDatasetsList())
                    .extracting(DatasetState::getReason)
                    .containsExactly(
                            DatasetState.Reason.Code.UNSPECIFIED,
                            DatasetState.Reason.Code.NOT_ALLOWED,
                            DatasetState.Reason.Code.NOT_ALLOWED);

            Files.writeString(profiles, "{\"profiles\": [{\"name\": \"all\"}], \"grants\": [{\"profile\": \"all\"}]}");
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(paris, "A1") instanceof Answer.Hits);
        }
    }

    @Test
    void theRateOfATerminalIsThatOfMessagesConfirmationsAndChangesToo() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "few", "rate": 0.001, "burst": 3, "mandatoryContext": ["OFFICER"]}],
                 "grants": [{"profile": "few", "party": "ITA"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient rome = client(world, "ours", ROME)) {
            MessagesRequest text = MessagesRequest.newBuilder()
                    .setSend(OwnerMessage.newBuilder().setTo("FRA").setText("hello"))
                    .build();
            Confirmation unknown = Confirmation.newBuilder()
                    .setHitId("0123456789abcdef01234567")
                    .setUrgency(Confirmation.Urgency.Code.ROUTINE)
                    .build();
            for (int i = 0; i < 10; i++) {
                assertThat(rome.messagesAndWait(MessagesRequest.newBuilder().setCredit(1).build()).getMessagesList())
                        .as("who takes messages is not counted")
                        .isEmpty();
                assertThatThrownBy(() -> rome.confirmAndWait(Confirmation.newBuilder().setId("unknown").build()))
                        .as("who looks at one confirmation is not counted")
                        .isInstanceOfSatisfying(LookupException.class, e ->
                                assertThat(e.code()).isEqualTo(Error.Code.Value.NOT_FOUND));
            }
            assertThat(rome.messagesAndWait(text).getSent()).isNotEmpty();
            assertThatThrownBy(() -> rome.confirmAndWait(unknown))
                    .isInstanceOfSatisfying(LookupException.class, e ->
                            assertThat(e.code()).isEqualTo(Error.Code.Value.NOT_FOUND));
            assertThat(submit(rome, italian("new", 0)).getOutcome()).isEqualTo(Outcome.Result.Code.ACCEPTED);
            for (ThrowableAssert.ThrowingCallable request : List.<ThrowableAssert.ThrowingCallable>of(
                    () -> rome.messagesAndWait(text),
                    () -> rome.confirmAndWait(unknown),
                    () -> rome.confirmAndWait(Confirmation.getDefaultInstance()),
                    () -> rome.confirmAndWait(Confirmation.newBuilder()
                            .setId("unknown")
                            .setResponse(Confirmation.Response.Code.POSITIVE)
                            .build()),
                    () -> rome.submitAndWait(Batch.newBuilder().addSubmissions(italian("newer", 0)).build()))) {
                assertThatThrownBy(request)
                        .isInstanceOfSatisfying(LookupException.class, e ->
                                assertThat(e.code()).isEqualTo(Error.Code.Value.RATE_EXCEEDED));
            }
        }
    }

    @Test
    void aManifestBeyondTheProfileIsRefusedAndRecorded() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "short", "manifestMax": 1}], "grants": [{"profile": "short", "party": "ITA"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient rome = client(world, "ours", ROME)) {
            Manifest two = Manifest.newBuilder()
                    .addTravellers(question("A1"))
                    .addTravellers(question("A2"))
                    .build();
            assertThat(rome.askManyAndWait(two, Duration.ofSeconds(10)))
                    .extracting(answer -> answer.message().getError().getCode())
                    .containsExactly(Error.Code.Value.NOT_ALLOWED, Error.Code.Value.NOT_ALLOWED);
        }
        List<Error.Code.Value> recorded = new ArrayList<>();
        AuditTrail.read(folder.resolve("data/audit"), entry -> recorded.add(entry.getError()));
        assertThat(recorded).contains(Error.Code.Value.NOT_ALLOWED);
    }

    @Test
    void whatOwnersHaveSaidOfAHitIsAFieldAsOthersAre() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "all"}, {"name": "few", "fields": ["number"]}, {"name": "cleared", "fields": ["cleared"]}],
                 "grants": [{"profile": "all", "party": "FRA"}, {"profile": "few", "party": "ITA"},
                            {"profile": "cleared", "party": "ITA", "authority": "police"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient paris = client(world, "ours", PARIS);
                LookupClient rome = client(world, "ours", ROME);
                LookupClient milan = client(world, "ours", MILAN)) {
            Question traveller = question("A1")
                    .setPerson(PersonQuestion.newBuilder()
                            .addNames(Name.newBuilder().setFull("EVA LINDT"))
                            .setBirthDate("1974-08-12"))
                    .build();
            Hit first = rome.askAndWait(traveller).message().getHits(0);
            Confirmation asked = rome.confirmAndWait(Confirmation.newBuilder()
                            .setHitId(first.getHitId())
                            .setUrgency(Confirmation.Urgency.Code.URGENT)
                            .build())
                    .getFirst();
            var _ = paris.confirmAndWait(Confirmation.newBuilder()
                    .setId(asked.getId())
                    .setResponse(Confirmation.Response.Code.DIFFERENT_PERSON)
                    .build());
            Hit few = rome.askAndWait(traveller).message().getHits(0);
            assertThat(few.hasConfirmation() || few.hasCleared()).as("not named by the profile").isFalse();
            Hit cleared = milan.askAndWait(traveller).message().getHits(0);
            assertThat(cleared.hasCleared()).isTrue();
            assertThat(cleared.hasConfirmation()).isFalse();
            assertThat(paris.askAndWait(traveller).message().getHits(0).hasCleared()).isTrue();
        }
    }

    @Test
    void aFetchUnderAProfileLeavesOutWhatItDoesNotNameAndKeepsWhatIsToBeDone() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "p", "datasets": ["TRAVEL_DOCUMENTS"], "fields": ["number"], "mandatoryContext": ["PLACE"]}],
                 "grants": [{"profile": "p", "party": "FRA"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient paris = client(world, "ours", PARIS)) {
            assertThatThrownBy(() -> paris.fetch("forAll").toCompletableFuture().join())
                    .cause()
                    .isInstanceOfSatisfying(LookupException.class, e ->
                            assertThat(e.code()).isEqualTo(Error.Code.Value.MISSING_VALUE));
            Context placed = Context.newBuilder().setPlace("Orly").build();
            TravelDocument shown = paris.fetch("forAll", placed).toCompletableFuture().join().orElseThrow().getTravelDocument();
            assertThat(shown.getNumber()).isEqualTo("A1");
            assertThat(shown.getIssuingState()).as("a field that the profile does not name").isEmpty();
            assertThat(shown.getCautionsList()).as("what must never be left out").containsExactly(Caution.Code.ARMED);
            assertThat(shown.getRestrictions().getSilent()).isTrue();
            assertThat(shown.getPersonIdsList()).as("of its own record, into a dataset that is withheld").isEmpty();

        }
    }

    @Test
    void whatIsRefusedIsRecordedAndStreamsEndWithTheRightToThem() throws IOException {
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, """
                {"profiles": [{"name": "p", "kinds": ["FOLLOW"]}], "grants": [{"profile": "p", "party": "FRA"}]}
                """);
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of("access.profiles", profiles.toString()));
                LookupClient paris = client(world, "ours", PARIS);
                LookupClient rome = client(world, "ours", ROME)) {
            Following following = paris.follow(paris.statusAndWait().getPosition(), 10, _ -> {});
            assertThat(codeOf(rome.follow(Position.getDefaultInstance(), 10, _ -> {}))).isEqualTo(Error.Code.Value.NOT_ALLOWED);
            assertThat(following.ended().toCompletableFuture()).isNotDone();
            Files.writeString(profiles, "{}");
            assertThat(codeOf(following)).isEqualTo(Error.Code.Value.NOT_ALLOWED);
        }
        List<AuditEntry> entries = new ArrayList<>();
        AuditTrail.read(folder.resolve("data/audit"), entries::add);
        assertThat(entries)
                .filteredOn(entry -> entry.getCaller().equals("ITA/border/gate-2"))
                .filteredOn(entry -> entry.getKind() == AuditEntry.AuditedKind.Code.FOLLOW)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getError()).isEqualTo(Error.Code.Value.NOT_ALLOWED);
                    assertThat(Follow.parseFrom(entry.getRequest()).getCredit()).isEqualTo(10);
                });
    }

    @Test
    void whoeverProvesNothingIsRefused() throws IOException {
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of());
                LookupClient stranger = client(world, "theirs", PARIS);
                LookupClient plain = LookupClient.connect(ClientConfig.of("127.0.0.1:" + world.port()))) {
            assertThat(ask(stranger, "A1")).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                            failed.message().getError().getMessage())
                    .contains("TLS: "));
            assertThat(ask(plain, "A1")).isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void aRevokedTerminalIsCutOffAndStaysOut() throws IOException {
        Path own = certificates.resolve("revoking");
        Authority authority = authority("revoking");
        authority.server(List.of());
        authority.terminal(PARIS);
        authority.terminal(ROME);
        try (ServedWorld world = served(own, Map.of());
                LookupClient paris = client(world, "revoking", PARIS);
                LookupClient rome = client(world, "revoking", ROME)) {
            assertThat(ask(paris, "A1")).isInstanceOf(Answer.Hits.class);
            assertThat(ask(rome, "A1")).isInstanceOf(Answer.Hits.class);
            authority.revoke("FRA-police-gate-1");
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(paris, "A1") instanceof Answer.Failed);
            assertThat(ask(rome, "A1")).as("of another terminal").isInstanceOf(Answer.Hits.class);
            try (LookupClient again = client(world, "revoking", PARIS)) {
                assertThat(ask(again, "A1")).isInstanceOf(Answer.Failed.class);
            }
        }
    }

    @Test
    void nothingStartsHalfSecured() throws IOException {
        Fixtures.load(folder.resolve("data"), record(document("D", "A1", "FRA")));
        Path ours = certificates.resolve("ours");
        Path theirs = certificates.resolve("theirs");
        refuses(tls(ours.resolve("server.pem"), theirs.resolve("server-key.pem"), ours.resolve("ca.pem")), "is the key of another");
        refuses(tls(ours.resolve("server.pem"), ours.resolve("server-key.pem"), theirs.resolve("ca.pem")), "server.pem: is signed by none");
        refuses(tls(ours.resolve("FRA-police-gate-1.pem"), ours.resolve("FRA-police-gate-1-key.pem"), ours.resolve("ca.pem")),
                "is for another use");
        refuses(tls(ours.resolve("ca.pem"), ours.resolve("ca-key.pem"), ours.resolve("ca.pem")), "ca.pem: is self-signed");
        assertThatThrownBy(() -> ServedWorld.config(folder.resolve("data"), Map.of("tls.key", ours.resolve("ca-key.pem").toString())))
                .hasMessageContaining("tls.certificate, tls.key, tls.authorities: not all given");
        assertThatThrownBy(() -> ServedWorld.config(folder.resolve("data"), Map.of("net.listen", "0.0.0.0:0")))
                .hasMessageContaining("net.listen: ")
                .hasMessageContaining("expected: a loopback address, or tls.certificate");
        assertThat(ServedWorld.config(
                                folder.resolve("data"), Map.of("net.listen", "0.0.0.0:0", "net.insecure-plain-text", "true"))
                        .listener()
                        .insecurePlainText())
                .isTrue();
        assertThatThrownBy(() -> LookupClient.connect(ClientConfig.builder()
                        .endpoint("127.0.0.1:1")
                        .tls(ours.resolve("ca.pem"), ours.resolve("server.pem"), ours.resolve("server-key.pem"))
                        .build()))
                .hasMessageContaining("server.pem: is for another use");
    }

    @Test
    void whatNoTerminalMayTakeTheOperatorOfTheMachineMay() throws IOException {
        try (ServedWorld world = served(certificates.resolve("ours"), Map.of());
                LookupClient paris = client(world, "ours", PARIS);
                OperatorClient operator = Objects.requireNonNull(OperatorClient.connect(folder.resolve("data")))) {
            assertThatThrownBy(() -> paris.snapshot(_ -> {}).toCompletableFuture().join())
                    .cause()
                    .isInstanceOfSatisfying(LookupException.class, e ->
                            assertThat(e.code()).isEqualTo(Error.Code.Value.NOT_ALLOWED));
            assertThat(operator.snapshot(_ -> {}).getDocuments()).isEqualTo(2);
        }
    }

    private static Error.Code.Value codeOf(Following following) {
        try {
            var _ = following.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
            throw new AssertionError("ended without a reason");
        } catch (ExecutionException e) {
            return ((LookupException) e.getCause()).code();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("did not end", e);
        }
    }

    private void refuses(Map<String, String> keys, String message) {
        assertThatThrownBy(() -> LookupServer.start(ServedWorld.config(folder.resolve("data"), keys), Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private ServedWorld served(Path own, Map<String, String> more) throws IOException {
        Path data = folder.resolve("data");
        Restrictions forFrance = Restrictions.newBuilder()
                .setRecipients(Recipients.Code.LIST)
                .addParties("FRA")
                .build();
        Fixtures.load(
                data,
                record(document("forAll", "A1", "FRA")
                        .addPersonIds("P1")
                        .addCautions(Caution.Code.ARMED)
                        .setRestrictions(Restrictions.newBuilder().setSilent(true))),
                record(document("forFrance", "A2", "FRA").setOwner("DEU").setRestrictions(forFrance)),
                Fixtures.person("P1", "ANNA ERIKSSON"));
        Map<String, String> keys =
                new HashMap<>(tls(own.resolve("server.pem"), own.resolve("server-key.pem"), own.resolve("ca.pem")));
        keys.put("tls.revocations", own.resolve("crl.pem").toString());
        keys.putAll(more);
        return ServedWorld.serve(data, keys);
    }

    private static Map<String, String> tls(Path certificate, Path key, Path authorities) {
        return Map.of(
                "tls.certificate", certificate.toString(), "tls.key", key.toString(), "tls.authorities", authorities.toString());
    }

    private static Authority authority(String name) throws IOException {
        return Authority.open(certificates.resolve(name), Clock.systemUTC(), Duration.ofDays(90), false);
    }

    private static LookupClient client(ServedWorld world, String authority, Identity who) {
        Path folder = certificates.resolve(authority);
        String name = Authority.fileName(who);
        return LookupClient.connect(ClientConfig.builder()
                .endpoint("localhost:" + world.port())
                .deadline(Duration.ofSeconds(10))
                .connectTimeout(Duration.ofSeconds(10))
                .tls(folder.resolve("ca.pem"), folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"))
                .build());
    }

    private static Outcome submit(LookupClient client, Submission change) {
        return client.submit(Batch.newBuilder().addSubmissions(change).build()).toCompletableFuture().join().getFirst();
    }

    private static Answer ask(LookupClient client, String number) {
        return client.askAndWait(question(number).build());
    }

    private static Question.Builder question(String number) {
        return Question.newBuilder().setDocument(DocumentQuestion.newBuilder().setNumber(number).setIssuingState("FRA"));
    }
}
