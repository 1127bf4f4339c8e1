package io.vigie.bench.quality;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vigie.server.ingest.Json;
import io.vigie.server.match.Weights;
import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What went wrong, for whoever improves the matcher: the questions of which the right record was not among the first
 * five, and those of clear travellers that got a candidate, each with its explained answer. A line of JSON each.
 */
final class Cases implements AutoCloseable {
    private static final int FEW = 5;

    private final Writer lines;

    Cases(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void write(Survey survey, ServedPath served) throws IOException {
        for (Observed one : survey.listed()) {
            if (!one.isRankedWithin(FEW)) {
                write("missed", one, served);
            }
        }
        for (Observed one : survey.clear()) {
            if (one.wrongFrom(Weights.THRESHOLD) > 0) {
                write("false", one, served);
            }
        }
    }

    private void write(String what, Observed one, ServedPath served) throws IOException {
        Answer answer = served.explain(one.question());
        JsonObject line = new JsonObject();
        line.addProperty("case", what);
        line.addProperty("kind", one.kind().label());
        line.addProperty("dated", one.dated());
        line.addProperty("origin", one.traveller().origin().label());
        line.addProperty("region", one.traveller().region());
        line.addProperty("recordIds", String.join(" ", one.traveller().recordIds()));
        line.addProperty("rightScore", one.rightScore());
        line.addProperty("truncated", one.incomplete());
        Question asked = Question.newBuilder().setPerson(one.question()).build();
        line.add("question", JsonParser.parseString(Json.print(asked)));
        line.add("answer", JsonParser.parseString(Json.print(answer)));
        lines.write(line.toString());
        lines.write('\n');
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
