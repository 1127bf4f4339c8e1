package io.vigie.server.cli;

import io.vigie.server.ingest.RecordSource;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.NameMatcher;
import io.vigie.server.match.NameMatcher.NameMatch;
import io.vigie.server.match.Weights;
import io.vigie.v1.Explanation;
import java.util.List;
import java.util.Locale;

/** Scores some lines of {@code name1 TAB name2} into as many lines of JSON. Used by one thread at a time. */
final class NamePairs {
    /** Characters of one name; more is no name. */
    private static final int NAME_LENGTH_MAX = 500;

    private final NameMatcher matcher = new NameMatcher(Weights.STANDARD, NameGroups.none());

    /** The lines of JSON, each with its line break, and whether any line could not be read. */
    record Scored(String json, boolean invalid) {}

    Scored score(List<RecordSource.Item> lines) {
        StringBuilder json = new StringBuilder(lines.size() * 256);
        boolean invalid = false;
        for (RecordSource.Item line : lines) {
            String fault = append(line, json);
            if (!fault.isEmpty()) {
                invalid = true;
                json.append("{\"error\":");
                quote("line " + line.number() + ": " + fault, json);
                json.append('}');
            }
            json.append('\n');
        }
        return new Scored(json.toString(), invalid);
    }

    /** Appends the answer to a line; what is wrong with it, or "". */
    private String append(RecordSource.Item line, StringBuilder json) {
        byte[] content = line.content();
        String text = content == null ? null : RecordSource.text(content);
        if (text == null) {
            String fault = line.fault();
            return fault == null ? "not UTF-8" : fault;
        }
        int tab = text.indexOf('\t');
        if (tab < 0 || text.indexOf('\t', tab + 1) >= 0) {
            return (tab < 0 ? "no TAB" : "more than one TAB") + " (expected: name1 TAB name2)";
        }
        String one = text.substring(0, tab).strip();
        String other = text.substring(tab + 1).strip();
        if (Math.max(one.length(), other.length()) > NAME_LENGTH_MAX) {
            return "a name of " + Math.max(one.length(), other.length()) + " characters (expected: at most "
                    + NAME_LENGTH_MAX + ")";
        }
        NameMatch match = matcher.match(one, other);
        if (match == null) {
            return "a name without letters";
        }
        append(match, json);
        return "";
    }

    private static void append(NameMatch match, StringBuilder json) {
        json.append("{\"score\":").append(rounded(match.score())).append(",\"explanation\":[");
        for (int i = 0; i < match.explanation().size(); i++) {
            Explanation row = match.explanation().get(i);
            json.append(i == 0 ? "{" : ",{");
            field("feature", row.getFeature(), json);
            field("query", row.getQuery(), json);
            field("record", row.getRecord(), json);
            json.append("\"score\":").append(row.getScore());
            if (!row.getDetail().isEmpty()) {
                json.append(",\"detail\":");
                quote(row.getDetail(), json);
            }
            json.append('}');
        }
        json.append("]}");
    }

    private static double rounded(double score) {
        return Math.round(score * 10_000) / 10_000.0;
    }

    private static void field(String name, String value, StringBuilder json) {
        if (!value.isEmpty()) {
            json.append('"').append(name).append("\":");
            quote(value, json);
            json.append(',');
        }
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) && !isPaired(text, i)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
