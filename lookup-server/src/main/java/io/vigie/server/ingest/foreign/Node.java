package io.vigie.server.ingest.foreign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list, or a part of one: a name, a text, and parts in their order. Whoever reads a text takes it; what
 * nobody took is told at the end. Texts have no control characters and single blanks.
 */
final class Node {
    /** Longer texts are no values of any list. */
    static final int TEXT_LENGTH_MAX = 64 << 10;

    /** Parts of one entry. */
    static final int PARTS_MAX = 20_000;

    static final int DEPTH_MAX = 32;

    private final String name;
    private final String path;
    private final char separator;
    private final long line;
    private final List<Node> parts = new ArrayList<>();
    private String text = "";
    private String written = "";
    private boolean taken;

    private Node(String name, String path, char separator, long line) {
        this.name = name;
        this.path = path;
        this.separator = separator;
        this.line = line;
    }

    /**
     * An entry.
     *
     * @param separator between the names of a path
     */
    static Node entry(String name, char separator, long line) {
        return new Node(name, name, separator, line);
    }

    /** Adds a part behind the others. */
    Node add(String part, long at) {
        return addShown(part, path.isEmpty() ? part : path + separator + part, at);
    }

    /** Adds a part that stands elsewhere in the file than in the tree. */
    Node addShown(String part, String shownPath, long at) {
        Node added = new Node(part, shownPath, separator, at);
        parts.add(added);
        return added;
    }

    void setText(String value) {
        written = value;
        text = clean(value);
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    long line() {
        return line;
    }

    List<Node> parts() {
        return parts;
    }

    /** Takes the text. */
    String text() {
        taken = true;
        return text;
    }

    /** The text as it was given, blanks at its ends included; does not take it. */
    String written() {
        return written;
    }

    boolean isBlank() {
        return text.isEmpty() && parts.stream().allMatch(Node::isBlank);
    }

    /** Parts of a name that hold something. */
    List<Node> all(String part) {
        return parts.stream().filter(node -> node.name.equals(part) && !node.isBlank()).toList();
    }

    /** The first part of a name that holds something; null if none does. */
    @Nullable Node first(String part) {
        List<Node> all = all(part);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Takes the text of the first part of a name that holds something; empty if none does. */
    String text(String part) {
        Node first = first(part);
        return first == null ? "" : first.text();
    }

    /** Takes the texts of all parts of a name that hold something. */
    List<String> texts(String part) {
        return all(part).stream().map(Node::text).filter(value -> !value.isEmpty()).toList();
    }

    /** Takes the texts of several parts, in the order of the names. */
    List<String> textsOf(String... names) {
        List<String> texts = new ArrayList<>();
        for (String each : names) {
            texts.addAll(texts(each));
        }
        return texts;
    }

    /** Tells the paths of all texts that nobody took. */
    void tellUntaken(Findings findings) {
        if (!taken && !text.isEmpty()) {
            findings.unheld(path, line);
        }
        parts.forEach(part -> part.tellUntaken(findings));
    }

    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        boolean blank = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            if (!isBlank) {
                clean.append(c);
            } else if (!blank) {
                clean.append(' ');
            }
            blank = isBlank;
        }
        return blank && !clean.isEmpty() ? clean.substring(0, clean.length() - 1) : clean.toString();
    }
}
