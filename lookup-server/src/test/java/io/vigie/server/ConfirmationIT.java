package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.client.LookupException;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.OwnClock;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.Confirmation;
import io.vigie.v1.Confirmation.Response;
import io.vigie.v1.Confirmation.Urgency;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.MessagesRequest;
import io.vigie.v1.Name;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners confirm hits and clear travellers, over loopback. The record is France's, Germany asks. */
class ConfirmationIT {
    private static final TravelDocument.Builder PASSPORT = document("D-1", "N1", "FRA");

    @TempDir
    Path data;

    private final OwnClock clock = new OwnClock(Instant.parse("2026-11-26T12:00:00Z"));

    @Test
    void theOwnerIsAskedAnswersAndBothSeeHowItStands() throws IOException {
        try (ServedWorld world = served()) {
            Hit hit = hit(world, question("q1"));
            assertThat(hit(world, question("q1")).getHitId()).isEqualTo(hit.getHitId());
            assertThat(hit(world, question("q2")).getHitId()).isNotEqualTo(hit.getHitId());
            Confirmation asked = ask(world, "DEU", Confirmation.newBuilder()
                    .setHitId(hit.getHitId())
                    .setUrgency(Urgency.Code.URGENT)
                    .setText("He waits."));
            assertThat(asked.getDue().getSeconds() - clock.instant().getEpochSecond()).isEqualTo(600);
            assertThat(asked.getOwner()).isEqualTo("FRA");
            assertThat(kinds(world, "FRA"))
                    .containsExactly(OwnerMessage.Kind.Code.HIT, OwnerMessage.Kind.Code.CONFIRMATION_ASKED);
            assertThat(hit(world, question("q3")).getConfirmation().getId()).isEqualTo(asked.getId());
            assertThat(hit(world, question("q3").setAskingParty("ITA")).hasConfirmation())
                    .as("another party's business")
                    .isFalse();
            Confirmation later = ask(world, "FRA", answer(asked, Response.Code.NEEDS_TIME).setMoreMinutes(30));
            assertThat(later.getDue().getSeconds() - clock.instant().getEpochSecond()).isEqualTo(1_800);
            assertThat(confirm(world, "FRA", Confirmation.newBuilder())).containsExactly(later);
            Confirmation done = ask(world, "FRA", answer(asked, Response.Code.POSITIVE).setAnswerText("Seize it."));
            assertThat(confirm(world, "DEU", Confirmation.newBuilder())).isEmpty();
            for (Confirmation.Builder about : List.of(
                    Confirmation.newBuilder().setId(asked.getId()),
                    Confirmation.newBuilder().setHitId(hit.getHitId()),
                    Confirmation.newBuilder().setRecordId("D-1"))) {
                assertThat(confirm(world, "DEU", about)).containsExactly(done);
            }
            assertThat(kinds(world, "DEU"))
                    .containsExactly(
                            OwnerMessage.Kind.Code.CONFIRMATION_ANSWERED, OwnerMessage.Kind.Code.CONFIRMATION_ANSWERED);
            assertThat(hit(world, question("q4")).getConfirmation().getResponse()).isEqualTo(Response.Code.POSITIVE);
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of(), clock)) {
            assertThat(hit(world, question("q5")).getConfirmation().getAnswerText()).isEqualTo("Seize it.");
        }
    }

    @Test
    void askingTwiceIsOneRequestUnlessItIsMoreUrgentOrLate() throws IOException {
        try (ServedWorld world = served()) {
            Hit hit = hit(world, question("q1"));
            Confirmation.Builder routine =
                    Confirmation.newBuilder().setRecordId("D-1").setUrgency(Urgency.Code.ROUTINE);
            Confirmation first = ask(world, "DEU", routine);
            assertThat(first.getHitId()).isEqualTo(hit.getHitId());
            assertThat(ask(world, "DEU", routine)).isEqualTo(first);
            Confirmation urgent = ask(world, "DEU", routine.clone().setUrgency(Urgency.Code.URGENT));
            assertThat(urgent.getId()).isEqualTo(first.getId());
            assertThat(urgent.getDue().getSeconds()).isLessThan(first.getDue().getSeconds());
            clock.advance(Duration.ofMinutes(10).plusSeconds(1));
            assertThat(confirm(world, "DEU", Confirmation.newBuilder()).getFirst().getOverdue()).isTrue();
            assertThat(awaited(world, "DEU", OwnerMessage.Kind.Code.CONFIRMATION_OVERDUE)).isTrue();
            assertThat(awaited(world, "FRA", OwnerMessage.Kind.Code.CONFIRMATION_OVERDUE)).isTrue();
            assertThat(ask(world, "DEU", routine).getOverdue()).isFalse();
            assertThat(kinds(world, "FRA"))
                    .containsExactly(
                            OwnerMessage.Kind.Code.HIT,
                            OwnerMessage.Kind.Code.CONFIRMATION_ASKED,
                            OwnerMessage.Kind.Code.CONFIRMATION_ASKED,
                            OwnerMessage.Kind.Code.CONFIRMATION_OVERDUE,
                            OwnerMessage.Kind.Code.CONFIRMATION_ASKED);
        }
    }

    @Test
    void onlyTheOwnerAnswersAndForOthersNothingIsThere() throws IOException {
        try (ServedWorld world = served()) {
            Hit hit = hit(world, question("q1"));
            Confirmation.Builder request =
                    Confirmation.newBuilder().setHitId(hit.getHitId()).setUrgency(Urgency.Code.URGENT);
            assertThat(code(world, "ITA", request)).isEqualTo(Error.Code.Value.NOT_FOUND);
            assertThat(code(world, "DEU", request.clone().setHitId("0".repeat(24)))).isEqualTo(Error.Code.Value.NOT_FOUND);
            Confirmation asked = ask(world, "DEU", request);
            assertThat(code(world, "DEU", answer(asked, Response.Code.POSITIVE))).isEqualTo(Error.Code.Value.NOT_OWNER);
            assertThat(code(world, "ITA", answer(asked, Response.Code.POSITIVE))).isEqualTo(Error.Code.Value.NOT_FOUND);
            assertThat(code(world, "ITA", Confirmation.newBuilder().setId(asked.getId())))
                    .isEqualTo(Error.Code.Value.NOT_FOUND);
            assertThat(code(world, "FRA", answer(asked, Response.Code.POSITIVE).setId("x")))
                    .isEqualTo(Error.Code.Value.NOT_FOUND);
            assertThat(code(world, "FRA", answer(asked, Response.Code.NEEDS_TIME))).isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(code(world, "FRA", answer(asked, Response.Code.POSITIVE).setMoreMinutes(5)))
                    .isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(code(world, "FRA", answer(asked, Response.Code.POSITIVE).setResponseValue(99)))
                    .isEqualTo(Error.Code.Value.UNKNOWN_VALUE);
            assertThat(code(world, "FRA", answer(asked, Response.Code.POSITIVE).setAnswerText("\u202eevil")))
                    .isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(code(world, "DEU", Confirmation.newBuilder().setUrgency(Urgency.Code.URGENT)))
                    .isEqualTo(Error.Code.Value.MISSING_VALUE);
            assertThat(ask(world, "", answer(asked, Response.Code.NEGATIVE)).getResponse())
                    .as("the operator acts for all")
                    .isEqualTo(Response.Code.NEGATIVE);
        }
    }

    @Test
    void aClearanceIsShownForThatTravellerUntilTheRecordChangesOrItsTimeIsOver() throws IOException {
        try (ServedWorld world = served()) {
            Confirmation done = cleared(world, traveller("q1", "ANNA ERIKSSON", "1974-08-12"));
            assertThat(done.hasCleared()).isTrue();
            Hit again = hit(world, traveller("q2", "Anna  Eriksson", "1974-08-12").setAskingParty("ITA"));
            assertThat(again.getCleared().getOwner()).isEqualTo("FRA");
            assertThat(again.getCertain()).as("never less than it would be").isTrue();
            assertThat(hit(world, traveller("q3", "ANNA ERIKSSON", "1974-08-13")).hasCleared()).isFalse();
            assertThat(hit(world, traveller("q4", "EVA ERIKSSON", "1974-08-12")).hasCleared()).isFalse();
            assertThat(hit(world, question("q5")).hasCleared()).isFalse();
            clock.advance(Duration.ofDays(365));
            assertThat(hit(world, traveller("q6", "ANNA ERIKSSON", "1974-08-12")).hasCleared()).isFalse();
        }
    }

    @Test
    void aChangeOfTheRecordVoidsAClearance() throws IOException {
        try (ServedWorld world = served()) {
            var _ = cleared(world, traveller("q1", "ANNA ERIKSSON", "1974-08-12"));
            assertThat(hit(world, traveller("q2", "ANNA ERIKSSON", "1974-08-12")).hasCleared()).isTrue();
            var _ = world.client()
                    .submitAndWait(Batch.newBuilder()
                            .addSubmissions(Submission.newBuilder()
                                    .setTravelDocument(PASSPORT.clone().setStatusDate("2026-11-25")))
                            .build());
            Hit changed = hit(world, traveller("q3", "ANNA ERIKSSON", "1974-08-12"));
            assertThat(changed.hasCleared()).isFalse();
            assertThat(changed.hasConfirmation()).isFalse();
        }
    }

    @Test
    void whoeverIsNotIdentifiedIsNotClearedAndAnAnswerCanBeTakenBack() throws IOException {
        try (ServedWorld world = served()) {
            assertThat(cleared(world, question("q1")).hasCleared()).isFalse();
            Confirmation done = cleared(world, traveller("q2", "ANNA ERIKSSON", "1974-08-12"));
            Question.Builder again = traveller("q3", "ANNA ERIKSSON", "1974-08-12");
            assertThat(hit(world, again).hasCleared()).isTrue();
            assertThat(ask(world, "FRA", answer(done, Response.Code.POSITIVE)).hasCleared()).isFalse();
            assertThat(hit(world, again).hasCleared()).isFalse();
        }
    }

    private ServedWorld served() throws IOException {
        Fixtures.load(data, record(PASSPORT));
        return ServedWorld.serve(data, Map.of(), clock);
    }

    private static Question.Builder question(String id) {
        return Question.newBuilder()
                .setId(id)
                .setAskingParty("DEU")
                .setDocument(DocumentQuestion.newBuilder().setNumber("N1"));
    }

    private static Question.Builder traveller(String id, String name, String birthDate) {
        return question(id)
                .setPerson(PersonQuestion.newBuilder()
                        .addNames(Name.newBuilder().setFull(name))
                        .setBirthDate(birthDate));
    }

    private static Confirmation cleared(ServedWorld world, Question.Builder question) {
        Confirmation asked = ask(world, "DEU", Confirmation.newBuilder()
                .setHitId(hit(world, question).getHitId())
                .setUrgency(Urgency.Code.URGENT));
        return ask(world, "FRA", answer(asked, Response.Code.DIFFERENT_PERSON));
    }

    private static Confirmation.Builder answer(Confirmation asked, Response.Code response) {
        return Confirmation.newBuilder().setId(asked.getId()).setResponse(response);
    }

    private static Hit hit(ServedWorld world, Question.Builder question) {
        return world.client().askAndWait(question.build()).message().getHits(0);
    }

    private static List<Confirmation> confirm(ServedWorld world, String party, Confirmation.Builder request) {
        return world.client().confirmAndWait(request.clone().setParty(party).build());
    }

    private static Confirmation ask(ServedWorld world, String party, Confirmation.Builder request) {
        List<Confirmation> found = confirm(world, party, request);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Error.Code.Value code(ServedWorld world, String party, Confirmation.Builder request) {
        return catchThrowableOfType(LookupException.class, () -> confirm(world, party, request))
                .error()
                .getCode();
    }

    private static List<OwnerMessage.Kind.Code> kinds(ServedWorld world, String party) {
        return world
                .client()
                .messagesAndWait(MessagesRequest.newBuilder().setParty(party).setCredit(100).build())
                .getMessagesList()
                .stream()
                .map(OwnerMessage::getKind)
                .toList();
    }

    private static boolean awaited(ServedWorld world, String party, OwnerMessage.Kind.Code kind) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (kinds(world, party).contains(kind)) {
                return true;
            }
        }
        return false;
    }
}
