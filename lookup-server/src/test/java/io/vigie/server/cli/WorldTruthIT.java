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
        List<JsonObject> questions = objects(Files.readString(folder.resolve("questions.jsonl")));
        try (ServedWorld world = ServedWorld.serve(data, Map.of())) {
            String server = "127.0.0.1:" + world.port();
            List<JsonObject> answers = objects(
                    run("batch", "--server", server, folder.resolve("questions.jsonl").toString()));
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
            compareInvalid(server);
            assertThat(run("status", "--server", server, "--json"))
                    .as("nothing of the world has expired")
                    .contains("\"records\":30000", "\"records\":6000", "\"records\":900");
        }
    }

    private void compareInvalid(String server) throws IOException {
        Path file = folder.resolve("invalid.jsonl");
        List<JsonObject> questions = objects(Files.readString(file));
        List<JsonObject> answers = objects(run(ExitCode.INVALID, "batch", "--server", server, file.toString()));
        assertThat(answers).hasSameSizeAs(questions).isNotEmpty();
        for (int i = 0; i < answers.size(); i++) {
            compare(questions.get(i), questions.get(i).getAsJsonObject("truth"), answers.get(i));
        }
    }

    private static List<JsonObject> objects(String lines) {
        return lines.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
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
        return run(ExitCode.ANSWERED, arguments);
    }

    private static String run(int code, String... arguments) {
        PrintStream realOut = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Vigie.run(arguments)).as(String.join(" ", arguments)).isEqualTo(code);
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(realOut);
        }
    }
}
