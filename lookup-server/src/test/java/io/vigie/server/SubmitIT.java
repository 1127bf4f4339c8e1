package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.client.Answer;
import io.vigie.client.LookupException;
import io.vigie.server.audit.AuditTrail;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Batch;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Error;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Outcome;
import io.vigie.v1.Question;
import io.vigie.v1.Submission;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes by owners, over loopback. */
class SubmitIT {
    @TempDir
    Path data;

    @Test
    void aChangeIsSearchableWhenItsOutcomeComesAndIsThereAfterARestart() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P-0", "ANNA"))) {
            assertThat(ask(world, "N1")).isInstanceOf(Answer.Clear.class);
            Outcome created = submit(world, put(document("D-1", "N1", "FRA"))).getFirst();
            assertThat(created.getOutcome()).isEqualTo(Outcome.Result.Code.ACCEPTED);
            assertThat(created.getVersion()).isEqualTo(1);
            assertThat(created.getPosition().getSequence()).isEqualTo(2);
            assertThat(ask(world, "N1")).isInstanceOf(Answer.Hits.class);
            assertThat(submit(world, put(document("D-1", "N2", "FRA"))).getFirst().getVersion())
                    .isEqualTo(2);
            assertThat(ask(world, "N1")).isInstanceOf(Answer.Clear.class);
            assertThat(ask(world, "N2")).isInstanceOf(Answer.Hits.class);
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            assertThat(ask(world, "N2")).isInstanceOf(Answer.Hits.class);
            Outcome withdrawn = submit(world, withdraw("D-1", 2)).getFirst();
            assertThat(withdrawn.getOutcome()).isEqualTo(Outcome.Result.Code.ACCEPTED);
            assertThat(ask(world, "N2")).isInstanceOf(Answer.Clear.class);
            assertThat(world.client().fetchAndWait("D-1")).isEmpty();
        }
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            assertThat(ask(world, "N2")).isInstanceOf(Answer.Clear.class);
            assertThat(submit(world, put(document("D-1", "N2", "FRA"))).getFirst().getVersion())
                    .as("versions go on where the withdrawn record's ended")
                    .isEqualTo(4);
        }
    }

    @Test
    void theSameChangeTwiceIsOneAndAStaleOneIsToldTheCurrentVersion() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.record(document("D-1", "N1", "FRA")))) {
            TravelDocument.Builder changed = document("D-1", "N1", "FRA").setStatus(DocumentStatus.Code.LOST);
            List<Outcome> outcomes = submit(
                    world,
                    put(changed.clone().setVersion(1)),
                    put(changed.clone().setVersion(1)),
                    put(document("D-1", "N1", "FRA").setVersion(1)),
                    put(document("D-2", "N1", "FRA").setVersion(7)),
                    withdraw("D-1", 1),
                    withdraw("D-1", 2),
                    withdraw("D-1", 2),
                    withdraw("D-9", 0));
            assertThat(outcomes)
                    .extracting(Outcome::getOutcome, Outcome::getVersion, outcome -> outcome.getError()
                            .getCode())
                    .containsExactly(
                            row(Outcome.Result.Code.ACCEPTED, 2, Error.Code.Value.UNSPECIFIED),
                            row(Outcome.Result.Code.UNCHANGED, 2, Error.Code.Value.UNSPECIFIED),
                            row(Outcome.Result.Code.REFUSED, 2, Error.Code.Value.VERSION_CONFLICT),
                            row(Outcome.Result.Code.REFUSED, 0, Error.Code.Value.VERSION_CONFLICT),
                            row(Outcome.Result.Code.REFUSED, 2, Error.Code.Value.VERSION_CONFLICT),
                            row(Outcome.Result.Code.ACCEPTED, 3, Error.Code.Value.UNSPECIFIED),
                            row(Outcome.Result.Code.UNCHANGED, 3, Error.Code.Value.UNSPECIFIED),
                            row(Outcome.Result.Code.REFUSED, 0, Error.Code.Value.NOT_FOUND));
            assertThat(outcomes.get(2).getError().getField()).isEqualTo("version");
        }
    }

    @Test
    void refusesWhatIsNotTheOwnersAndWhatIsNoRecordButTakesTheRestOfTheBatch() throws IOException {
        try (ServedWorld world = ServedWorld.of(
                data,
                Fixtures.record(document("D-1", "N1", "FRA")),
                Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED))) {
            List<Outcome> outcomes = submit(
                    world,
                    put(document("D-1", "N1", "FRA").setOwner("DEU")),
                    put(document("2026-1", "N1", "FRA")),
                    put(document("D-3", "", "FRA")),
                    Submission.getDefaultInstance(),
                    withdraw("VIGIE-CANARY-D1", 0),
                    put(document("D-4", "N4", "FRA")));
            assertThat(outcomes)
                    .extracting(outcome -> outcome.getError().getCode(), outcome -> outcome.getError()
                            .getField())
                    .containsExactly(
                            row(Error.Code.Value.NOT_OWNER, "owner"),
                            row(Error.Code.Value.INVALID_VALUE, "id"),
                            row(Error.Code.Value.INVALID_VALUE, "number"),
                            row(Error.Code.Value.MISSING_VALUE, ""),
                            row(Error.Code.Value.NOT_ALLOWED, "withdraw.id"),
                            row(Error.Code.Value.UNSPECIFIED, ""));
            assertThat(ask(world, "N4")).isInstanceOf(Answer.Hits.class);
            assertThat(world.server().status().getReady()).isTrue();
        }
    }

    @Test
    void aBatchOfNoneOrOfTooManyIsRefusedAsAWholeAndRecordedWithoutItsContent() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P-0", "ANNA"))) {
            Batch.Builder many = Batch.newBuilder();
            for (int i = 0; i <= 1000; i++) {
                many.addSubmissions(put(document("D-" + i, "N" + i, "FRA")));
            }
            for (Batch batch : List.of(named("none"), named("many").toBuilder().mergeFrom(many.build()).build())) {
                assertThatThrownBy(() -> world.client().submitAndWait(batch))
                        .isInstanceOfSatisfying(LookupException.class, e -> {
                            assertThat(e.code()).isEqualTo(Error.Code.Value.INVALID_VALUE);
                            assertThat(e.error().getField()).isEqualTo("submissions");
                        });
            }
            assertThat(world.server().status().getPosition().getSequence()).isEqualTo(1);
        }
        List<AuditEntry> entries = new ArrayList<>();
        assertThat(AuditTrail.read(data.resolve("audit"), entries::add).faults()).isEmpty();
        assertThat(entries)
                .extracting(AuditEntry::getKind, AuditEntry::getError, AuditEntry::getRequest)
                .containsExactly(
                        row(AuditEntry.AuditedKind.Code.SUBMIT, Error.Code.Value.INVALID_VALUE, named("none").toByteString()),
                        row(AuditEntry.AuditedKind.Code.SUBMIT, Error.Code.Value.INVALID_VALUE, named("many").toByteString()));
    }

    private static Batch named(String id) {
        return Batch.newBuilder().setId(id).build();
    }

    @Test
    void theAuditTrailTellsWhoChangedWhatButNotTheContent() throws IOException {
        try (ServedWorld world = ServedWorld.of(data, Fixtures.person("P-0", "ANNA"))) {
            submit(world, put(document("D-1", "NUMBEROFSOMEBODY", "FRA").setStatusDate("2024-05-01")), withdraw("D-7", 0));
        }
        List<AuditEntry> entries = new ArrayList<>();
        assertThat(AuditTrail.read(data.resolve("audit"), entries::add).faults()).isEmpty();
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(AuditEntry.AuditedKind.Code.SUBMIT);
            assertThat(entry.getRecordIdsList()).containsExactly("D-1");
            assertThat(entry.getAsOf().getSequence()).isEqualTo(2);
            assertThat(entry.getDelayDaysList()).singleElement().satisfies(days -> assertThat(days).isGreaterThan(900));
            assertThat(entry.toString()).doesNotContain("NUMBEROFSOMEBODY");
        });
    }

    private static List<Outcome> submit(ServedWorld world, Submission... submissions) {
        return world.client()
                .submitAndWait(Batch.newBuilder().addAllSubmissions(List.of(submissions)).build());
    }

    private static Submission put(TravelDocument.Builder document) {
        return Submission.newBuilder().setTravelDocument(document).build();
    }

    private static Submission withdraw(String id, int version) {
        return Submission.newBuilder()
                .setWithdraw(Withdrawal.newBuilder().setId(id).setVersion(version))
                .build();
    }

    private static Answer ask(ServedWorld world, String number) {
        return world.client()
                .askAndWait(Question.newBuilder()
                        .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                        .build());
    }

    private static org.assertj.core.groups.Tuple row(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
