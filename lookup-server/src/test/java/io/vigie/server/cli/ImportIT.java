package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.client.Answer;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.Action;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Hit;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code import | load}, and then a border asks. */
class ImportIT {
    private static final Path LISTS = Path.of("src/test/resources/lists");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "un-xml, un.xml, Tarek Samawi Barqawi, a 900511, UN-QDi.901, UN-QDi.901-D1",
        "ofac-xml, ofac.xml, Zaidany Selim, K 902142, OFAC-92674, OFAC-92674-D1",
        "ofac-csv, ofac.csv, Quiroga Rosa, an998877, OFAC-92675, OFAC-92675-D2",
        "ftm, ftm.jsonl, Мирела Василеску Турк, md 7788990, FTM-NK-901aa, FTM-NK-901pp"
    })
    void whoIsListedIsFoundByNameAndByDocument(
            String format, String list, String name, String number, String personId, String documentId) throws Exception {
        Path data = load("import", "--format", format, LISTS.resolve(list).toString());
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            Answer.Hits named = ask(world, Question.newBuilder()
                    .setPerson(PersonQuestion.newBuilder().addNames(Name.newBuilder().setFull(name)))
                    .build());
            assertThat(named.message().getHitsList()).extracting(Hit::getRecordId).contains(personId);
            Answer.Hits numbered = ask(world, Question.newBuilder()
                    .setDocument(DocumentQuestion.newBuilder().setNumber(number))
                    .build());
            assertThat(numbered.message().getHitsList())
                    .extracting(Hit::getRecordId)
                    .contains(documentId);
            assertThat(numbered.message().getVerdict()).isEqualTo(Verdict.Code.HIT);
        }
    }

    @Test
    void aNoticeComesWithThePersonThatItIsAbout() throws Exception {
        Path data = load("import", "--format", "interpol-json", LISTS.resolve("interpol.json").toString());
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            Answer.Hits named = ask(world, Question.newBuilder()
                    .setPerson(PersonQuestion.newBuilder()
                            .addNames(Name.newBuilder().setSurname("WRONSKI HALM").setGiven("DARIUSZ"))
                            .setBirthDate("1974-08-12"))
                    .build());
            assertThat(named.message().getHitsList())
                    .extracting(Hit::getRecordId)
                    .contains("INTERPOL-2026-91001", "2026/91001");
            assertThat(named.message().getHits(0).getAction()).isEqualTo(Action.Code.ARREST_PROVISIONAL);
        }
    }

    private static Answer.Hits ask(ServedWorld world, Question question) {
        Answer answer = world.client().askAndWait(question);
        assertThat(answer).isInstanceOf(Answer.Hits.class);
        return (Answer.Hits) answer;
    }

    /** Pipes an import into a data folder. */
    private Path load(String... arguments) throws Exception {
        Path records = folder.resolve("records.jsonl");
        PrintStream realOut = System.out;
        try (PrintStream out = new PrintStream(Files.newOutputStream(records), false, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Vigie.run(arguments);
        } finally {
            System.setOut(realOut);
        }
        Path data = folder.resolve("data");
        assertThat(Vigie.run("load", "--data", data.toString(), records.toString())).isZero();
        return data;
    }
}
