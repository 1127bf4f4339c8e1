package io.vigie.server.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.vigie.server.ingest.InvalidInputException;
import io.vigie.server.ingest.Json;
import io.vigie.server.ingest.RecordSource;
import io.vigie.v1.Batch;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import io.vigie.v1.Submission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Some lines of a file of submissions, which are sent as one batch, but for those that are none. */
final class SubmissionLines {
    private static final int LINES_MAX = 500;

    /** A submission, or why the line is none. */
    private sealed interface Line {
        record Good(Submission submission) implements Line {}

        record Bad(Outcome outcome) implements Line {}
    }

    /** Half of the frame that a server takes by default. */
    private static final int BYTES_MAX = 512 << 10;

    private final List<Line> lines = new ArrayList<>();
    private int bytes;

    /** Whether a line can go with those before it. */
    boolean hasRoomFor(RecordSource.Item item) {
        return lines.isEmpty() || lines.size() < LINES_MAX && bytes + sizeOf(item) <= BYTES_MAX;
    }

    void add(RecordSource.Item item) {
        lines.add(line(item));
        bytes += sizeOf(item);
    }

    private static int sizeOf(RecordSource.Item item) {
        byte[] content = item.content();
        return content == null ? 0 : content.length;
    }

    /** What became of each line, in order; sends a batch when any of them is a submission. */
    List<Outcome> outcomes(Function<Batch, List<Outcome>> send) {
        Batch.Builder batch = Batch.newBuilder();
        for (Line line : lines) {
            if (line instanceof Line.Good(Submission submission)) {
                batch.addSubmissions(submission);
            }
        }
        Iterator<Outcome> sent = batch.getSubmissionsCount() == 0
                ? List.<Outcome>of().iterator()
                : send.apply(batch.build()).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Line line : lines) {
            outcomes.add(
                    switch (line) {
                        case Line.Good _ -> sent.next();
                        case Line.Bad(Outcome outcome) -> outcome;
                    });
        }
        return outcomes;
    }

    private static Line line(RecordSource.Item item) {
        byte[] content = item.content();
        String text = content == null ? null : RecordSource.text(content);
        if (text == null) {
            return bad("", "", item, item.fault() == null ? "not UTF-8" : item.fault());
        }
        try {
            return new Line.Good(Json.submission(text));
        } catch (InvalidInputException e) {
            return bad(idOf(text), e.field(), item, String.valueOf(e.getMessage()));
        }
    }

    private static Line bad(String id, String field, RecordSource.Item item, String reason) {
        return new Line.Bad(refused(
                id,
                Error.newBuilder()
                        .setCode(Error.Code.Value.INVALID_VALUE)
                        .setField(field)
                        .setMessage("line " + item.number() + ": " + reason)
                        .build()));
    }

    static Outcome refused(String id, Error error) {
        return Outcome.newBuilder()
                .setId(id)
                .setOutcome(Outcome.Result.Code.REFUSED)
                .setError(error)
                .build();
    }

    /** The id of a submission that is otherwise wrong, so that its outcome can still be told apart. */
    private static String idOf(String line) {
        try {
            JsonObject object = Json.object(line);
            for (String kind : object.keySet()) {
                if (object.get(kind) instanceof JsonObject record) {
                    JsonElement id = record.get("id");
                    return id != null && id.isJsonPrimitive() ? id.getAsString() : "";
                }
            }
        } catch (InvalidInputException e) {
            return "";
        }
        return "";
    }
}
