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
    private static final String ALL_DATASETS = "ALL";

    private QuestionFile() {}

    /** What a question is about. */
    public enum Subject {
        /** A document alone: all of truth. */
        DOCUMENTS,
        /** A person alone, by name or national id. */
        NAMES,
        /** A whole check: document, name and date of birth, in all datasets. */
        CHECKS,
        /** Anything. */
        ALL;

        private boolean includes(String dataset) {
            return switch (this) {
                case DOCUMENTS -> dataset.equals(Dataset.Code.TRAVEL_DOCUMENTS.name());
                case NAMES -> dataset.equals(Dataset.Code.PERSONS.name());
                case CHECKS -> dataset.equals(ALL_DATASETS);
                case ALL -> true;
            };
        }
    }

    /**
     * All questions of a file on a subject, in memory.
     *
     * @throws InvalidInputException that names the line
     */
    public static List<KnownQuestion> read(String file, Subject subject) throws IOException, InvalidInputException {
        List<KnownQuestion> questions = new ArrayList<>();
        try (RecordSource lines = RecordSource.lines(file, new ByteCounter())) {
            for (RecordSource.Item item = lines.next(); item != null; item = lines.next()) {
                KnownQuestion question = question(item, subject);
                if (question != null) {
                    questions.add(question);
                }
            }
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + ":" + e.getMessage());
        }
        return questions;
    }

    private static @Nullable KnownQuestion question(RecordSource.Item item, Subject subject) throws InvalidInputException {
        byte[] content = item.content();
        try {
            if (content == null) {
                throw new InvalidInputException(String.valueOf(item.fault()));
            }
            return question(new String(content, StandardCharsets.UTF_8), subject);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(item.number() + ": " + e.getMessage());
        }
    }

    private static @Nullable KnownQuestion question(String line, Subject subject) throws InvalidInputException {
        JsonElement truth = Json.object(line).get("truth");
        if (truth == null || !truth.isJsonObject()) {
            throw new InvalidInputException("truth: absent (expected: as `vigie generate` writes it)");
        }
        String dataset = text(truth.getAsJsonObject(), "dataset");
        if (!subject.includes(dataset)) {
            return null;
        }
        Verdict.Code verdict = verdict(text(truth.getAsJsonObject(), "verdict"));
        String recordId = text(truth.getAsJsonObject(), "recordId");
        return Subject.NAMES.includes(dataset)
                ? KnownQuestion.ofName(Json.question(line), verdict, recordId)
                : KnownQuestion.of(Json.question(line), verdict, recordId);
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
