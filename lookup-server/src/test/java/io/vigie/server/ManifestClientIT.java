package io.vigie.server;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Manifest;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Manifests from the client library to the real server and back. */
@Timeout(60)
class ManifestClientIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private ServedWorld world;

    @BeforeEach
    void serve() throws IOException {
        world = ServedWorld.of(
                data,
                record(document("D1", "A1", "FRA")),
                record(document("D2", "V2", "USA").setType(DocumentType.Code.VISA)),
                Fixtures.person("P1", "Ngozi Adichie"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsOfAThousandTravellersOnceEach() {
        Manifest.Builder manifest = Manifest.newBuilder();
        for (int i = 0; i < 1000; i++) {
            manifest.addTravellers(i % 100 == 7 ? person("ADICHIE", "NGOZI") : number(i % 100 == 8 ? "A1" : "B" + i));
        }
        List<Integer> told = new ArrayList<>();
        List<Answer> answers = world.client()
                .askMany(manifest.build(), LONG, answer -> told.add(answer.message().getIndex()))
                .toCompletableFuture()
                .join();
        assertThat(told).hasSize(1000).doesNotHaveDuplicates();
        for (int i = 0; i < 1000; i++) {
            Class<?> expected = i % 100 == 7 || i % 100 == 8 ? Answer.Hits.class : Answer.Clear.class;
            assertThat(answers.get(i)).as("traveller %d", i).isInstanceOf(expected);
            assertThat(answers.get(i).message().getIndex()).isEqualTo(i);
        }
    }

    @Test
    void aThousandAndOneAreInvalidAndADuplicateIdIsOnlyItself() {
        Manifest.Builder many = Manifest.newBuilder();
        for (int i = 0; i <= 1000; i++) {
            many.addTravellers(number("A1"));
        }
        assertThat(world.client().askManyAndWait(many.build(), LONG)).hasSize(1001).allSatisfy(answer -> {
            assertThat(answer.message().getVerdict()).isEqualTo(Verdict.Code.INVALID);
            assertThat(answer.message().getError().getCode()).isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(answer.message().getError().getField()).isEqualTo("travellers");
        });
        Question same = number("A1").toBuilder().setId("same").build();
        List<Answer> answers = world.client()
                .askManyAndWait(
                        Manifest.newBuilder()
                                .addTravellers(same)
                                .addTravellers(same)
                                .addTravellers(number("A1"))
                                .build(),
                        LONG);
        assertThat(answers)
                .extracting(answer -> answer.message().getVerdict())
                .containsExactly(Verdict.Code.HIT, Verdict.Code.INVALID, Verdict.Code.HIT);
    }

    @Test
    void cancellingStopsWhatHasNotBegun() throws Exception {
        Manifest.Builder manifest = Manifest.newBuilder();
        for (int i = 0; i < 1000; i++) {
            manifest.addTravellers(person("ADICHIE", "NGOZI"));
        }
        CompletableFuture<Answer> first = new CompletableFuture<>();
        CompletableFuture<List<Answer>> asked =
                world.client().askMany(manifest.build(), LONG, first::complete).toCompletableFuture();
        assertThat(first.get()).isInstanceOf(Answer.Hits.class);
        asked.cancel(true);
        assertThat(asked.get()).hasSize(1000);
        assertThat(world.client().askManyAndWait(manifest.clearTravellers().addTravellers(number("A1")).build(), LONG))
                .singleElement()
                .isInstanceOf(Answer.Hits.class);
    }

    @Test
    void everyDocumentOfATravellerIsSearched() {
        Question.Builder question = number("B1").toBuilder();
        question.addFurtherDocuments(DocumentQuestion.newBuilder().setNumber("B2"));
        assertThat(world.client().askAndWait(question.build())).isInstanceOf(Answer.Clear.class);
        question.addFurtherDocuments(
                DocumentQuestion.newBuilder().setNumber("v-2").setType(DocumentType.Code.VISA));
        assertThat(world.client().askAndWait(question.build()))
                .isInstanceOfSatisfying(Answer.Hits.class, hits -> assertThat(hits.message().getHitsList())
                        .extracting(Hit::getRecordId)
                        .containsExactly("D2"));
        question.addFurtherDocuments(DocumentQuestion.newBuilder().setNumber("---"));
        assertThat(world.client().askAndWait(question.build()).message().getError().getField())
                .isEqualTo("furtherDocuments.number");
        assertThat(world.client().askAndWait(question.clearDocument().build()).message().getError().getField())
                .isEqualTo("document");
    }

    private static Question number(String number) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                .build();
    }

    private static Question person(String surname, String given) {
        return Question.newBuilder()
                .setPerson(PersonQuestion.newBuilder()
                        .addNames(Name.newBuilder().setSurname(surname).setGiven(given)))
                .build();
    }
}
