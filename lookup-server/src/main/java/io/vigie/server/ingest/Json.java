package io.vigie.server.ingest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.vigie.v1.AccessProfiles;
import io.vigie.v1.Answer;
import io.vigie.v1.Confirmation;
import io.vigie.v1.DatasetStatus;
import io.vigie.v1.Explanation;
import io.vigie.v1.Hit;
import io.vigie.v1.MrzReading;
import io.vigie.v1.OwnedRecords;
import io.vigie.v1.OwnerMessage;
import io.vigie.v1.Question;
import io.vigie.v1.Record;
import io.vigie.v1.Restrictions;
import io.vigie.v1.Status;
import io.vigie.v1.Submission;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * proto3 JSON of the messages, one line each, with the rules of interface.md: names in lowerCamelCase, bare enum names,
 * documented booleans and lists printed also when false or empty, unknown fields refused by name. Thread-safe.
 */
public final class Json {
    /** Fields that scripts rely on being there, whatever their value. */
    private static final Set<FieldDescriptor> ALWAYS_PRINTED = Stream.of(
                    fields(Answer.getDescriptor(), "complete", "hits", "datasets", "specimen"),
                    fields(Hit.getDescriptor(), "score", "explanation", "certain", "silent"),
                    fields(Explanation.getDescriptor(), "score"),
                    fields(MrzReading.getDescriptor(), "valid", "problems", "repairs", "truncated"),
                    fields(Status.getDescriptor(), "ready"),
                    fields(DatasetStatus.getDescriptor(), "records"),
                    fields(Restrictions.getDescriptor(), "silent"),
                    fields(OwnedRecords.getDescriptor(), "records"),
                    fields(OwnerMessage.getDescriptor(), "certain", "silent"),
                    fields(Confirmation.getDescriptor(), "overdue"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .includingDefaultValueFields(ALWAYS_PRINTED);

    private static final JsonFormat.Parser PARSER = JsonFormat.parser();

    private static final int NESTING_MAX = 32;

    private static final Pattern COLUMN = Pattern.compile("line (\\d+) column (\\d+)");
    private Json() {}

    /** One line, without a line break. */
    public static String print(MessageOrBuilder message) {
        try {
            return plain(PRINTER.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("message: cannot be printed as JSON", e);
        }
    }

    /** The printer escapes as for HTML, which no zone survives readably: {@code \\u003c} becomes {@code <} again. */
    private static String plain(String json) {
        if (json.indexOf("\\u00") < 0) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            String escape = json.substring(i, Math.min(i + 6, json.length()));
            char plain =
                    switch (escape) {
                        case "\\u003c" -> '<';
                        case "\\u003e" -> '>';
                        case "\\u0026" -> '&';
                        case "\\u003d" -> '=';
                        case "\\u0027" -> '\'';
                        default -> 0;
                    };
            if (plain != 0) {
                text.append(plain);
                i += 5;
            } else {
                // Any other escape is two characters or begins with them; its second is never a backslash to look at.
                text.append(escape, 0, 2);
                i++;
            }
        }
        return text.toString();
    }

    /** A record as a line of a file holds it. */
    public static Record record(String line) throws InvalidInputException {
        Record.Builder record = Record.newBuilder();
        merge(line, record);
        return record.build();
    }

    /** A file of profiles, which may be of several lines. */
    public static AccessProfiles accessProfiles(String text) throws InvalidInputException {
        AccessProfiles.Builder profiles = AccessProfiles.newBuilder();
        merge(text, profiles);
        return profiles.build();
    }

    /** A line of what owners submit: a record, or {@code {"withdraw":{…}}}. */
    public static Submission submission(String line) throws InvalidInputException {
        Submission.Builder submission = Submission.newBuilder();
        merge(line, submission);
        return submission.build();
    }

    /** A question; its field {@code truth} is ignored. */
    public static Question question(String line) throws InvalidInputException {
        Question.Builder question = Question.newBuilder();
        merge(line.contains("\"truth\"") ? without(line, "truth") : line, question);
        return question.build();
    }

    /** The lines of {@code {"mrz":[…]}}; other fields are ignored. */
    public static List<String> zone(String line) throws InvalidInputException {
        JsonElement mrz = object(line).get("mrz");
        if (mrz == null || !mrz.isJsonArray()) {
            throw new InvalidInputException("mrz: absent (expected: an array of lines)");
        }
        List<String> lines = new ArrayList<>();
        for (JsonElement element : mrz.getAsJsonArray()) {
            if (!element.isJsonPrimitive()) {
                throw new InvalidInputException("mrz: not text (expected: an array of lines)");
            }
            lines.add(element.getAsString());
        }
        return lines;
    }

    /** Reads {@code line} into a message, refusing what it does not know. */
    public static void merge(String line, Message.Builder into) throws InvalidInputException {
        requireObject(line);
        try {
            PARSER.merge(line, into);
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            // The library throws several kinds at values out of range.
            InvalidInputException fault = JsonFault.find(object(line), into.getDescriptorForType());
            throw fault != null
                    ? fault
                    : new InvalidInputException("not JSON of a " + into.getDescriptorForType().getName());
        }
    }

    /**
     * Refuses what is not exactly one JSON object. The library's own reader is lenient: it takes bare words, and drops
     * a second object on the line without a word.
     */
    private static void requireObject(String line) throws InvalidInputException {
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(NESTING_MAX);
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new InvalidInputException("not a JSON object");
            }
            requireDistinctNames(reader);
            // Fails at anything behind the object.
            var _ = reader.peek();
        } catch (IOException e) {
            throw new InvalidInputException("not JSON: malformed" + column(String.valueOf(e.getMessage())));
        }
    }

    /** The JSON object of a line. */
    public static JsonObject object(String line) throws InvalidInputException {
        requireObject(line);
        return JsonParser.parseString(line).getAsJsonObject();
    }

    /** Walks one value; of two fields with one name the library would keep the last without a word. */
    private static void requireDistinctNames(JsonReader reader) throws IOException, InvalidInputException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                reader.beginObject();
                Set<String> names = new HashSet<>();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    if (!names.add(name)) {
                        throw new InvalidInputException(shortened(name) + ": twice in one object");
                    }
                    requireDistinctNames(reader);
                }
                reader.endObject();
            }
            case BEGIN_ARRAY -> {
                reader.beginArray();
                while (reader.hasNext()) {
                    requireDistinctNames(reader);
                }
                reader.endArray();
            }
            case STRING, NUMBER, BOOLEAN, NULL -> reader.skipValue();
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> throw new IOException("not a value");
        }
    }

    private static String without(String line, String field) throws InvalidInputException {
        JsonObject object = object(line);
        object.remove(field);
        return object.toString();
    }

    private static String column(String message) {
        var column = COLUMN.matcher(message);
        if (!column.find()) {
            return "";
        }
        return (column.group(1).equals("1") ? " at" : " at line " + column.group(1) + ",") + " column " + column.group(2);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ");
        return line.length() <= 160 ? line : line.substring(0, 160) + "…";
    }

    private static Set<FieldDescriptor> fields(Descriptor message, String... names) {
        return Arrays.stream(names).map(message::findFieldByName).collect(Collectors.toSet());
    }
}
