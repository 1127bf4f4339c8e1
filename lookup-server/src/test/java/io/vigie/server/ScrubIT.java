package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.client.LookupClient;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.Table;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Batch;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DatasetStatus;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.NationalId;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Status;
import io.vigie.v1.Submission;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage that no question has met is found in the background, and nothing is clear from then on. */
@Timeout(120)
class ScrubIT {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT, N33, flip, TRAVEL_DOCUMENTS",
        "DOCUMENT, N33, delete, TRAVEL_DOCUMENTS",
        "ID, D-33, delete, TRAVEL_DOCUMENTS",
        "PERSON_NUMBER, IDNUMBER1, delete, PERSONS",
        "NOTICE_LIST, 2026/1, delete, NOTICES",
        "LINK, P-1, delete, NOTICES",
        "PERSON, '', flip, PERSONS",
    })
    void damageTakesItsDatasetOutUntilItIsGone(Table table, String part, String how, Dataset.Code dataset)
            throws Exception {
        try (ServedWorld world = world()) {
            DataFolder folder = world.server().folder();
            awaitPass(world);
            assertThat(world.meter("vigie_scrub_faults")).isZero();
            assertThat(world.client().statusAndWait().getReady()).isTrue();
            assertThat(askForNothing(world.client())).isInstanceOf(Answer.Clear.class);

            byte[] key = keyWith(folder, table, part);
            byte[] value = folder.write(view -> view.get(table, key));
            folder.write(view -> {
                byte[] flipped = value.clone();
                if (how.equals("flip")) {
                    flipped[flipped.length / 2] ^= 16;
                    view.put(table, key, flipped);
                } else {
                    view.delete(table, key);
                }
                return 0;
            });
            awaitPass(world);
            Status status = world.client().statusAndWait();
            assertThat(status.getReady()).isFalse();
            assertThat(status.getReasonsList()).contains("damage was found in " + dataset + ": run `vigie verify`");
            assertThat(status.getDatasetsList())
                    .filteredOn(of -> of.getDataset() == dataset)
                    .extracting(DatasetStatus::getReason)
                    .containsExactly(DatasetState.Reason.Code.DAMAGED);
            assertThat(world.meter("vigie_scrub_faults")).isPositive();
            if (dataset == Dataset.Code.TRAVEL_DOCUMENTS) {
                Answer answer = askForNothing(world.client());
                assertThat(answer).isNotInstanceOf(Answer.Clear.class);
                assertThat(answer.message().getDatasets(0).getReason()).isEqualTo(DatasetState.Reason.Code.DAMAGED);
            }

            folder.write(view -> {
                view.put(table, key, value);
                return 0;
            });
            awaitPass(world);
            assertThat(world.client().statusAndWait().getReady()).isTrue();
            assertThat(askForNothing(world.client())).isInstanceOf(Answer.Clear.class);
        }
    }

    @Test
    void changesMeanwhileAreNoDamage() throws Exception {
        try (ServedWorld world = world()) {
            double begun = world.meter("vigie_scrub_passes");
            for (int i = 0; world.meter("vigie_scrub_passes") < begun + 3; i++) {
                int n = i;
                world.client()
                        .submitAndWait(Batch.newBuilder()
                                .addSubmissions(Submission.newBuilder()
                                        .setTravelDocument(document("D-" + n % 600, "M" + n % 700, "FRA")))
                                .addSubmissions(Submission.newBuilder()
                                        .setPerson(Fixtures.person("P-" + n % 9, "BERTA NUMBER " + n)
                                                .getPerson()))
                                .build());
            }
            assertThat(world.meter("vigie_scrub_faults")).isZero();
        }
    }

    private ServedWorld world() throws Exception {
        Record person = Fixtures.person("P-1", "ANNA ANDERSON");
        Record notice = Fixtures.notice("2026/1", NoticeStatus.Code.PUBLISHED);
        Stream<Record> records = Stream.concat(
                IntStream.range(0, 500).mapToObj(i -> Fixtures.record(document("D-" + i, "N" + i, "FRA"))),
                Stream.of(
                        person.toBuilder()
                                .setPerson(person.getPerson().toBuilder()
                                        .addNationalIds(NationalId.newBuilder().setState("FRA").setNumber("IDNUMBER1")))
                                .build(),
                        notice.toBuilder()
                                .setNotice(notice.getNotice().toBuilder().addSubjects("P-1"))
                                .build()));
        Fixtures.load(data, records.toArray(Record[]::new));
        return ServedWorld.serve(data, Map.of("data.scrub-interval", "20ms"));
    }

    /** A pass that began after now has ended. */
    private static void awaitPass(ServedWorld world) {
        double begun = world.meter("vigie_scrub_passes");
        while (world.meter("vigie_scrub_passes") < begun + 2) {
            Thread.onSpinWait();
        }
    }

    private static Answer askForNothing(LookupClient client) {
        return client.askAndWait(Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber("ABSENT1"))
                .build());
    }

    private static byte[] keyWith(DataFolder folder, Table table, String part) {
        return folder.write(view -> view.keys(table).stream()
                .filter(key -> new String(key, StandardCharsets.ISO_8859_1).contains(part))
                .findFirst()
                .orElseThrow());
    }
}
