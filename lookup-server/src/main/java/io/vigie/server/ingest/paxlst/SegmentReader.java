package io.vigie.server.ingest.paxlst;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits the text of a file into segments. Line breaks and blanks between segments do not matter. */
final class SegmentReader {
    private static final int SEGMENT_LENGTH_MAX = 4096;
    private static final int PROBLEM_TAG_LENGTH = 3;

    private final String text;
    private Delimiters delimiters = Delimiters.DEFAULT;
    private int at;

    SegmentReader(String text) {
        this.text = text;
    }

    /** The next segment that is not empty; null at the end. */
    @Nullable Segment next() {
        skipBlanks();
        if (at >= text.length()) {
            return null;
        }
        if (Delimiters.isAdvice(text, at)) {
            return advice();
        }
        int from = at;
        int end = terminatorFrom(from);
        at = Math.min(text.length(), end + 1);
        String problem = end == text.length() ? "not ended (expected: " + delimiters.terminator() + " behind it)" : "";
        if (end - from > SEGMENT_LENGTH_MAX) {
            String tag = text.substring(from, from + PROBLEM_TAG_LENGTH);
            return new Segment(
                    from + 1,
                    tag,
                    List.of(),
                    (end - from) + " characters (expected: <= " + SEGMENT_LENGTH_MAX + ")");
        }
        List<List<String>> elements = split(from, end);
        String tag = elements.getFirst().getFirst().strip();
        return new Segment(from + 1, tag, elements.subList(1, elements.size()), problem);
    }

    private Segment advice() {
        int from = at;
        Delimiters read = Delimiters.read(text, from);
        at = Math.min(text.length(), from + Delimiters.ADVICE_LENGTH);
        // Every interchange begins with the default, whatever the one before it said.
        delimiters = read == null ? Delimiters.DEFAULT : read;
        String problem = read == null
                ? "not six characters of which four differ and are no letters or digits (expected: such as UNA:+.? ')"
                : "";
        return new Segment(from + 1, "UNA", List.of(), problem);
    }

    /** The default holds again, until another service string advice. */
    void endOfInterchange() {
        delimiters = Delimiters.DEFAULT;
    }

    private void skipBlanks() {
        while (at < text.length()
                && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == delimiters.terminator())) {
            at++;
        }
    }

    private int terminatorFrom(int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (delimiters.isRelease(c)) {
                i++;
            } else if (c == delimiters.terminator()) {
                return i;
            }
        }
        return text.length();
    }

    private List<List<String>> split(int from, int end) {
        List<List<String>> elements = new ArrayList<>();
        List<String> components = new ArrayList<>();
        StringBuilder component = new StringBuilder();
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (delimiters.isRelease(c)) {
                i++;
                component.append(i < end ? String.valueOf(text.charAt(i)) : "");
            } else if (c == delimiters.component() || c == delimiters.element()) {
                components.add(component.toString());
                component.setLength(0);
                if (c == delimiters.element()) {
                    elements.add(components);
                    components = new ArrayList<>();
                }
            } else if (c != '\r' && c != '\n') {
                component.append(c);
            }
        }
        components.add(component.toString());
        elements.add(components);
        return elements;
    }
}
