package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vigie.server.testing.ServedWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate}, {@code load} and {@code batch}: every answer of which the truth is exact agrees with it. */
class WorldTruthIT {
    @TempDir
    Path folder;

    @Test
    void everyAnswerAgreesWithTheTruth() throws IOException {
        run("generate", "--out", folder.toString(), "--documents", "30000", "--persons", "6000", "--notices", "900",
                "--seed", "5");
        Path data = folder.resolve("data");
        run("load", "--data", data.toString(), folder.resolve("records.jsonl").toString());
        List<JsonObject> questions = Files.readAllLines(folder.resolve("questions.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            List<JsonObject> answers = run(
                            "batch",
                            "--server",
                            "127.0.0.1:" + world.port(),
                            folder.resolve("questions.jsonl").toString())
                    .lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
            assertThat(answers).hasSameSizeAs(questions);
            TreeSet<String> proven = new TreeSet<>();
            for (int i = 0; i < answers.size(); i++) {
                JsonObject truth = questions.get(i).getAsJsonObject("truth");
                if (!text(truth, "dataset").equals("PERSONS")) {
                    compare(questions.get(i), truth, answers.get(i));
                    proven.add(text(truth, "dataset") + " " + text(truth, "verdict"));
                }
            }
            assertThat(proven)
                    .containsExactly(
                            "ALL HIT", "ALL NO_HIT", "ALL PARTIAL", "ALL POSSIBLE", "TRAVEL_DOCUMENTS HIT",
                            "TRAVEL_DOCUMENTS NO_HIT", "TRAVEL_DOCUMENTS POSSIBLE");
        }
    }

    private static void compare(JsonObject question, JsonObject truth, JsonObject answer) {
        String asked = question + " answered " + answer;
        assertThat(text(answer, "id")).isEqualTo(text(question, "id"));
        assertThat(text(answer, "verdict")).as(asked).isEqualTo(text(truth, "verdict"));
        if (!text(truth, "recordId").isEmpty()) {
            assertThat(answer.getAsJsonArray("hits").asList().stream()
                            .map(JsonElement::getAsJsonObject)
                            .map(hit -> text(hit, "recordId")))
                    .as(asked)
                    .contains(text(truth, "recordId"));
        }
    }

    private static String text(JsonObject object, String field) {
        return object.get(field).getAsString();
    }

    private static String run(String... arguments) {
        PrintStream realOut = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Vigie.run(arguments)).as(String.join(" ", arguments)).isZero();
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(realOut);
        }
    }
}
