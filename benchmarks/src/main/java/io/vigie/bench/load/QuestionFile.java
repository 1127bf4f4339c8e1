package io.vigie.bench.load;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.vigie.server.ingest.ByteCounter;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.RecordSource;
import io.vigie.v1.Dataset;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code questions.jsonl} as {@code vigie generate} writes it: a question a line, with its truth. */
public final class QuestionFile {
    private QuestionFile() {}

    /**
     * All questions of a file, in memory.
     *
     * @param all else only those about documents, of which the truth is exact
     * @throws InvalidInputException that names the line
     */
    public static List<KnownQuestion> read(String file, boolean all) throws IOException, InvalidInputException {
        List<KnownQuestion> questions = new ArrayList<>();
        try (RecordSource lines = RecordSource.lines(file, new ByteCounter())) {
            for (RecordSource.Item item = lines.next(); item != null; item = lines.next()) {
                KnownQuestion question = question(item, all);
                if (question != null) {
                    questions.add(question);
                }
            }
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + ":" + e.getMessage());
        }
        return questions;
    }

    private static @Nullable KnownQuestion question(RecordSource.Item item, boolean all) throws InvalidInputException {
        byte[] content = item.content();
        try {
            if (content == null) {
                throw new InvalidInputException(String.valueOf(item.fault()));
            }
            return question(new String(content, StandardCharsets.UTF_8), all);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(item.number() + ": " + e.getMessage());
        }
    }

    private static @Nullable KnownQuestion question(String line, boolean all) throws InvalidInputException {
        JsonElement truth = Json.object(line).get("truth");
        if (truth == null || !truth.isJsonObject()) {
            throw new InvalidInputException("truth: absent (expected: as `vigie generate` writes it)");
        }
        String dataset = text(truth.getAsJsonObject(), "dataset");
        if (!all && !dataset.equals(Dataset.Code.TRAVEL_DOCUMENTS.name())) {
            return null;
        }
        Verdict.Code verdict = verdict(text(truth.getAsJsonObject(), "verdict"));
        return KnownQuestion.of(Json.question(line), verdict, text(truth.getAsJsonObject(), "recordId"));
    }

    private static String text(JsonObject truth, String field) throws InvalidInputException {
        JsonElement value = truth.get(field);
        if (value == null || !value.isJsonPrimitive()) {
            throw new InvalidInputException("truth." + field + ": absent (expected: text)");
        }
        return value.getAsString();
    }

    private static Verdict.Code verdict(String name) throws InvalidInputException {
        try {
            return Verdict.Code.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("truth.verdict: unknown (expected: such as NO_HIT)");
        }
    }
}
