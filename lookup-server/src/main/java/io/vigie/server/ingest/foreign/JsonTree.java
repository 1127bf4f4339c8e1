package io.vigie.server.ingest.foreign;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as nodes: members become parts, elements of an array parts of one name. What is over a limit is read on
 * without being held, so that what follows is not lost.
 */
final class JsonTree {
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private final JsonReader reader;
    private final Runnable atToken;
    private final long fixedLine;
    private @Nullable ForeignFault fault;
    private int parts;

    /**
     * Begins.
     *
     * @param atToken told before each token
     * @param fixedLine the line of all of it, or 0 when the reader counts lines
     */
    JsonTree(Reader in, Runnable atToken, long fixedLine) {
        this.reader = reader(in);
        this.atToken = atToken;
        this.fixedLine = fixedLine;
    }

    private static JsonReader reader(Reader in) {
        JsonReader reader = new JsonReader(in);
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(4 * Node.DEPTH_MAX);
        return reader;
    }

    JsonReader reader() {
        return reader;
    }

    /** The line that reading has come to. The reader tells it in words only. */
    long line() {
        Matcher line = LINE.matcher(reader.toString());
        return fixedLine > 0 ? fixedLine : line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    /** Reads the object that comes next as an entry. */
    EntrySource.Item entry() throws IOException {
        fault = null;
        parts = 0;
        Node entry = Node.entry("", '.', line());
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            reader.skipValue();
            return EntrySource.fault(entry.line(), "", "not a JSON object");
        }
        value(entry, 0);
        ForeignFault found = fault;
        return found == null ? new EntrySource.Item.Entry(entry) : new EntrySource.Item.Fault(found);
    }

    private void value(Node node, int depth) throws IOException {
        atToken.run();
        switch (reader.peek()) {
            case BEGIN_OBJECT -> object(node, depth);
            case BEGIN_ARRAY -> over(node, "an array in an array");
            case STRING, NUMBER -> text(node, reader.nextString());
            case BOOLEAN -> text(node, Boolean.toString(reader.nextBoolean()));
            case NULL -> reader.nextNull();
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> throw new IOException("not a value");
        }
    }

    private void object(Node node, int depth) throws IOException {
        Set<String> names = new HashSet<>();
        reader.beginObject();
        while (reader.hasNext()) {
            atToken.run();
            String name = reader.nextName();
            if (!names.add(name)) {
                tell(node, Findings.quoted(name) + " twice in one object (expected: once)");
            }
            member(node, name, depth + 1);
        }
        reader.endObject();
    }

    private void member(Node node, String name, int depth) throws IOException {
        if (depth > Node.DEPTH_MAX) {
            over(node, "deeper than " + Node.DEPTH_MAX + " objects");
        } else if (reader.peek() != JsonToken.BEGIN_ARRAY) {
            value(part(node, name), depth);
        } else {
            reader.beginArray();
            while (reader.hasNext()) {
                value(part(node, name), depth);
            }
            reader.endArray();
        }
    }

    private Node part(Node node, String name) {
        if (++parts > Node.PARTS_MAX) {
            tell(node, "more than " + Node.PARTS_MAX + " values in one entry (expected: less)");
        }
        return fault == null ? node.add(name, line()) : Node.entry(name, '.', 0);
    }

    private void text(Node node, String text) {
        if (text.length() > Node.TEXT_LENGTH_MAX) {
            tell(node, "a text of more than " + Node.TEXT_LENGTH_MAX + " characters (expected: less)");
        } else if (fault == null) {
            node.setText(text);
        }
    }

    private void over(Node node, String what) throws IOException {
        tell(node, what + " (expected: none)");
        reader.skipValue();
    }

    private void tell(Node node, String problem) {
        if (fault == null) {
            fault = new ForeignFault(line(), node.path(), problem);
        }
    }
}
